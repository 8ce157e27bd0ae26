import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ViewFile } from './view-order.ts';

/** Every `.sql` file below a folder, as views named after their files. */
export function readViewFiles(folder: string): readonly ViewFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.sql'))
    .sort()
    .map((path) => ({ name: basename(path, '.sql'), sql: readFileSync(join(folder, path), 'utf8') }));
}
