import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseChecks, type ViewChecks } from './checks-file.ts';

const ENDING = '.checks.sql';

/** The checks that lie beside the views, by view, in the order of the folders. */
export function readCheckFiles(folder: string): ReadonlyMap<string, ViewChecks> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith(ENDING));
  return new Map(
    files.sort().map((path) => [basename(path, ENDING), parseChecks(path, readFileSync(join(folder, path), 'utf8'))]),
  );
}
