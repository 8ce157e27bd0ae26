/**
 * Says of statements whether the local Athena takes them, over tables that have columns and no rows. It goes the way of a
 * statement that is started, up to where it would run.
 */
import { readFile } from 'node:fs/promises';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { failureReason, QueryFailure } from './failure.ts';
import { refuseForeignTokens } from './foreign-tokens.ts';
import { withOwnSums } from './own-sums.ts';
import { readShape } from './query-shape.ts';
import { syntaxTree } from './references.ts';
import { CATALOG, identifier } from './sql-text.ts';
import { parseStatement } from './statement.ts';
import { checkTypes } from './typing/check.ts';
import type { Columns } from './typing/scope.ts';
import { typeOfDuckDb } from './typing/sql-type.ts';

export interface ValidatorColumn {
  readonly name: string;
  /** Trino's, such as `timestamp(3)`. */
  readonly type: string;
}

export interface Validator {
  /** Why the statement would fail, in Athena's words; undefined when it would run. */
  refusal(sql: string): Promise<string | undefined>;
  close(): void;
}

const DATABASE = 'checked';

/** @throws Error for a column of a type that is not covered. */
export async function openValidator(tables: ReadonlyMap<string, readonly ValidatorColumn[]>): Promise<Validator> {
  const instance = await DuckDBInstance.create(':memory:', { integer_division: 'true' });
  const connection = await instance.connect();
  await connection.run(`SET TimeZone = 'UTC'; ATTACH ':memory:' AS ${CATALOG}; CREATE SCHEMA ${CATALOG}.${DATABASE}`);
  await connection.run(await readFile(new URL('./prelude.sql', import.meta.url), 'utf8'));
  await connection.run(`SET search_path = '${CATALOG}.${DATABASE},memory.trino'`);
  const known = new Map<string, Columns>();
  for (const [name, columns] of tables) {
    const declared = columns.map((column) => `${identifier(column.name)} ${duckDbType(column)}`);
    await connection.run(`CREATE TABLE ${identifier(name)} (${declared.join(', ')})`);
    const list = columns.map((column) => ({ name: column.name, type: typeOfDuckDb(duckDbType(column)) }));
    known.set(name, { list, isOpen: false });
  }
  return {
    refusal: (sql) => refusal(connection, sql, known),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function refusal(
  connection: DuckDBConnection,
  sql: string,
  known: ReadonlyMap<string, Columns>,
): Promise<string | undefined> {
  try {
    const statement = parseStatement(sql);
    if (!('query' in statement)) throw new Error(`This asks nothing: ${sql.slice(0, 100)}`);
    refuseForeignTokens(statement.query);
    const tree = await syntaxTree(connection, statement.query);
    readShape(statement.query, tree);
    const sums = checkTypes(sql, statement.query, tree, (_database, name) => columnsOf(known, name));
    (await connection.prepare(await withOwnSums(connection, statement.query, tree, sums))).destroySync();
    return undefined;
  } catch (error) {
    return failureReason(error, new Map());
  }
}

function columnsOf(known: ReadonlyMap<string, Columns>, name: string): Columns {
  const columns = known.get(name);
  if (columns !== undefined) return columns;
  throw new QueryFailure(`TABLE_NOT_FOUND: Table '${CATALOG}.${DATABASE}.${name}' does not exist`);
}

function duckDbType({ name, type }: ValidatorColumn): string {
  const plain = type.replace(/^timestamp\(\d+\)/, 'timestamp').replace(/^varchar\(\d+\)$/, 'varchar');
  const known = /^(varchar|boolean|tinyint|smallint|integer|bigint|double|date|timestamp|decimal\(\d+,\d+\))$/;
  if (known.test(plain)) return plain.toUpperCase();
  throw new Error(`Column ${name} is of type ${type}, which is not covered here.`);
}
