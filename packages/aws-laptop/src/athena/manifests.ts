/** Tables whose objects are manifests: each names, a URI a line, the files of its partition. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GlueTable } from './catalog.ts';
import { QueryFailure } from './failure.ts';
import { columnsInOrder, dataExpression, keyExpression } from './table-keys.ts';
import { splitS3Uri } from './workgroups.ts';

/**
 * The keys that the manifests name. The laptop takes a file's partition from its own path, so the file must be below
 * folders that spell its manifest's partition, in the table's bucket.
 * @throws QueryFailure naming the file that is not there, or that the laptop does not cover.
 */
export async function filesInManifests(
  table: GlueTable,
  folder: string,
  manifests: readonly string[],
): Promise<string[]> {
  const perManifest = manifests.map(async (manifest) => {
    const lines = (await readFile(join(folder, manifest), 'utf8')).split('\n').map((line) => line.trim());
    return lines.filter((line) => line !== '').map((uri) => checkedKey(table, folder, manifest, uri));
  });
  return (await Promise.all(perManifest)).flat();
}

function checkedKey(table: GlueTable, folder: string, manifest: string, uri: string): string {
  const { bucket, key } = splitS3Uri(uri);
  if (bucket !== table.bucket) {
    throw new QueryFailure(`NOT_SUPPORTED: ${manifest} names ${uri}; the laptop covers files of ${table.bucket} only.`);
  }
  if (partitionIn(dataExpression(table), key, table) !== partitionIn(keyExpression(table), manifest, table)) {
    throw new QueryFailure(
      `NOT_SUPPORTED: ${manifest} names ${uri}; on the laptop it must lie below folders of its manifest's partition.`,
    );
  }
  if (existsSync(join(folder, key))) return key;
  throw new QueryFailure(`HIVE_CANNOT_OPEN_SPLIT: Error opening Hive split ${uri}: the file does not exist`);
}

/** The partition's values in the order of the key template, as one text. */
function partitionIn(expression: string, key: string, table: GlueTable): string | undefined {
  const match = new RegExp(`^${expression}`, 's').exec(key);
  return match?.slice(1, columnsInOrder(table).length + 1).join('/');
}
