import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ViewFile } from './view-order.ts';

/** Statements of the compaction, which are no views. */
const MAINTENANCE = /^maintenance[\\/]/;

/** Every `.sql` file below a folder, as views named after their files; `maintenance/` is left out. */
export function readViewFiles(folder: string): readonly ViewFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.sql') && !MAINTENANCE.test(path))
    .sort()
    .map((path) => ({ name: basename(path, '.sql'), sql: readFileSync(join(folder, path), 'utf8') }));
}
