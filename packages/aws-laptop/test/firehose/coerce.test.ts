import { DuckDBDateValue, DuckDBDecimalValue, DuckDBTimestampValue, type DuckDBValue } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { createConverter } from '../../src/firehose/coerce.ts';
import type { ColumnType } from '../../src/firehose/glue.ts';

const convert = (record: string, type: ColumnType) => createConverter([{ name: 'c', type }])(Buffer.from(record));
const value = (json: string, kind: ColumnType): DuckDBValue | undefined | string => {
  const conversion = convert(`{"c":${json}}`, kind);
  return conversion.ok ? conversion.rows[0]?.[0] : conversion.errorCode;
};

const MALFORMED = 'DataFormatConversion.MalformedData';
const at = (iso: string, micros = 0n) => new DuckDBTimestampValue(BigInt(Date.parse(iso)) * 1000n + micros);
const day = (iso: string) => new DuckDBDateValue(Date.parse(iso) / 86_400_000);

describe('a JSON value in a column', () => {
  test.each<[ColumnType['kind'], string, DuckDBValue | typeof MALFORMED]>([
    ['string', '"a"', 'a'],
    ['string', '20', '20'],
    ['string', 'true', 'true'],
    ['string', '12345678901234567890', '12345678901234567890'],
    ['string', '{"Key": {"Inner": [1, "X"]}}', '{"key":{"inner":[1,"X"]}}'],
    ['string', '[{"A":1}, 12345678901234567]', '[{"a":1},12345678901234567]'],
    ['string', 'null', null],
    ['int', '"20"', 20],
    ['int', '-2147483648', -2147483648],
    ['int', '3000000000', MALFORMED],
    ['int', '1.5', MALFORMED],
    ['int', '"abc"', MALFORMED],
    ['int', '""', MALFORMED],
    ['int', 'true', MALFORMED],
    ['int', '{}', MALFORMED],
    ['int', 'null', null],
    ['smallint', '32768', MALFORMED],
    ['tinyint', '127', 127],
    ['tinyint', '128', MALFORMED],
    ['bigint', '9007199254740993', 9007199254740993n],
    ['bigint', '"9223372036854775807"', 9223372036854775807n],
    ['bigint', '9223372036854775808', MALFORMED],
    ['double', '"2.25"', 2.25],
    ['double', '2', 2],
    ['double', '"1e3"', 1000],
    ['double', '"two"', MALFORMED],
    ['float', '0.5', 0.5],
    ['boolean', 'true', true],
    ['boolean', '"FALSE"', false],
    ['boolean', '1', MALFORMED],
    ['timestamp', '1700000000', at('2023-11-14T22:13:20Z')],
    ['timestamp', '"1700000000"', at('2023-11-14T22:13:20Z')],
    ['timestamp', '999999999999', wrapped(999_999_999_999n * 1_000_000n)],
    ['timestamp', '1000000000000', at('2001-09-09T01:46:40Z')],
    ['timestamp', '1700000000123', at('2023-11-14T22:13:20.123Z')],
    ['timestamp', '1700000000.123456', at('2023-11-14T22:13:20.123Z', 456n)],
    ['timestamp', '-1', at('1969-12-31T23:59:59Z')],
    ['timestamp', '"2026-01-02 03:04:05"', at('2026-01-02T03:04:05Z')],
    ['timestamp', '"2026-1-2 3:04:05.123456"', at('2026-01-02T03:04:05.123Z', 456n)],
    ['timestamp', '"2026-01-02T03:04:05Z"', at('2026-01-02T03:04:05Z')],
    ['timestamp', '"2026-01-02T03:04:05.5Z"', at('2026-01-02T03:04:05.500Z')],
    ['timestamp', '"2026-1-2T03:04:05Z"', MALFORMED],
    ['timestamp', '"2026-01-02T03:04:05+00:00"', MALFORMED],
    ['timestamp', '"2026-01-02T03:04:05"', MALFORMED],
    ['timestamp', '"2026-01-02"', MALFORMED],
    ['timestamp', '"2026-02-30 00:00:00"', MALFORMED],
    ['timestamp', '"2026-01-02 24:00:00"', MALFORMED],
    ['timestamp', 'true', MALFORMED],
    ['date', '"2026-01-02"', day('2026-01-02')],
    ['date', '"2026-02-30"', MALFORMED],
    ['date', '20260102', MALFORMED],
  ])('%s column, %s', (kind, json, expected) => {
    expect(value(json, typeOf(kind))).toEqual(expected);
  });

  test.each<[string, bigint | typeof MALFORMED]>([
    ['1.005', 101n],
    ['"-1.005"', -101n],
    ['"12"', 1200n],
    ['1e-7', 0n],
    ['999.99', 99999n],
    ['1000', MALFORMED],
    ['"x"', MALFORMED],
    ['""', MALFORMED],
    ['true', MALFORMED],
  ])('decimal(5,2) column, %s: rounded half up, refused when too long', (json, expected) => {
    const decimal = expected === MALFORMED ? expected : new DuckDBDecimalValue(BigInt(expected), 5, 2);
    expect(value(json, { kind: 'decimal', precision: 5, scale: 2 })).toEqual(decimal);
  });
});

describe('a record', () => {
  const text: ColumnType = { kind: 'string' };
  const rows = (record: string) => {
    const conversion = convert(record, text);
    return conversion.ok ? conversion.rows.map(([first]) => first) : conversion.errorCode;
  };

  test('matches keys in any case, drops unknown ones, gives NULL for missing ones', () => {
    expect(rows('{"C":"x","other":1}')).toEqual(['x']);
    expect(rows('{"other":1}')).toEqual([null]);
    expect(rows('{"__proto__":{"c":"x"},"constructor":1}')).toEqual([null]);
  });

  test.each(['{"c":1}{"c":2}', '{"c":1}\n{"c":2}\n', ' {"c":1} \r\n\t{"c":2}'])(
    'may hold several concatenated documents: %j',
    (record) => {
      expect(rows(record)).toEqual(['1', '2']);
    },
  );

  test('is cut into documents at braces outside of texts only', () => {
    expect(rows('{"c":"}{\\"}"}{"c":{"a":"\\\\"}}')).toEqual(['}{"}', '{"a":"\\\\"}']);
  });

  test.each(['[{"c":1}]', '{"c":1},{"c":2}', '{"c":', 'text', '"text"', '1', '{"c":1}]', '', ' \n\t'])(
    'that is %j fails with ParseError',
    (record) => {
      expect(rows(record)).toBe('DataFormatConversion.ParseError');
    },
  );

  test('of white space says so', () => {
    expect(convert(' ', text)).toMatchObject({
      errorMessage: expect.stringMatching(/empty or contained only whitespace/),
    });
  });

  test('names the column that does not fit, never its value', () => {
    const conversion = convert('{"c":"+15550001111x"}', { kind: 'int' });
    expect(conversion).toMatchObject({ ok: false, errorMessage: expect.stringMatching(/column c of type int/) });
    expect(JSON.stringify(conversion)).not.toContain('5550001111');
  });

  test('fails whole when one of its documents fails', () => {
    expect(convert('{"c":1}{"c":"x"}', { kind: 'int' })).toMatchObject({ ok: false, errorCode: MALFORMED });
  });
});

function typeOf(kind: ColumnType['kind']): ColumnType {
  return kind === 'decimal' ? { kind, precision: 5, scale: 2 } : { kind };
}

/** An epoch out of range wraps to another year. */
function wrapped(micros: bigint): DuckDBTimestampValue {
  return new DuckDBTimestampValue(BigInt.asIntN(64, micros * 1000n) / 1000n);
}
