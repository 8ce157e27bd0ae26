import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowsOf } from '../../dashboard/answer.ts';
import { csvOf } from '../../dashboard/csv.ts';
import { number } from '../../dashboard/number.ts';
import { definition, delta, type Good, table } from '../../dashboard/parts.ts';
import { METRICS } from '../../domain/metrics/metrics.ts';
import { TILES } from '../../domain/pages/tiles.ts';
import { answer } from './answers.ts';
import { all, parsed, words } from './pages.ts';
import { viewOf } from './views.ts';

const cell = (value: string | null) => ({ statement: 'exec_messages', row: 3, column: 'sent', value });

test('a number says its raw value, and the statement, row and column that it is from', () => {
  const [data] = all(number(cell('1234567'), viewOf().formats.count).toString(), 'data');
  expect(data?.getAttribute('value')).toBe('1234567');
  expect(data?.getAttribute('data-from')).toBe('exec_messages:3:sent');
  expect(words(data)).toBe('12,34,567');
});

test('NULL is never 0: it is a dash with its reason', () => {
  const missing = parsed(number(cell(null), String, 'nothing was sent').toString()).querySelector('.missing');
  expect(missing?.getAttribute('title')).toBe('nothing was sent');
  expect(words(missing)).toBe('– nothing was sent');
});

describe('a change', () => {
  const shown = (value: string | null, good: Good, header = {}) => {
    const element = parsed(delta(viewOf({ header }), cell(value), { kind: 'points', good }).toString());
    return element.querySelector('.delta');
  };

  test.each([
    ['0.02', 'up', 'better', 'up'],
    ['-0.02', 'up', 'worse', 'down'],
    ['0.02', 'down', 'worse', 'up'],
    ['-0.02', 'down', 'better', 'down'],
    ['0.02', 'none', 'plain', 'up'],
    ['-0.02', 'none', 'plain', 'down'],
    ['0.0004', 'up', 'plain', 'unchanged'],
    ['0', 'down', 'plain', 'unchanged'],
  ] as const)('of %s is coloured by what is good (%s): %s', (value, good, colour, direction) => {
    const element = shown(value, good);
    expect(element?.getAttribute('class')).toBe(`delta ${colour}`);
    expect(words(element)).toContain(direction);
    expect(words(element)).toContain(colour === 'plain' ? '' : `, ${colour},`);
  });

  test.each([
    ['2026-11-22', 'plain'],
    ['2026-11-21', 'plain'],
    ['2026-11-20', 'worse'],
  ])('of a period from %s is not judged while all its days are younger than 7 days: %s', (from, colour) => {
    const period = { kind: 'custom', from, through: '2026-11-28' } as const;
    const young = delta(viewOf({ filter: { period, slices: {} } }), cell('-0.02'), { kind: 'points', good: 'up' });
    expect(parsed(young.toString()).querySelector('.delta')?.getAttribute('class')).toBe(`delta ${colour}`);
  });

  test('is not shown where the period before begins before the data', () => {
    const element = shown('0.02', 'up', { firstDataDay: '2026-10-05' });
    expect(words(element)).toBe('no earlier period');
    expect(element?.getAttribute('title')).toBe('no earlier period: the data begin on 5 Oct 2026');
    expect(words(shown('0.02', 'up', { firstDataDay: '2026-10-04' }))).toContain('+2.0 pp');
  });

  test('is not 0 where there is nothing to compare with', () => {
    expect(words(shown(null, 'up'))).toBe('– nothing to compare with in the period before');
  });
});

describe('a definition', () => {
  test.each(TILES.map((tile) => [tile.id, tile] as const))(
    'of the tile %s has the words of its metrics',
    (_id, { metrics }) => {
      const text = words(parsed(definition(metrics, []).toString()));
      for (const metric of METRICS.filter(({ id }) => metrics.includes(id))) {
        const view = `${metric.in.view}.${metric.column}`;
        for (const part of [metric.title, metric.numerator, metric.caveat, metric.owner, view])
          expect(text).toContain(part);
      }
    },
  );

  test('has the statement as it was asked', () => {
    const asked = { ...answer('exec_messages', 'sent', []), sql: 'SELECT \'<b>\'\n  FROM "cube_daily"' };
    const [pre] = all(definition(['sent'], [asked]).toString(), 'details.definition pre.sql');
    expect(pre?.getAttribute('data-statement')).toBe('exec_messages');
    expect(pre?.textContent).toBe(asked.sql);
  });

  test('of a metric that is not there is refused', () => {
    expect(() => definition(['sold'], [])).toThrow('No metric is called sold');
  });
});

describe('a table', () => {
  const columns = [
    { title: 'Campaign', column: 'label' },
    { title: 'Sent', column: 'sent', format: viewOf().formats.count },
    { title: 'Cost', column: 'cost', format: String, missing: 'no price', unit: 'millionths' },
  ];
  const rows = rowsOf(
    answer('x', 'label, sent, cost', [
      ['a, "b"', '1234567', null],
      ['=1+1', '-5', '0.5'],
      [null, '0', '1'],
    ]),
  );
  const page = table({ page: 'exec', name: 'campaigns', caption: 'Campaigns', columns, rows, shown: 2 }).toString();

  test('has a caption, and headers of its columns and rows', () => {
    expect(all(page, 'caption').map(words)).toEqual(['Campaigns']);
    expect(all(page, 'thead th').map((header) => header.getAttribute('scope'))).toEqual(['col', 'col', 'col']);
    expect(all(page, 'tbody th').map((header) => header.getAttribute('scope'))).toEqual(['row', 'row', 'row']);
  });

  test('shows its first rows, and all by a check box', () => {
    expect(all(page, 'tbody.rest tr')).toHaveLength(1);
    expect(words(all(page, 'label.all')[0])).toBe('Show all 3');
    expect(all(page, 'input[type=checkbox]')).toHaveLength(1);
  });

  test('has a CSV of exactly its rows, with raw values', () => {
    const [link] = all(page, 'a.csv');
    expect(link?.getAttribute('download')).toBe('exec-campaigns.csv');
    const [start, content = ''] = (link?.getAttribute('href') ?? '').split(/(?<=utf-8),/);
    expect(start).toBe('data:text/csv;charset=utf-8');
    const lines: readonly (readonly string[])[] = parse(decodeURIComponent(content));
    const shown = all(page, 'tr').map((row) =>
      all(row, 'th, td').map((part) => {
        if (part.querySelector('.missing')) return '';
        return part.querySelector('data')?.getAttribute('value') ?? words(part);
      }),
    );
    expect(lines.map((line) => line.map((field) => field.replace(/^'(?==)/, '')))).toEqual(shown);
  });
});

test('no text of a CSV is run by a spreadsheet, no number is changed, and a reader has every text again', () => {
  const column = [{ title: 'Name', column: 'name' }];
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('=1', '+1+2', '-x', '@a', '\tb', '-5', '1e5')),
      (value) => {
        const [, [field = ''] = []]: string[][] = parse(csvOf(column, rowsOf(answer('x', 'name', [[value]]))), {
          skip_empty_lines: false,
        });
        const isNumber = /^-?\d+(\.\d+)?$/.test(value);
        if (!isNumber) expect(field).not.toMatch(/^[=+\-@\t\r]/);
        expect([value, `'${value}`]).toContain(field);
      },
    ),
  );
});
