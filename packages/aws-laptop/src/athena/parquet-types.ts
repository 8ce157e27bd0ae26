/**
 * Whether a Parquet file's columns can be read as the Glue table says. DuckDB would cast what Athena refuses with
 * HIVE_BAD_DATA, and a wrong column type in the template would show only in AWS.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { GlueTable } from './catalog.ts';
import { QueryFailure } from './failure.ts';
import { literal } from './sql-text.ts';
import type { TableFile } from './table-files.ts';

/** Checks files that it has not seen yet, by their footers. @throws QueryFailure naming the first column that differs. */
export type ParquetCheck = (
  connection: DuckDBConnection,
  table: GlueTable,
  files: readonly TableFile[],
) => Promise<void>;

export function parquetCheck(): ParquetCheck {
  const seen = new Set<string>();
  const version = ({ path, sizeBytes, modifiedMillis }: TableFile): string => `${path} ${sizeBytes} ${modifiedMillis}`;
  return async (connection, table, files) => {
    const fresh = table.format === 'parquet' ? files.filter((file) => !seen.has(version(file))) : [];
    if (fresh.length === 0) return;
    for (const column of await readFooters(connection, fresh)) refuseUnreadable(table, column);
    for (const file of fresh) seen.add(version(file));
  };
}

interface ParquetColumn {
  readonly file: string;
  readonly name: string;
  readonly children: number;
  readonly type: string;
}

/** @throws QueryFailure naming the first file that has no footer, as one that was cut off. */
async function readFooters(connection: DuckDBConnection, files: readonly TableFile[]): Promise<ParquetColumn[]> {
  try {
    return await readColumns(connection, files);
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('INTERRUPT')) throw error;
    for (const file of files) {
      // Trino's words; DuckDB's say the same of an unnamed one of many. Its transaction goes on after no failure.
      await connection.run('ROLLBACK; BEGIN TRANSACTION');
      await readColumns(connection, [file]).catch(() => {
        throw new QueryFailure(`HIVE_BAD_DATA: Not valid Parquet file: ${file.path}`);
      });
    }
    throw error;
  }
}

/** The top-level columns of the files, from the depth-first listing that parquet_schema gives of each. */
async function readColumns(connection: DuckDBConnection, files: readonly TableFile[]): Promise<ParquetColumn[]> {
  const list = files.map(({ path }) => literal(path)).join(', ');
  const reader = await connection.runAndReadAll(
    `SELECT file_name, name, coalesce(num_children, 0), coalesce(duckdb_type, '') FROM parquet_schema([${list}])`,
  );
  const rows = reader.getRows().map(([file, name, children, type]) => ({
    file: String(file),
    name: String(name).toLowerCase(),
    children: Number(children),
    type: String(type),
  }));
  return [...Map.groupBy(rows, ({ file }) => file).values()].flatMap(topLevel);
}

function topLevel(rows: readonly ParquetColumn[]): ParquetColumn[] {
  const columns: ParquetColumn[] = [];
  let below = 0;
  for (const row of rows.slice(1)) {
    if (below === 0) columns.push(row);
    else below -= 1;
    below += row.children;
  }
  return columns;
}

function refuseUnreadable(table: GlueTable, column: ParquetColumn): void {
  const expected = table.columns.find(({ name }) => name === column.name)?.type;
  if (expected?.readableFrom === undefined || column.children > 0) return;
  if (expected.readableFrom.includes(column.type.replace(/\(.*/, ''))) return;
  throw new QueryFailure(
    `HIVE_BAD_DATA: Field ${column.name}'s type ${column.type} in parquet file ${column.file} is incompatible with ` +
      `type ${expected.duckdb} defined in table schema ${table.database}.${table.name}`,
  );
}
