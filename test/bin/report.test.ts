import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { filterOf } from '../../bin/cli/report/filter.ts';
import { type Printed, textOf } from '../../bin/cli/report/output.ts';
import { askedViews } from '../../bin/cli/report/query-history.ts';
import { commandOf } from '../../bin/cli/report.ts';
import type { Report } from '../../dashboard/report.ts';
import { REPORTS } from '../../dashboard/reports.ts';
import type { ViewFile } from '../../domain/sql/view-order.ts';
import { viewOf } from '../dashboard/views.ts';

const TODAY = '2026-11-28';

function named(name: string): Report {
  const found = REPORTS.find((report) => report.name === name);
  if (found === undefined) throw new Error(`No report ${name}.`);
  return found;
}

describe('which days and slices a report is of', () => {
  const campaign = named('campaign');

  test.each([
    [{}, { kind: '28d' }],
    [{ period: '90d' }, { kind: '90d' }],
    [{ period: '2026-10' }, { kind: 'month', month: '2026-10' }],
    [
      { from: '2026-11-02', to: '2026-11-05' },
      { kind: 'custom', from: '2026-11-02', through: '2026-11-05' },
    ],
    [{ from: '2026-11-02' }, { kind: 'custom', from: '2026-11-02', through: TODAY }],
  ])('%j', (options, period) => {
    expect(filterOf(campaign, options, TODAY).period).toEqual(period);
  });

  test.each([
    [{ to: '2026-11-05' }, '--to needs --from'],
    [{ period: '7d', from: '2026-11-02' }, '--period is one way'],
    [{ period: 'week' }, '--period is 7d, 28d, 90d or a month such as 2026-10; it is "week".'],
    [{ period: '2026-13' }, 'month must be a month'],
    [{ from: '2026-11-05', to: '2026-11-02' }, 'is after through'],
  ])('%j is refused', (options, reason) => {
    expect(() => filterOf(campaign, options, TODAY)).toThrow(reason);
  });

  test('a slice is taken as it is, and refused by a report of the whole lake', () => {
    expect(filterOf(campaign, { campaign: "spring's" }, TODAY).slices).toEqual({ campaign: "spring's" });
    expect(() => filterOf(named('data_quality'), { campaign: 'x' }, TODAY)).toThrow('it takes no --campaign');
  });
});

test('the command that makes a report again names its lake, and a shell passes its values on as they are', () => {
  const campaign = "it's $(id)";
  const view = viewOf({ filter: { period: { kind: '28d' }, slices: { campaign } } });
  const command = commandOf(named('campaign'), view, '--stack Lake');
  expect(command).toMatch(/^npx lake --stack Lake report campaign --from 2026-11-01 --to 2026-11-28 --campaign /);
  const words = execFileSync('sh', ['-c', `printf '%s\\n' ${command}`], { encoding: 'utf8' });
  expect(words.trimEnd().split('\n').at(-1)).toBe(campaign);
});

describe('what is printed', () => {
  const report: Report = {
    name: 'toys',
    title: 'Toys',
    text: 'Toys.',
    slices: [],
    metrics: [],
    tables: [
      { name: 'counts', title: 'Counts', statement: 'toy_counts', note: 'Of all.' },
      { name: 'names', title: 'Names', statement: 'toy_names', note: 'Theirs.' },
    ],
    actions: () => ['Play.'],
  };
  const columns = [
    { name: 'toy', type: 'varchar' },
    { name: 'toys', type: 'bigint' },
    { name: 'rate', type: 'double' },
  ];
  const rows = [
    ['=1+1', '3', '0.5'],
    ['a,"b"', null, '-0.25'],
  ];
  const view = viewOf({
    answers: [
      { statement: 'toy_counts', sql: 'SELECT 1', columns, rows },
      { statement: 'toy_names', sql: 'SELECT 2', columns: columns.slice(0, 1), rows: [] },
    ],
  });
  const whole: Printed = { report, tables: report.tables, isWhole: true, view, limit: Number.POSITIVE_INFINITY };
  const part: Printed = { ...whole, tables: report.tables.slice(0, 1), isWhole: false };

  test('csv has exactly the rows, raw; a text that would run as a formula has an apostrophe, a negative number has none', () => {
    expect(textOf(part, 'csv')).toBe('toy,toys,rate\r\n"\'=1+1",3,0.5\r\n"a,""b""",,-0.25\r\n');
    expect(textOf(whole, 'csv')).toBe(`${textOf(part, 'csv')}\r\ntoy\r\n`);
  });

  test('json has the rows of a table as they are, and of a report what it is of besides', () => {
    const list = [
      { toy: '=1+1', toys: 3, rate: 0.5 },
      { toy: 'a,"b"', toys: null, rate: -0.25 },
    ];
    expect(JSON.parse(textOf(part, 'json'))).toEqual(list);
    expect(JSON.parse(textOf(whole, 'json'))).toEqual({
      ...{ report: 'toys', from: '2026-11-01', through: '2026-11-28', filter: {}, as_of: '2026-11-28T09:42:00Z' },
      ...{ zone: 'Asia/Kolkata', tables: { counts: list, names: [] }, actions: ['Play.'] },
    });
  });

  test('a terminal shows so many rows of each table, how to see the rest, and what to do', () => {
    const text = textOf({ ...whole, limit: 1 }, 'table');
    expect(text).toMatch(/^Toys, 2026-11-01 to 2026-11-28 \(Asia\/Kolkata\), as of 2026-11-28T09:42:00Z\n/);
    expect(text).toContain('and 1 more rows: --table counts\n');
    expect(text).toContain('Names\nTheirs.\nNo rows.\n');
    expect(text).toMatch(/What to do\n1\. Play\.\n$/);
  });
});

describe('views that were asked', () => {
  const view = (name: string, from: string): ViewFile => ({
    name,
    sql: `-- Grain: one row.\nCREATE OR REPLACE VIEW ${name} AS\nSELECT * FROM ${from}\n`,
  });
  const files = [view('cube_a', 'event_rows'), view('metric_a', 'cube_a'), view('metric_b', 'cube_a')];
  const asked = (...texts: readonly string[]) =>
    askedViews(
      texts.map((sql) => ({ sql, askedAt: new Date('2026-11-20T10:00:00Z') })),
      files.map(({ name }) => name),
      files,
    ).rows;

  test('count by name, with a database, in quotes and in any case; and through the views that read them', () => {
    expect(
      asked('SELECT * FROM "lake"."METRIC_A"', '-- metric_b\nSELECT * FROM lake.metric_a JOIN cube_a ON true'),
    ).toEqual([
      ['metric_b', '0', '0', null],
      ['cube_a', '1', '1', '2026-11-20T10:00:00.000Z'],
      ['metric_a', '2', '0', '2026-11-20T10:00:00.000Z'],
    ]);
  });

  test('a statement that counts every view is no question', () => {
    const all = Array.from({ length: 13 }, (_, index) => view(`metric_${index}`, 'event_rows'));
    const sql = `SELECT * FROM ${all.map(({ name }) => name).join(', ')}`;
    expect(askedViews([{ sql, askedAt: null }], ['metric_0'], all).rows).toEqual([['metric_0', '0', '0', null]]);
  });
});
