/** Which objects of a bucket's folder a table is made of at this moment. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { GlueTable } from './catalog.ts';

export interface TableFile {
  /** Absolute path on disk. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMillis: number;
}

/** The table's files at `nowMillis` (epoch milliseconds); none when its folder does not exist yet. */
export async function listTableFiles(table: GlueTable, folder: string, nowMillis: number): Promise<TableFile[]> {
  const matches = partitionMatcher(table, nowMillis);
  const keys = (await listKeys(folder, fixedPrefix(table.keyTemplate))).filter(matches).sort();
  const files = await Promise.all(keys.map((key) => describeFile(join(folder, key))));
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
    return columns.every((column, index) => column.projection.covers(match[index + 1] ?? '', nowMillis));
  };
}

/** A regular expression, for JavaScript and RE2 alike, with one group per partition column. */
export function keyExpression({ keyTemplate }: GlueTable): string {
  return keyTemplate
    .split(/\$\{\w+\}/)
    .map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('([^/]+)');
}

/** The partition columns in the order in which the key template names them. */
export function columnsInOrder({ keyTemplate, partitions }: GlueTable): GlueTable['partitions'] {
  return partitions.toSorted((a, b) => keyTemplate.indexOf(`\${${a.name}}`) - keyTemplate.indexOf(`\${${b.name}}`));
}

/** The part of a key template before its first partition column, cut at a slash. */
export function fixedPrefix(keyTemplate: string): string {
  const fixed = keyTemplate.split('${')[0] ?? '';
  return fixed.slice(0, fixed.lastIndexOf('/') + 1);
}

async function listKeys(folder: string, prefix: string): Promise<string[]> {
  try {
    const entries = await readdir(join(folder, prefix), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return files.map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

async function describeFile(path: string): Promise<TableFile> {
  const { size, mtimeMs } = await stat(path);
  return { path, sizeBytes: size, modifiedMillis: mtimeMs };
}
