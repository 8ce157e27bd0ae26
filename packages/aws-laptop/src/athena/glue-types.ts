/**
 * Glue column types: what each is called in DuckDB, and which Parquet columns Athena accepts for it.
 * The pairs follow "Data types in Amazon Athena" and "Handle schema updates" (Parquet read by name).
 */

export interface GlueType {
  /** The DuckDB type that the column is read as. */
  readonly duckdb: string;
  /** DuckDB's names for the Parquet types that Athena reads as this type; undefined for nested types, left unchecked. */
  readonly readableFrom?: readonly string[];
}

const INTEGERS_TO_32_BITS = ['TINYINT', 'SMALLINT', 'INTEGER'];
const TIMESTAMPS = ['TIMESTAMP', 'TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP_NS', 'TIMESTAMP WITH TIME ZONE'];

const SCALARS: ReadonlyMap<string, GlueType> = new Map([
  ['string', { duckdb: 'VARCHAR', readableFrom: ['VARCHAR', 'BLOB', 'JSON'] }],
  ['boolean', { duckdb: 'BOOLEAN', readableFrom: ['BOOLEAN'] }],
  ['tinyint', { duckdb: 'TINYINT', readableFrom: INTEGERS_TO_32_BITS }],
  ['smallint', { duckdb: 'SMALLINT', readableFrom: INTEGERS_TO_32_BITS }],
  ['int', { duckdb: 'INTEGER', readableFrom: INTEGERS_TO_32_BITS }],
  ['integer', { duckdb: 'INTEGER', readableFrom: INTEGERS_TO_32_BITS }],
  ['bigint', { duckdb: 'BIGINT', readableFrom: [...INTEGERS_TO_32_BITS, 'BIGINT'] }],
  ['float', { duckdb: 'FLOAT', readableFrom: ['FLOAT'] }],
  ['double', { duckdb: 'DOUBLE', readableFrom: ['FLOAT', 'DOUBLE'] }],
  ['date', { duckdb: 'DATE', readableFrom: ['DATE'] }],
  ['timestamp', { duckdb: 'TIMESTAMP', readableFrom: TIMESTAMPS }],
  ['binary', { duckdb: 'BLOB', readableFrom: ['BLOB', 'VARCHAR'] }],
]);

/** @throws Error naming the type when it is not one Glue and the laptop share. */
export function parseGlueType(text: string): GlueType {
  const name = text.trim().toLowerCase();
  const type = SCALARS.get(name) ?? parameterised(name) ?? nested(name);
  if (type !== undefined) return type;
  throw new Error(
    `Unknown Glue column type "${text}"; the laptop knows ${[...SCALARS.keys()].join(', ')}, varchar(n), char(n), decimal(p,s), array<…>, map<…> and struct<…>.`,
  );
}

function parameterised(name: string): GlueType | undefined {
  if (/^(var)?char\(\d+\)$/.test(name)) return SCALARS.get('string');
  const decimal = /^decimal\(\s*(\d+)\s*,\s*(\d+)\s*\)$/.exec(name);
  if (decimal === null) return undefined;
  return { duckdb: `DECIMAL(${decimal[1]},${decimal[2]})`, readableFrom: ['DECIMAL'] };
}

function nested(name: string): GlueType | undefined {
  const match = /^(array|map|struct)<(.*)>$/s.exec(name);
  if (match === null) return undefined;
  const parts = splitTopLevel(match[2] ?? '');
  if (match[1] === 'array' && parts.length === 1) return { duckdb: `${parseGlueType(parts[0] ?? '').duckdb}[]` };
  if (match[1] === 'map' && parts.length === 2)
    return { duckdb: `MAP(${parts.map((part) => parseGlueType(part).duckdb).join(', ')})` };
  if (match[1] === 'struct') return { duckdb: `STRUCT(${parts.map(structField).join(', ')})` };
  return undefined;
}

function structField(text: string): string {
  const colon = text.indexOf(':');
  return `"${text.slice(0, colon).trim()}" ${parseGlueType(text.slice(colon + 1)).duckdb}`;
}

/** Splits at the commas outside `<…>` and `(…)`. */
function splitTopLevel(text: string): string[] {
  let depth = 0;
  const parts = [''];
  for (const character of text) {
    if (character === '<' || character === '(') depth += 1;
    if (character === '>' || character === ')') depth -= 1;
    if (character === ',' && depth === 0) parts.push('');
    else parts.push(`${parts.pop()}${character}`);
  }
  return parts;
}
