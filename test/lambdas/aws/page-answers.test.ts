import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AthenaClient, BatchGetQueryExecutionCommand, GetQueryResultsCommand } from '@aws-sdk/client-athena';
import { expect, onTestFinished, test } from 'vitest';
import { rowsOf } from '../../../dashboard/answer.ts';
import type { Facts } from '../../../dashboard/facts.ts';
import { html } from '../../../dashboard/html.ts';
import type { Page } from '../../../dashboard/page.ts';
import { DEFAULT_FILTER, type Filter } from '../../../domain/pages/filter.ts';
import type { QueryResult } from '../../../lambdas/aws/athena-result.ts';
import { askPage, askPages, athenaAsk, type PagePorts, pageStatements } from '../../../lambdas/aws/page-answers.ts';

const PAGE: Page = {
  name: 'toy',
  title: 'Toy',
  statements: ['sums', 'names'],
  needsFacts: false,
  render: () => html``,
};
const SHOWN = { locale: 'en', place: 'file', refreshMinutes: 60 } as const;
/** Half past midnight in Berlin. */
const NOW_MS = Date.UTC(2026, 10, 27, 23, 30);

const FACTS: Facts = { problems: [], counts: null, failed: null, checks: 'never', lakeOption: '' };
const HEADER = ['2026-11-26 23:30:00.000', '2026-11-27', '2026-11-27 00:05:00.000', 'Europe/Berlin', '2026-09-01'];
const TEXTS: Readonly<Record<string, string>> = {
  page_header: '-- Grain: one row.\nSELECT as_of',
  page_options: '-- Grain: one row per member.\nSELECT dimension',
  sums: "-- Grain: one row.\nSELECT '2026-01-01' /* from */, '' /* campaign */",
  names: 'SELECT name',
};

/** Athena and a folder that are pretended: what was asked, in order, and the most at once. */
function lake(answers: { readonly header?: readonly (string | null)[]; readonly failing?: string } = {}) {
  const asked: string[] = [];
  let running = 0;
  let most = 0;
  const ports: PagePorts = {
    async ask(sql): Promise<QueryResult> {
      asked.push(sql);
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      if (answers.failing !== undefined && sql.includes(answers.failing)) throw new Error('TABLE_NOT_FOUND');
      if (sql !== 'SELECT as_of') return { columns: [{ name: 'text', type: 'varchar' }], rows: [[sql]] };
      const names = ['as_of', 'today', 'refreshed_at', 'reporting_zone', 'first_data_day'];
      return { columns: names.map((name) => ({ name, type: 'varchar' })), rows: [answers.header ?? HEADER] };
    },
    statement: (name) => TEXTS[name] ?? 'SELECT missing',
    facts: async () => FACTS,
    nowMs: () => NOW_MS,
  };
  return { ports, asked, most: () => most };
}

test('the header and the options are asked first, then the statements with the filter of the header’s day', async () => {
  const { ports, asked } = lake();
  const filter: Filter = { period: { kind: '7d' }, slices: { campaign: "o'clock" } };
  const { view, options } = await askPage(ports, PAGE, filter, SHOWN);
  expect(asked).toEqual([
    'SELECT as_of',
    'SELECT dimension',
    "SELECT '2026-11-21' /* from */, 'o''clock' /* campaign */",
    'SELECT name',
  ]);
  expect(view.header).toEqual({
    asOf: '2026-11-26T23:30:00.000Z',
    refreshedAt: '2026-11-27T00:05:00.000Z',
    zone: 'Europe/Berlin',
    today: '2026-11-27',
    firstDataDay: '2026-09-01',
    nowMs: NOW_MS,
    refreshMinutes: 60,
  });
  expect([view.window.from, view.window.through, view.window.before.from]).toEqual([
    '2026-11-21',
    '2026-11-27',
    '2026-11-14',
  ]);
  expect(options.statement).toBe('page_options');
  expect(rowsOf(view.answer('sums'))[0]?.text('text')).toBe(view.answer('sums').sql);
  expect(view.answer('page_header').rows).toHaveLength(1);
  expect(view.facts).toBeNull();
});

test('the statements of a page run side by side', async () => {
  const { ports, most } = lake();
  await askPage(ports, PAGE, DEFAULT_FILTER, SHOWN);
  expect(most()).toBe(2);
});

test('ten statements run at once, not more, for however many periods', async () => {
  const { ports, most, asked } = lake();
  const since = (from: string): Filter => ({ period: { kind: 'custom', from, through: '2026-11-01' }, slices: {} });
  const days = Array.from({ length: 30 }, (_, day) => `2026-10-${String(day + 1).padStart(2, '0')}`);
  const { views } = await askPages(ports, PAGE, [DEFAULT_FILTER, ...days.map(since)], SHOWN);
  expect(most()).toBe(10);
  expect(views.map(({ window }) => window.from)).toEqual(['2026-10-31', ...days]);
  for (const { window, answer } of views) expect(answer('sums').sql).toContain(window.from);
  // What has no filter in it is asked once.
  expect(asked.filter((sql) => sql === 'SELECT name')).toHaveLength(1);
});

test('an empty lake’s today is the clock’s, in the reporting zone', async () => {
  const { ports } = lake({ header: [null, null, null, 'Europe/Berlin', null] });
  const { view } = await askPage(ports, PAGE, DEFAULT_FILTER, SHOWN);
  expect(view.header).toMatchObject({ asOf: null, refreshedAt: null, today: '2026-11-28', firstDataDay: null });
  expect(view.window.through).toBe('2026-11-28');
});

test.each(['sums', 'names'])('where %s fails the others are answered, and its reason is said', async (failing) => {
  const { ports } = lake({ failing: failing === 'sums' ? 'from' : 'name' });
  const { view } = await askPage(ports, PAGE, DEFAULT_FILTER, SHOWN);
  const other = failing === 'sums' ? 'names' : 'sums';
  expect(view.answer(failing)).toMatchObject({ statement: failing, error: 'TABLE_NOT_FOUND', rows: [] });
  expect(view.answer(failing).sql).toContain('SELECT');
  expect(view.answer(other)).not.toHaveProperty('error');
});

test('where the header fails the page has the clock’s day in UTC, and says the reason', async () => {
  const { ports } = lake({ failing: 'as_of' });
  const { view } = await askPage(ports, PAGE, DEFAULT_FILTER, SHOWN);
  expect(view.header).toMatchObject({ asOf: null, zone: 'UTC', today: '2026-11-27' });
  expect(view.answer('page_header').error).toBe('TABLE_NOT_FOUND');
});

test('facts are had by pages that need them', async () => {
  const { ports } = lake();
  const { view } = await askPage(ports, { ...PAGE, needsFacts: true }, DEFAULT_FILTER, SHOWN);
  expect(view.facts).toBe(FACTS);
});

test('a page that reads an answer that it did not name names it', async () => {
  const { view } = await askPage(lake().ports, PAGE, DEFAULT_FILTER, SHOWN);
  expect(() => view.answer('other')).toThrow('The page toy does not name other among its statements.');
});

test('Athena is asked the statement as it is, and answers its rows without their header', async () => {
  const send = async (command: unknown) => {
    const ended = { QueryExecutionId: 'query-1', Status: { State: 'SUCCEEDED' } };
    if (command instanceof BatchGetQueryExecutionCommand) return { QueryExecutions: [ended] };
    if (!(command instanceof GetQueryResultsCommand)) return { QueryExecutionId: 'query-1' };
    const Rows = [{ Data: [{ VarCharValue: 'n' }] }, { Data: [{ VarCharValue: '3' }] }];
    return { ResultSet: { Rows, ResultSetMetadata: { ColumnInfo: [{ Name: 'n', Type: 'bigint' }] } } };
  };
  const client: AthenaClient = Object.assign(Object.create(new AthenaClient({ region: 'eu-west-1' })), { send });
  const ask = athenaAsk(client, { workgroup: 'group', database: 'lake' });
  expect(await ask('SELECT 3 AS n')).toEqual({ columns: [{ name: 'n', type: 'bigint' }], rows: [['3']] });
});

test('a statement is a file of `pages`', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'pages'));
  writeFileSync(join(folder, 'pages', 'sums.sql'), 'SELECT 1');
  expect(pageStatements(folder)('sums')).toBe('SELECT 1');
  expect(() => pageStatements(folder)('none')).toThrow('none.sql');
});
