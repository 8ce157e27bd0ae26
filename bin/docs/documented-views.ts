import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readCheckFiles } from '../cli/check-files.ts';
import type { DocumentedView } from './views.ts';

/** Every view's file with the checks beside it, by layer and name; statements of the compaction and the pages are no views. */
export function readDocumentedViews(folder: string): readonly DocumentedView[] {
  const checks = readCheckFiles(folder);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(
      (path) =>
        path.endsWith('.sql') && !path.endsWith('.checks.sql') && !['maintenance', 'pages'].includes(dirname(path)),
    )
    .sort()
    .map((path) => {
      const name = basename(path, '.sql');
      return { name, layer: dirname(path), sql: readFileSync(join(folder, path), 'utf8'), checks: checks.get(name) };
    });
}
