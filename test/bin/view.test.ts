import { expect, test } from 'vitest';
import { formatResult } from '../../bin/cli/format.ts';
import { viewOf } from '../../bin/cli/view.ts';

const COLUMNS = [
  { name: 'event_key', type: 'varchar' },
  { name: 'n', type: 'bigint' },
];
const RESULT = {
  columns: COLUMNS,
  rows: [
    ['a-long-key', '1'],
    ['b', null],
    ['two\nlines', '3'],
  ],
};

test('vertical shows one column a line, and numbers the rows', () => {
  expect(formatResult(RESULT, 'vertical')).toBe(
    [
      ...['-[ row 1 ]-', 'event_key  a-long-key', 'n          1'],
      ...['-[ row 2 ]-', 'event_key  b', 'n          NULL'],
      ...['-[ row 3 ]-', 'event_key  two', '           lines', 'n          3'],
    ].join('\n'),
  );
  expect(formatResult({ columns: COLUMNS, rows: [] }, 'vertical')).toBe('No rows.');
});

test('the first rows are shown, with a note only where there are more', () => {
  const { text, notes } = viewOf(RESULT, 'csv', 2, null);
  expect(text).toBe('event_key,n\na-long-key,1\nb,');
  expect(notes).toEqual(['There are more rows than the 2 shown: --all shows every one, --limit <n> so many.']);
  expect(viewOf(RESULT, 'csv', 3, null).notes).toEqual([]);
});

test('a table wider than the window says how to read it; a file or pipe has no width', () => {
  const note = 'The table is wider than the window: --vertical shows one column a line.';
  const width = 'a-long-key'.length + 2 + 'NULL'.length;
  expect(viewOf(RESULT, 'table', 9, { columns: width - 1 }).notes).toEqual([note]);
  expect(viewOf(RESULT, 'table', 9, { columns: width }).notes).toEqual([]);
  expect(viewOf(RESULT, 'vertical', 9, { columns: 3 }).notes).toEqual([]);
  expect(viewOf(RESULT, 'table', 9, { columns: 0 }).notes).toEqual([]);
  expect(viewOf(RESULT, 'table', 9, null).notes).toEqual([]);
});
