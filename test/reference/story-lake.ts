import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { encodeEnvelope } from '../../domain/event/envelope.ts';
import { readCsv } from '../../domain/imports/csv.ts';
import { toEnvelopes } from '../../domain/sources/envelopes.ts';
import { sourceNamed } from '../../domain/sources/registry.ts';
import { transform } from '../../domain/transform.ts';
import { JSON_COLUMNS, type LandedRow, registerFolders } from '../athena-sql/lake.ts';
import { EVENT_KEY_SECRET, SETTINGS } from '../domain/pipeline.ts';
import type { Laptop } from '../support/local-athena.ts';
import type { Delivery } from './deliveries.ts';

/** The rows that the receiver and the transform make of a delivery. */
export function rowsOf({ source: name, document, receivedAtMs }: Delivery, index: number): readonly LandedRow[] {
  const source = sourceNamed(name);
  if (source === undefined) throw new Error(`There is no source ${name}.`);
  const receipt = {
    eventKeySecret: EVENT_KEY_SECRET,
    receivedAtMs,
    deliveryId: `delivery-${index}`,
    apiVersion: 'v26.0',
  };
  return toEnvelopes(source, document, receipt)
    .flatMap(encodeEnvelope)
    .map((record) => {
      const { row, partition } = transform(record, SETTINGS);
      return { ...row, event_key: row.event_key ?? '', ...partition };
    });
}

/** Puts the rows below a prefix of the lake, several files to a partition, as if they had come by and by. */
export async function landAll(laptop: Laptop, prefix: string, rows: readonly LandedRow[]): Promise<void> {
  if (rows.length === 0) return;
  const folder = join(laptop.folderOf('lake'), prefix);
  mkdirSync(folder, { recursive: true });
  const file = join(laptop.dataDir, 'emitted.json');
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'));
  const columns = `columns = {${JSON_COLUMNS}, dt: 'VARCHAR', family: 'VARCHAR'}`;
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT * FROM read_json('${file}', format = 'newline_delimited', ${columns}))
     TO '${folder}' (FORMAT parquet, PARTITION_BY (dt, family), OVERWRITE_OR_IGNORE, FILENAME_PATTERN 'emitted-{uuid}')`,
  );
  connection.closeSync();
  instance.closeSync();
}

const RUN = 'compacted/20261121T021500Z-1a2b3c4d-1/';

/** Rows of closed days, and the partitions that point to their folders. */
export async function closeAll(laptop: Laptop, rows: readonly LandedRow[]): Promise<void> {
  await landAll(laptop, RUN, rows);
  const files = globSync('*/*/*.parquet', { cwd: join(laptop.folderOf('lake'), RUN) });
  const folders = new Set(files.map(dirname));
  await registerFolders(
    laptop,
    [...folders].map((folder) => `${RUN}${folder}`),
  );
}

export function emptyLake(laptop: Laptop): void {
  rmSync(laptop.folderOf('lake'), { recursive: true, force: true });
}

export type ViewRow = Readonly<Record<string, string | null>>;

/** Rows of a view, or of a part of one, by name of column; null is NULL. */
export async function viewRows(laptop: Laptop, view: string): Promise<readonly ViewRow[]> {
  const { Status, ResultConfiguration } = await laptop.run(`SELECT * FROM ${view}`);
  if (Status?.State !== 'SUCCEEDED') throw new Error(`${view}: ${Status?.StateChangeReason}`);
  const [bucket = '', ...key] = (ResultConfiguration?.OutputLocation ?? '').replace('s3://', '').split('/');
  const [header, ...rows] = readCsv(readFileSync(join(laptop.folderOf(bucket), ...key), 'utf8'));
  const names = header?.fields ?? [];
  return rows.map(({ fields }) => Object.fromEntries(names.map((name, index) => [name, fields[index] || null])));
}
