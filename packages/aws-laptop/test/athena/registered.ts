/** A table of the shop whose partitions are registered in Glue. */
import type { LocalAthena } from './shop.ts';
import { glueTable, STORAGE } from './shop.ts';

export const TOTALS = glueTable('totals', {
  Parameters: {},
  PartitionKeys: [
    { Name: 'generation', Type: 'string' },
    { Name: 'part', Type: 'int' },
  ],
  StorageDescriptor: { ...STORAGE, Location: 's3://shop/totals/' },
});

export const place = { DatabaseName: 'shop', TableName: 'totals' };

/** What `BatchCreatePartition` takes. */
export function partition(values: readonly string[], location = `totals/generation=${values[0]}/part=${values[1]}/`) {
  return { Values: values, StorageDescriptor: { ...STORAGE, Columns: [], Location: `s3://shop/${location}` } };
}

export async function register(
  athena: LocalAthena,
  ...list: readonly { readonly Values: readonly string[]; readonly StorageDescriptor?: unknown }[]
): Promise<void> {
  const { Errors } = await athena.glue('BatchCreatePartition', { ...place, PartitionInputList: list });
  if (JSON.stringify(Errors) !== '[]') throw new Error(JSON.stringify(Errors));
}

/** One file of one row, and its partition. */
export async function fill(athena: LocalAthena, generation: string, part = '0'): Promise<void> {
  await athena.parquet(
    `totals/generation=${generation}/part=${part}/a.parquet`,
    `SELECT '${generation}${part}' AS event_key, 1::BIGINT AS amount`,
  );
  await register(athena, partition([generation, part]));
}
