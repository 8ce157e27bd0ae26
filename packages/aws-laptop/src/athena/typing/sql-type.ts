/** Trino's types, as far as their rules of comparison and conversion tell them apart. */

export interface SqlType {
  /** Without its parameters: `varchar`, `timestamp with time zone`, `array`. */
  readonly name: string;
  /** A text's length, a decimal's precision and scale, a time's digits; none where it has or shows none. */
  readonly sizes: readonly number[];
  /** What an array, a map or a row is made of. */
  readonly parts: readonly SqlType[];
}

/** Undefined is a type that the laptop cannot tell; nothing is refused for it. */
export type Known = SqlType | undefined;

export function sqlType(name: string, sizes: readonly number[] = [], parts: readonly SqlType[] = []): SqlType {
  return { name, sizes, parts };
}

/** The type of NULL, which is taken for any other. */
export const UNKNOWN = sqlType('unknown');
export const BOOLEAN = sqlType('boolean');
export const INTEGER = sqlType('integer');
export const BIGINT = sqlType('bigint');
export const DOUBLE = sqlType('double');
export const VARCHAR = sqlType('varchar');
export const DATE = sqlType('date');
export const TIMESTAMP = sqlType('timestamp', [3]);
export const TIMESTAMP_WITH_ZONE = sqlType('timestamp with time zone', [3]);
export const DAYS = sqlType('interval day to second');
export const MONTHS = sqlType('interval year to month');

export const varchar = (length: number): SqlType => sqlType('varchar', [length]);
export const arrayOf = (item: Known): Known => (item === undefined ? undefined : sqlType('array', [], [item]));

/** As Trino writes it: `varchar(10)`, `timestamp(3) with time zone`, `array(bigint)`. */
export function typeText({ name, sizes, parts }: SqlType): string {
  const inner = [...sizes.map(String), ...parts.map(typeText)].join(', ');
  if (inner === '') return name;
  const [first, ...rest] = name.split(' ');
  return [`${first}(${name === 'decimal' ? inner.replace(' ', '') : inner})`, ...rest].join(' ');
}

const OF_DUCKDB: ReadonlyMap<string, SqlType> = new Map([
  ['BOOLEAN', BOOLEAN],
  ['TINYINT', sqlType('tinyint')],
  ['SMALLINT', sqlType('smallint')],
  ['INTEGER', INTEGER],
  ['BIGINT', BIGINT],
  // Trino sums bigints as a bigint; DuckDB widens the sum.
  ['HUGEINT', BIGINT],
  ['UBIGINT', BIGINT],
  ['FLOAT', sqlType('real')],
  ['DOUBLE', DOUBLE],
  ['VARCHAR', VARCHAR],
  ['DATE', DATE],
  ['TIMESTAMP', TIMESTAMP],
  ['TIMESTAMP_MS', TIMESTAMP],
  ['TIMESTAMP WITH TIME ZONE', TIMESTAMP_WITH_ZONE],
  ['BLOB', sqlType('varbinary')],
  ['UUID', sqlType('uuid')],
  ['JSON', sqlType('json')],
  ['"NULL"', UNKNOWN],
]);

/** A column's type by the text that DuckDB's catalog has: `DECIMAL(18,3)`, `VARCHAR[]`. */
export function typeOfDuckDb(text: string): Known {
  if (text.endsWith('[]')) return arrayOf(typeOfDuckDb(text.slice(0, -2)));
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(text);
  if (decimal !== null) return sqlType('decimal', [Number(decimal[1]), Number(decimal[2])]);
  const map = /^MAP\((\w+), (.*)\)$/.exec(text);
  if (map === null) return OF_DUCKDB.get(text);
  const [key, value] = [typeOfDuckDb(map[1] ?? ''), typeOfDuckDb(map[2] ?? '')];
  return key === undefined || value === undefined ? undefined : sqlType('map', [], [key, value]);
}
