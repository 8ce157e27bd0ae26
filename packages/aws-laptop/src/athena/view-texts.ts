/**
 * The views as DuckDB keeps them, their queries as they were written, and the columns of tables and views. DuckDB prints
 * all of it again at each call, which takes longer than most queries.
 */
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { CATALOG, literal, qualifiedName } from './sql-text.ts';
import type { Columns } from './typing/scope.ts';
import { type Known, typeOfDuckDb } from './typing/sql-type.ts';

export interface ChangedView {
  readonly database: string;
  readonly name: string;
  /** As it was written; undefined for a view that is dropped. */
  readonly query: string | undefined;
}

export interface ViewTexts {
  /** The `CREATE VIEW` of each view, by `database.view`. */
  read(): Promise<ReadonlyMap<string, string>>;
  /** The query of each view as it was written, by `database.view`. */
  written(): Promise<ReadonlyMap<string, string>>;
  /** The columns of each table and view, by `database.name`. */
  columns(): Promise<ReadonlyMap<string, Columns>>;
  /**
   * Must be called after a view was created or replaced, with its query as it was written, or dropped. Only the one view is
   * read again: to read all takes longer than most queries. The connection must be one that queries run on, for DuckDB
   * finds a view's functions by the names that its reader has.
   */
  changed(connection: DuckDBConnection, view: ChangedView): Promise<void>;
  /** Must be called when it is not known what has changed. */
  forget(): void;
}

/** The connection is theirs alone: what is read for one query must not end when another is stopped. */
export function viewTexts(connection: DuckDBConnection): ViewTexts {
  const read = remembered(() => texts(connection, 'sql'));
  const written = remembered(() => texts(connection, 'coalesce(comment, sql)'));
  const columns = remembered(() => readColumns(connection));
  return {
    read: read.get,
    written: written.get,
    columns: columns.get,
    async changed(changing, { database, name, query }) {
      read.forget();
      const full = `${database}.${name}`;
      await written.change((texts) => withEntry(texts, full, query));
      const now = query === undefined ? undefined : await describedColumns(changing, database, name);
      await columns.change((all) => withEntry(all, full, now));
    },
    forget: () => {
      for (const each of [read, written, columns]) each.forget();
    },
  };
}

function withEntry<T>(map: ReadonlyMap<string, T>, key: string, value: T | undefined): ReadonlyMap<string, T> {
  const others = [...map].filter(([each]) => each !== key);
  return new Map(value === undefined ? others : [...others, [key, value]]);
}

async function describedColumns(connection: DuckDBConnection, database: string, name: string): Promise<Columns> {
  const sql = `SELECT column_name, column_type FROM (DESCRIBE ${qualifiedName(database, name)})`;
  const list = (await rows(connection, sql)).map(([column, type]) => columnOf(column, type));
  return { list, isOpen: false };
}

function columnOf(name: DuckDBValue | undefined, type: DuckDBValue | undefined): { name: string; type: Known } {
  return { name: String(name).toLowerCase(), type: typeOfDuckDb(String(type)) };
}

/** To be run after a view is created: DuckDB's own text of it is another. */
export function rememberWritten(database: string, view: string, query: string): string {
  return `COMMENT ON VIEW ${qualifiedName(database, view)} IS ${literal(query)}`;
}

interface Remembered<T> {
  readonly get: () => Promise<T>;
  /** Of what is remembered; what is not yet will be read as it is then. */
  readonly change: (work: (value: T) => T) => Promise<void>;
  readonly forget: () => void;
}

function remembered<T>(make: () => Promise<T>): Remembered<T> {
  let made: Promise<T> | undefined;
  return {
    get: () => {
      made ??= make();
      return made;
    },
    async change(work) {
      made = made?.then(work);
      await made;
    },
    forget: () => {
      made = undefined;
    },
  };
}

async function rows(connection: DuckDBConnection, sql: string): Promise<DuckDBValue[][]> {
  return (await connection.runAndReadAll(sql)).getRows();
}

async function texts(connection: DuckDBConnection, column: string): Promise<ReadonlyMap<string, string>> {
  const found = await rows(
    connection,
    `SELECT schema_name, view_name, ${column} FROM duckdb_views() WHERE database_name = ${literal(CATALOG)}`,
  );
  return new Map(found.map(([database, name, sql]) => [`${database}.${name}`, String(sql)]));
}

async function readColumns(connection: DuckDBConnection): Promise<ReadonlyMap<string, Columns>> {
  const all = await rows(
    connection,
    `SELECT schema_name, table_name, column_name, data_type FROM duckdb_columns() WHERE database_name = ${literal(CATALOG)} ORDER BY column_index`,
  );
  const found = new Map<string, { list: { name: string; type: Known }[]; isOpen: false }>();
  for (const [database, table, name, type] of all) {
    const columns = found.get(`${database}.${table}`) ?? { list: [], isOpen: false };
    columns.list.push(columnOf(name, type));
    found.set(`${database}.${table}`, columns);
  }
  return found;
}
