import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ViewFile } from '../../domain/sql/view-order.ts';

/** Statements of the compaction, the refresh and the pages, and the checks of views, are no views. */
const NO_VIEW = /^(maintenance|pages)[\\/]|\.checks\.sql$/;

/** Every `.sql` file below a folder, as views named after their files; statements and checks are left out. */
export function readViewFiles(folder: string): readonly ViewFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.sql') && !NO_VIEW.test(path))
    .sort()
    .map((path) => ({ name: basename(path, '.sql'), sql: readFileSync(join(folder, path), 'utf8') }));
}

/** A statement of `maintenance/`, without its leading comments: what kind of statement it is must be seen from its first word. */
export function readStatement(folder: string, name: string): string {
  return readFileSync(join(folder, 'maintenance', `${name}.sql`), 'utf8').replace(/^(--.*\n)+/, '');
}
