import { inspect } from 'node:util';
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
    ['a\rb\r', [['a'], ['b']]],
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

test('property: the line is the one that an editor shows, whatever the line ends, in fields and between them', () => {
  const end = fc.constantFrom('\n', '\r\n');
  const field = fc
    .array(fc.oneof(fc.constantFrom('a', ',', ' '), end), { minLength: 1 })
    .map((parts) => parts.join(''));
  const rows = fc.array(fc.record({ fields: fc.array(field, { minLength: 1, maxLength: 3 }), end, blank: fc.nat(2) }));
  fc.assert(
    fc.property(rows, (all) => {
      let text = '';
      const begins = all.map(({ fields, end: ends, blank }) => {
        const line = text.split('\n').length;
        text += fields.map((one) => `"${one}"`).join(',') + ends.repeat(1 + blank);
        return line;
      });
      expect(readCsv(text).map(({ line }) => line)).toEqual(begins);
    }),
  );
});

test.each([
  ['a\n"b', 'Line 2: the quotes of a field are not closed.'],
  ['a\n"b\r\n,c\r\nd', 'Line 2: the quotes of a field are not closed.'],
  ['a\r\n"x\r\ny","b\r\n"c', 'Line 3: a quote stands inside a field'],
  ['a\nb"c\n', 'Line 2: a quote stands inside a field'],
  ['"a"b\n', 'Line 1: a quote stands inside a field'],
])('%j is refused with its line', (text, reason) => {
  expect(() => readCsv(text)).toThrow(reason);
});

test('the error does not repeat what is in the file, not even as its cause', () => {
  const error = (() => {
    try {
      return readCsv('name\n+1 555 0100"x\n');
    } catch (thrown) {
      return thrown;
    }
  })();
  expect(inspect(error)).toContain('Line 2');
  expect(inspect(error)).not.toContain('0100');
});
