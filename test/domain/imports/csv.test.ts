import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv } from '../../../domain/imports/csv.ts';

const fieldsOf = (text: string) => readCsv(text).map(({ fields }) => fields);

describe('a CSV file is read as RFC 4180 has it', () => {
  test.each([
    [
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\r\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['"a, b","say ""x"""\n', [['a, b', 'say "x"']]],
    ['"two\nlines",b\n', [['two\nlines', 'b']]],
    ['a,,\n', [['a', '', '']]],
    ['a\n\n\r\nb\n', [['a'], ['b']]],
    ['\uFEFFa,b\n', [['a', 'b']]],
    ['', []],
  ])('%j', (text, expected) => {
    expect(fieldsOf(text)).toEqual(expected);
  });

  test('what was written is read again, whatever is in the fields', () => {
    const records = fc.array(
      fc.array(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r\n', ' ') }), { minLength: 2, maxLength: 3 }),
    );
    const written = (rows: readonly (readonly string[])[]) =>
      rows.map((row) => row.map((field) => `"${field.replaceAll('"', '""')}"`).join(',')).join('\n');
    fc.assert(
      fc.property(records, (rows) => {
        expect(fieldsOf(written(rows))).toEqual(rows);
      }),
    );
  });
});

test('a record is known by the line it begins in, also after fields of several lines', () => {
  expect(readCsv('h\n"a\nb\nc"\nd\n').map(({ line }) => line)).toEqual([1, 2, 5]);
});

test.each([
  ['a\n"b', 'Line 2: the quotes of a field are not closed.'],
  ['a\nb"c\n', 'Line 2: a quote stands inside a field'],
  ['"a"b\n', 'Line 1: a quote stands inside a field'],
])('%j is refused with its line', (text, reason) => {
  expect(() => readCsv(text)).toThrow(reason);
});
