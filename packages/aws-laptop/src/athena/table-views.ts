/**
 * Glue tables as DuckDB views. A view reads the files that a variable of the querying connection lists, so a new
 * object needs no DDL, and a filter on a partition column, which is cut from the file's path, prunes files unopened.
 */
import type { GlueColumn, GlueTable } from './catalog.ts';
import { identifier, literal, qualifiedName } from './sql-text.ts';
import { columnsInOrder, dataExpression } from './table-keys.ts';

/** DuckDB prunes files by conditions on the path only where it knows the column by this name. */
const FILE = 'filename';

/** The variable that lists a table's files. */
export function filesVariable(table: GlueTable): string {
  return `laptop:files:${table.database}.${table.name}`;
}

/** By a file's path: the values of its partition, in the order of the table's keys; NULL for one that has none. */
export type PartitionValues = ReadonlyMap<string, readonly (string | null)[]>;

/** No values: the path of each file spells those of its partition. */
export const SPELLED: PartitionValues = new Map();

function valuesVariable(table: GlueTable): string {
  return `laptop:values:${table.database}.${table.name}`;
}

export function setValuesSql(table: GlueTable, values: PartitionValues): string {
  const entries = [...values].map(([path, list]) => {
    const texts = list.map((value) => (value === null ? 'NULL' : literal(value)));
    return `${literal(path)}: [${texts.join(', ')}]`;
  });
  const map = `CAST(MAP {${entries.join(', ')}} AS MAP(VARCHAR, VARCHAR[]))`;
  return `SET VARIABLE ${identifier(valuesVariable(table))} = ${map}`;
}

/** `CREATE OR REPLACE VIEW` for the table whose bucket is in `folder`. */
export function tableViewSql(table: GlueTable, folder: string): string {
  const [column, source] = table.format === 'parquet' ? parquetSource(table) : jsonSource(table);
  const outputs = [
    ...table.columns.map((each) => `${column(each)} AS ${identifier(each.name)}`),
    ...table.partitions.map((each) => `${partitionValue(table, each, folder)} AS ${identifier(each.name)}`),
  ];
  return `CREATE OR REPLACE VIEW ${qualifiedName(table.database, table.name)} AS SELECT ${outputs.join(', ')} FROM ${source}`;
}

type Source = readonly [column: (column: GlueColumn) => string, from: string];

function files(table: GlueTable): string {
  return `getvariable(${literal(filesVariable(table))})`;
}

/** An explicit schema, so that a file written before a column was added gives NULLs, and no other footer is read. */
function parquetSource(table: GlueTable): Source {
  const schema = table.columns.map(
    ({ name, type }) =>
      `${literal(name)}: {name: ${literal(name)}, type: ${literal(type.duckdb)}, default_value: NULL}`,
  );
  const options = `filename = true, schema = MAP {${schema.join(', ')}}`;
  return [({ name }) => identifier(name), `read_parquet(${files(table)}, ${options})`];
}

/** OpenX matches keys whatever their case, and puts an object into a string column as JSON text. */
function jsonSource(table: GlueTable): Source {
  const options = `filename = true, ignore_errors = ${table.ignoreMalformed}, compression = 'auto_detect'`;
  const objects = `SELECT ${FILE}, map_entries(CAST(json AS MAP(VARCHAR, JSON))) AS fields FROM read_ndjson_objects(${files(table)}, ${options})`;
  const value = (name: string): string =>
    `json_extract_string(list_filter(fields, lambda field: lower(field.key) = ${literal(name)})[1].value, '$')`;
  return [({ name, type }) => `CAST(${value(name)} AS ${type.duckdb})`, `(${objects})`];
}

/** As a regular expression: the path of a file of the table, with a group for each partition column. */
export function pathExpression(table: GlueTable, folder: string): string {
  return `^${folder.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\/?$/, '/')}${dataExpression(table)}`;
}

function partitionValue(table: GlueTable, column: GlueColumn, folder: string): string {
  const group = columnsInOrder(table).findIndex(({ name }) => name === column.name) + 1;
  const expression = pathExpression(table, folder);
  // system.main: DuckDB's own function; the prelude's would match each path twice.
  const spelled = `system.main.regexp_extract(${FILE}, ${literal(expression)}, ${group})`;
  const text = table.registered ? registeredValue(table, column, spelled) : spelled;
  return column.type.duckdb === 'VARCHAR' ? text : `TRY_CAST(${text} AS ${column.type.duckdb})`;
}

/** DuckDB works the condition out before it runs. To look each row's file up takes many times as long as its path. */
function registeredValue(table: GlueTable, column: GlueColumn, spelled: string): string {
  const values = `getvariable(${literal(valuesVariable(table))})`;
  const index = table.partitions.findIndex(({ name }) => name === column.name) + 1;
  return `CASE WHEN system.main.cardinality(${values}) = 0 THEN ${spelled} ELSE ${values}[${FILE}][${index}] END`;
}
