import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COLUMNS } from '../../domain/event/columns.ts';
import { FAMILIES } from '../../domain/event/families.ts';
import { readViewFiles } from '../../lambdas/views/view-files.ts';
import { inDependencyOrder } from '../../lambdas/views/view-order.ts';
import { BASE, glueTable, type Laptop, STORAGE, startLaptop } from '../local/athena/laptop.ts';

export const VIEW_FILES = readViewFiles(join(import.meta.dirname, '..', '..', 'athena-sql'));

/** A row as it landed; columns left out are NULL. */
export interface LandedRow {
  readonly event_key: string;
  readonly dt: string;
  readonly family: string;
  readonly [column: string]: unknown;
}

const DUCKDB_TYPES = {
  string: 'VARCHAR',
  int: 'INTEGER',
  bigint: 'BIGINT',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP',
};
const JSON_COLUMNS = COLUMNS.map(({ name, type }) => `${name}: '${DUCKDB_TYPES[type]}'`).join(', ');

/** An Athena with the table `event_rows`, still empty, and every view. */
export async function openLake(): Promise<Laptop> {
  const columns = COLUMNS.map(({ name, type }) => ({ Name: name, Type: type }));
  const parameters = {
    'projection.enabled': 'true',
    'projection.dt.type': 'date',
    'projection.dt.format': 'yyyy-MM-dd',
    'projection.dt.range': '2024-01-01,NOW+1DAYS',
    'projection.family.type': 'enum',
    'projection.family.values': FAMILIES.join(),
    'storage.location.template': `s3://lake/events/dt=\${dt}/family=\${family}/`,
  };
  const storage = { ...STORAGE, Columns: columns };
  const table = glueTable('event_rows', { Parameters: parameters, StorageDescriptor: storage });
  const laptop = await startLaptop([...BASE.filter(({ ref }) => ref !== 'events'), table]);
  for (const { sql } of inDependencyOrder(VIEW_FILES)) {
    const { Status } = await laptop.run(sql);
    if (Status?.State !== 'SUCCEEDED') throw new Error(Status?.StateChangeReason);
  }
  return laptop;
}

/** No two files of a run have one name: the engine may remember a file by it. */
let landed = 0;

/** Replaces what lies in the lake. Each list of rows is one file; its first row says in which partition. */
export async function land(laptop: Laptop, files: readonly (readonly LandedRow[])[]): Promise<void> {
  rmSync(laptop.folderOf('lake'), { recursive: true, force: true });
  for (const rows of files) {
    landed += 1;
    const file = join(laptop.dataDir, 'rows.json');
    writeFileSync(file, rows.map(({ dt: _dt, family: _family, ...row }) => JSON.stringify(row)).join('\n'));
    await laptop.parquet(
      `events/dt=${rows[0]?.dt}/family=${rows[0]?.family}/${landed}.parquet`,
      `SELECT * FROM read_json('${file}', format = 'newline_delimited', columns = {${JSON_COLUMNS}})`,
    );
  }
}
