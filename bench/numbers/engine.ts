import { readFileSync } from 'node:fs';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { createView, PRELUDE_FILE } from 'aws-laptop/athena';
import { DATABASE } from './relations.ts';

export interface Engine {
  readonly connection: DuckDBConnection;
  /** Creates a view of Athena's, from its whole statement. */
  readonly createView: (sql: string) => Promise<void>;
  readonly close: () => void;
}

export interface EngineOptions {
  readonly spillFolder: string;
  /** DuckDB's, such as `4GB`. */
  readonly memoryLimit: string;
}

/** Two threads and Trino's functions, as the laptop's Athena has. */
export async function openEngine({ spillFolder, memoryLimit }: EngineOptions): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: memoryLimit,
    temp_directory: spillFolder,
    integer_division: 'true',
  });
  const connection = await instance.connect();
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
  await connection.run(readFileSync(PRELUDE_FILE, 'utf8'));
  await connection.run(`SET search_path = '${DATABASE},memory.trino'`);
  const views = new Map<string, string>();
  return {
    connection,
    createView: (sql) => createView(connection, sql, DATABASE, views),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
