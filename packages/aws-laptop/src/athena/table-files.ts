/** Which objects of a bucket's folder a table is made of at this moment. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { GlueTable } from './catalog.ts';
import { filesInManifests } from './manifests.ts';
import { columnsInOrder, fixedPrefix, keyExpression } from './table-keys.ts';

export interface TableFile {
  /** Absolute path on disk. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMillis: number;
}

/** What a table is made of for one statement. */
export type TableFiles = readonly TableFile[];

/** The table's files at `nowMillis` (epoch milliseconds); none when its folder does not exist yet. */
export async function listTableFiles(table: GlueTable, folder: string, nowMillis: number): Promise<TableFile[]> {
  const matches = partitionMatcher(table, nowMillis);
  const keys = (await listKeys(folder, fixedPrefix(table.keyTemplate))).filter(matches).sort();
  const named = table.manifests ? await filesInManifests(table, folder, keys) : keys;
  const files = await Promise.all(named.map((key) => describeFile(join(folder, key))));
  return files.filter((file) => file.sizeBytes > 0);
}

/**
 * Whether an object's key belongs to the table: below a projected partition and not hidden. Athena ignores objects
 * whose names begin with `_` or `.` ("Tables and databases creation considerations in Athena").
 */
export function partitionMatcher(table: GlueTable, nowMillis: number): (key: string) => boolean {
  const expression = new RegExp(`^${keyExpression(table)}.*$`, 's');
  const columns = columnsInOrder(table);
  return (key) => {
    const match = expression.exec(key);
    if (match === null || /(^|\/)[._][^/]*$/.test(key)) return false;
    return columns.every(({ projection }, index) => projection?.covers(match[index + 1] ?? '', nowMillis) ?? true);
  };
}

export async function listKeys(folder: string, prefix: string): Promise<string[]> {
  try {
    const entries = await readdir(join(folder, prefix), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return files.map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

export async function describeFile(path: string): Promise<TableFile> {
  const { size, mtimeMs } = await stat(path);
  return { path, sizeBytes: size, modifiedMillis: mtimeMs };
}
