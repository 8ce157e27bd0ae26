import { DuckDBDateValue, DuckDBDecimalValue, DuckDBTimestampValue, type DuckDBValue } from '@duckdb/node-api';
import { unscaledDecimal } from './decimal.ts';
import type { Column, ColumnType } from './glue.ts';
import { compactLowerCase, isArray, type Json, type JsonObject, parseDocuments } from './json.ts';
import { daysFromText, microsFromNumber, microsFromText } from './timestamp.ts';

/**
 * JSON to columns as the OpenX JSON SerDe does it inside Amazon Data Firehose ("Convert input data format", and
 * third-party measurements against AWS). Not verified against AWS, and therefore strict here: a number out of its
 * column's range, a fraction in a whole-number column, and text in a boolean column other than true or false fail
 * with MalformedData; of two keys that differ only in case the later one wins; which code an empty record gets.
 */

/** Values in the order of the table's columns. */
export type Row = readonly DuckDBValue[];

export type Conversion =
  | { readonly ok: true; readonly rows: readonly Row[] }
  | { readonly ok: false; readonly errorCode: ConversionErrorCode; readonly errorMessage: string };

export type ConversionErrorCode = 'DataFormatConversion.MalformedData' | 'DataFormatConversion.ParseError';

/** Turns the JSON value of a column into what DuckDB stores, or undefined if the column cannot hold it. */
type Coerce = (value: Exclude<Json, null>) => DuckDBValue | undefined;

/** A table's columns, ready to convert records. */
export type RecordConverter = (data: Buffer) => Conversion;

/** A record fails alone and as a whole: if one of its documents fails, none of its rows is written. */
export function createConverter(columns: readonly Column[]): RecordConverter {
  const coercions = columns.map(({ type }) => coercionOf(type));
  const indexes = new Map(columns.map(({ name }, index) => [name, index]));
  const rowOf = (document: JsonObject): Row | Column => {
    const row: DuckDBValue[] = new Array<DuckDBValue>(columns.length).fill(null);
    for (const [key, value] of Object.entries(document)) {
      const index = indexes.get(key) ?? indexes.get(key.toLowerCase());
      const column = index === undefined ? undefined : columns[index];
      if (index === undefined || column === undefined) continue;
      const coerced = value === null ? null : coercions[index]?.(value);
      if (coerced === undefined) return column;
      row[index] = coerced;
    }
    return row;
  };
  return (data) => convert(data.toString('utf8'), rowOf);
}

function convert(text: string, rowOf: (document: JsonObject) => Row | Column): Conversion {
  if (text.trim() === '') return parseError('The record was empty or contained only whitespace.');
  const documents = parsed(text);
  if (documents === undefined) return parseError('The record is not valid JSON.');
  const rows: Row[] = [];
  for (const document of documents) {
    if (!isObject(document)) return parseError('The record is JSON, but not an object; arrays are not accepted.');
    const row = rowOf(document);
    if (!isRow(row)) return malformed(row);
    rows.push(row);
  }
  return { ok: true, rows };
}

function parsed(text: string): readonly Json[] | undefined {
  try {
    return parseDocuments(text);
  } catch {
    return undefined;
  }
}

function isObject(value: Json): value is JsonObject {
  return value !== null && typeof value === 'object' && !isArray(value);
}

function isRow(value: Row | Column): value is Row {
  return Array.isArray(value);
}

function parseError(errorMessage: string): Conversion {
  return { ok: false, errorCode: 'DataFormatConversion.ParseError', errorMessage };
}

/** The value is left out on purpose: it may be personal data, and the record is in the error object anyway. */
function malformed(column: Column): Conversion {
  return {
    ok: false,
    errorCode: 'DataFormatConversion.MalformedData',
    errorMessage: `Data does not match the schema: the column ${column.name} of type ${column.type.kind} cannot hold the value.`,
  };
}

function coercionOf(type: ColumnType): Coerce {
  switch (type.kind) {
    case 'string':
      return toText;
    case 'tinyint':
      return (value) => toInteger(value, 8);
    case 'smallint':
      return (value) => toInteger(value, 16);
    case 'int':
      return (value) => toInteger(value, 32);
    case 'bigint':
      return (value) => toWhole(value, 64);
    case 'double':
    case 'float':
      return toFloating;
    case 'boolean':
      return toBoolean;
    case 'timestamp':
      return toTimestamp;
    case 'date':
      return toDate;
    case 'decimal':
      return (value) => toDecimal(value, type.precision, type.scale);
  }
}

function toText(value: Exclude<Json, null>): string {
  return typeof value === 'object' ? compactLowerCase(value) : String(value);
}

function toInteger(value: Json, bits: number): number | undefined {
  const whole = toWhole(value, bits);
  return whole === undefined ? undefined : Number(whole);
}

function toWhole(value: Json, bits: number): bigint | undefined {
  const whole = wholeOf(value);
  return whole !== undefined && BigInt.asIntN(bits, whole) === whole ? whole : undefined;
}

function wholeOf(value: Json): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : undefined;
  return typeof value === 'string' && /^[+-]?\d{1,20}$/.test(value) ? BigInt(value.replace('+', '')) : undefined;
}

const FLOATING = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

function toFloating(value: Json): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'string' && FLOATING.test(value) ? Number(value) : undefined;
}

function toBoolean(value: Json): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  return text === 'true' || text === 'false' ? text === 'true' : undefined;
}

function toTimestamp(value: Json): DuckDBTimestampValue | undefined {
  const micros = microsOf(value);
  return micros === undefined ? undefined : new DuckDBTimestampValue(micros);
}

function microsOf(value: Json): bigint | undefined {
  if (typeof value === 'string') return microsFromText(value);
  return typeof value === 'number' || typeof value === 'bigint' ? microsFromNumber(value) : undefined;
}

function toDate(value: Json): DuckDBDateValue | undefined {
  const days = typeof value === 'string' ? daysFromText(value) : undefined;
  return days === undefined ? undefined : new DuckDBDateValue(days);
}

function toDecimal(value: Json, precision: number, scale: number): DuckDBDecimalValue | undefined {
  if (typeof value !== 'number' && typeof value !== 'bigint' && typeof value !== 'string') return undefined;
  const unscaled = unscaledDecimal(String(value), precision, scale);
  return unscaled === undefined ? undefined : new DuckDBDecimalValue(unscaled, precision, scale);
}
