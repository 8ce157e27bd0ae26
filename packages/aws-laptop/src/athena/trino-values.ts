/** DuckDB's values as the text that Athena returns, and DuckDB's types by Trino's names. */
import {
  DuckDBBlobValue,
  DuckDBDecimalType,
  DuckDBIntervalValue,
  DuckDBListType,
  DuckDBListValue,
  DuckDBMapType,
  DuckDBMapValue,
  DuckDBStructType,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
} from '@duckdb/node-api';

/** A result column's type, as `GetQueryResults` describes it. */
export interface TrinoType {
  readonly name: string;
  readonly precision: number;
  readonly scale: number;
}

const VARCHAR: TrinoType = { name: 'varchar', precision: 2_147_483_647, scale: 0 };
const BIGINT: TrinoType = { name: 'bigint', precision: 19, scale: 0 };
const TYPES: ReadonlyMap<DuckDBTypeId, TrinoType> = new Map([
  [DuckDBTypeId.BOOLEAN, { name: 'boolean', precision: 0, scale: 0 }],
  [DuckDBTypeId.TINYINT, { name: 'tinyint', precision: 3, scale: 0 }],
  [DuckDBTypeId.SMALLINT, { name: 'smallint', precision: 5, scale: 0 }],
  [DuckDBTypeId.INTEGER, { name: 'integer', precision: 10, scale: 0 }],
  [DuckDBTypeId.BIGINT, BIGINT],
  // Trino sums bigints as a bigint; DuckDB widens the sum.
  [DuckDBTypeId.HUGEINT, BIGINT],
  [DuckDBTypeId.UBIGINT, BIGINT],
  [DuckDBTypeId.FLOAT, { name: 'float', precision: 17, scale: 0 }],
  [DuckDBTypeId.DOUBLE, { name: 'double', precision: 17, scale: 0 }],
  [DuckDBTypeId.DATE, { name: 'date', precision: 0, scale: 0 }],
  [DuckDBTypeId.TIMESTAMP, { name: 'timestamp', precision: 3, scale: 0 }],
  [DuckDBTypeId.TIMESTAMP_MS, { name: 'timestamp', precision: 3, scale: 0 }],
  [DuckDBTypeId.TIMESTAMP_TZ, { name: 'timestamp with time zone', precision: 3, scale: 0 }],
  [DuckDBTypeId.BLOB, { name: 'varbinary', precision: 1_073_741_824, scale: 0 }],
  [DuckDBTypeId.LIST, { name: 'array', precision: 0, scale: 0 }],
  [DuckDBTypeId.MAP, { name: 'map', precision: 0, scale: 0 }],
  [DuckDBTypeId.STRUCT, { name: 'row', precision: 0, scale: 0 }],
  [DuckDBTypeId.INTERVAL, { name: 'interval day to second', precision: 0, scale: 0 }],
]);

export function trinoType(type: DuckDBType): TrinoType {
  if (type instanceof DuckDBDecimalType) return { name: 'decimal', precision: type.width, scale: type.scale };
  return TYPES.get(type.typeId) ?? VARCHAR;
}

/** The text of a value of the type; undefined for NULL, which Athena leaves out. */
export function trinoText(value: DuckDBValue, type: DuckDBType): string | undefined {
  if (value === null) return undefined;
  if (typeof value === 'number') return numberText(value, type);
  return timeText(value) ?? nestedText(value, type) ?? otherText(value);
}

function numberText(value: number, type: DuckDBType): string {
  if (type.typeId === DuckDBTypeId.DOUBLE) return doubleText(value);
  return type.typeId === DuckDBTypeId.FLOAT ? doubleText(shortestFloat(value)) : String(value);
}

/** As Java's Double.toString: `1.0`, `1.0E7`, `1.0E-4`; plain from 0.001 to below 10,000,000. */
function doubleText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  if (size >= 1e-3 && size < 1e7) return Number.isInteger(value) ? `${value}.0` : String(value);
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
}

/** The double with the fewest digits that is this 32-bit number. */
function shortestFloat(value: number): number {
  const candidates = Array.from({ length: 9 }, (_, digits) => Number(value.toPrecision(digits + 1)));
  return candidates.find((candidate) => Math.fround(candidate) === value) ?? value;
}

function timeText(value: DuckDBValue): string | undefined {
  if (value instanceof DuckDBTimestampTZValue) return `${timestampText(Math.floor(Number(value.micros) / 1_000))} UTC`;
  if (value instanceof DuckDBTimestampValue) return timestampText(Math.floor(Number(value.micros) / 1_000));
  if (value instanceof DuckDBTimestampMillisecondsValue) return timestampText(Number(value.millis));
  return value instanceof DuckDBIntervalValue ? intervalText(value) : undefined;
}

function timestampText(millis: number): string {
  return new Date(millis).toISOString().replace('T', ' ').slice(0, -1);
}

/** `1 02:03:04.005` for days to seconds, `1-2` for years to months. */
function intervalText({ months, days, micros }: DuckDBIntervalValue): string {
  if (months !== 0) return `${Math.trunc(months / 12)}-${Math.abs(months % 12)}`;
  const millis = days * 86_400_000 + Number(micros / 1_000n);
  const clock = new Date(Math.abs(millis) % 86_400_000).toISOString().slice(11, -1);
  return `${millis < 0 ? '-' : ''}${Math.floor(Math.abs(millis) / 86_400_000)} ${clock}`;
}

function nestedText(value: DuckDBValue, type: DuckDBType): string | undefined {
  const inner = (item: DuckDBValue, itemType: DuckDBType): string => trinoText(item, itemType) ?? 'null';
  if (value instanceof DuckDBListValue && type instanceof DuckDBListType) {
    return `[${value.items.map((item) => inner(item, type.valueType)).join(', ')}]`;
  }
  if (value instanceof DuckDBMapValue && type instanceof DuckDBMapType) {
    return `{${value.entries.map((entry) => `${inner(entry.key, type.keyType)}=${inner(entry.value, type.valueType)}`).join(', ')}}`;
  }
  if (value instanceof DuckDBStructValue && type instanceof DuckDBStructType) {
    return `{${type.entryNames.map((name, index) => `${name}=${inner(value.entries[name] ?? null, type.entryTypes[index] ?? type)}`).join(', ')}}`;
  }
  return undefined;
}

function otherText(value: DuckDBValue): string {
  if (value instanceof DuckDBBlobValue)
    return Buffer.from(value.bytes)
      .toString('hex')
      .replaceAll(/(..)(?=.)/g, '$1 ');
  return String(value);
}
