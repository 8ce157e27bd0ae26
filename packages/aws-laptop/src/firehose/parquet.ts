import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DECIMAL,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
  FLOAT,
  INTEGER,
  SMALLINT,
  TIMESTAMP,
  TINYINT,
  VARCHAR,
} from '@duckdb/node-api';
import type { Row } from './coerce.ts';
import type { Column, ColumnType } from './glue.ts';

/** Writes rows as one Parquet file, SNAPPY compressed, and gives its bytes. */
export interface ParquetWriter {
  write(columns: readonly Column[], rows: readonly Row[]): Promise<Buffer>;
  close(): void;
}

/** DuckDB's vector size: a data chunk holds no more rows. */
const CHUNK_ROWS = 2048;

/**
 * A writer on one in-memory DuckDB, opened at the first write. Its temporary files go to `folder`.
 *
 * The file's types are the Glue table's. One physical difference to AWS remains: AWS writes a timestamp as INT96,
 * DuckDB as INT64 microseconds without a zone. Athena and DuckDB read both as the same timestamp.
 */
export function createParquetWriter(folder: string): ParquetWriter {
  let opened: Promise<DuckDBInstance> | undefined;
  return {
    async write(columns, rows) {
      opened ??= openDuckDb(folder);
      const connection = await (await opened).connect();
      try {
        return await writeFile(connection, columns, rows, path.join(folder, `${randomUUID()}.parquet`));
      } finally {
        connection.closeSync();
      }
    },
    close() {
      opened?.then((instance) => instance.closeSync()).catch(() => undefined);
      opened = undefined;
    },
  };
}

function openDuckDb(folder: string): Promise<DuckDBInstance> {
  // DuckDB would otherwise spill what does not fit its memory into the working folder.
  return DuckDBInstance.create(':memory:', { memory_limit: '512MB', threads: '2', temp_directory: folder });
}

async function writeFile(
  connection: DuckDBConnection,
  columns: readonly Column[],
  rows: readonly Row[],
  file: string,
): Promise<Buffer> {
  // A temporary table belongs to its connection, so writers at the same time do not meet, and goes with it.
  await connection.run(`CREATE TEMP TABLE object_rows (${columns.map(columnSql).join(', ')})`);
  await appendRows(connection, columns, rows);
  try {
    await connection.run(`COPY object_rows TO '${file.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION snappy)`);
    return await readFile(file);
  } finally {
    await rm(file, { force: true });
  }
}

async function appendRows(
  connection: DuckDBConnection,
  columns: readonly Column[],
  rows: readonly Row[],
): Promise<void> {
  const appender = await connection.createAppender('object_rows');
  const types = columns.map(({ type }) => duckDbType(type));
  for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
    appender.appendDataChunk(chunkOf(types, rows.slice(start, start + CHUNK_ROWS)));
  }
  appender.closeSync();
}

function chunkOf(types: readonly DuckDBType[], rows: readonly Row[]): DuckDBDataChunk {
  const chunk = DuckDBDataChunk.create(types, rows.length);
  const valuesAt = (index: number): DuckDBValue[] => rows.map((row) => row[index] ?? null);
  chunk.setColumns(types.map((_type, index) => valuesAt(index)));
  return chunk;
}

function columnSql({ name, type }: Column): string {
  return `"${name.replaceAll('"', '""')}" ${duckDbType(type).toString()}`;
}

function duckDbType(type: ColumnType): DuckDBType {
  switch (type.kind) {
    case 'string':
      return VARCHAR;
    case 'tinyint':
      return TINYINT;
    case 'smallint':
      return SMALLINT;
    case 'int':
      return INTEGER;
    case 'bigint':
      return BIGINT;
    case 'double':
      return DOUBLE;
    case 'float':
      return FLOAT;
    case 'boolean':
      return BOOLEAN;
    case 'timestamp':
      return TIMESTAMP;
    case 'date':
      return DATE;
    case 'decimal':
      return DECIMAL(type.precision, type.scale);
  }
}
