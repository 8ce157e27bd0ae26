import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../dashboard/answer.ts';
import { comparable, QUERY_HISTORY, type Report } from '../../dashboard/report.ts';
import { reportFileOf } from '../../dashboard/report-file.ts';
import { REPORTS } from '../../dashboard/reports.ts';
import { METRICS } from '../../domain/metrics/metrics.ts';
import { csvDifferences } from '../pages/csv.ts';
import { answer } from './answers.ts';
import { viewOf } from './views.ts';

const STATEMENTS = globSync('*.sql', { cwd: join(import.meta.dirname, '../../athena-sql/pages') }).map((path) =>
  basename(path, '.sql'),
);

function named(name: string): Report {
  const found = REPORTS.find((report) => report.name === name);
  if (found === undefined) throw new Error(`No report ${name}.`);
  return found;
}

/** Every table of the report without rows, but for these. */
function answersOf(report: Report, given: readonly Answer[]): readonly Answer[] {
  return [...report.tables.map(({ statement }) => answer(statement, 'none', [])), ...given];
}

function actionsOf(name: string, given: readonly Answer[]): readonly string[] {
  const report = named(name);
  return report.actions(viewOf({ answers: answersOf(report, given) }));
}

describe.each(REPORTS)('$name', (report) => {
  test('has a statement for each table, and each name once', () => {
    const asked = report.tables.map(({ statement }) => statement);
    expect(asked.filter((statement) => statement !== QUERY_HISTORY && !STATEMENTS.includes(statement))).toEqual([]);
    expect(new Set(report.tables.map(({ name }) => name)).size).toBe(report.tables.length);
    expect(report.metrics.filter((id) => !METRICS.some((metric) => metric.id === id))).toEqual([]);
  });

  test('of an empty lake is a file that says so, and asks for nothing', () => {
    const view = viewOf({ answers: answersOf(report, []), header: { asOf: null, firstDataDay: null } });
    const { html } = reportFileOf(report, view, `npx lake report ${report.name}`);
    expect(html).toContain('No rows.');
    expect(html).toContain('No events yet');
    expect(report.actions(view)).toEqual([]);
  });

  test('has no statement of a slice that it refuses, and those of every slice that it takes', () => {
    const own = report.tables.filter(({ statement }) => statement !== QUERY_HISTORY);
    const texts = own.map(({ statement }) =>
      readFileSync(join(import.meta.dirname, '../../athena-sql/pages', `${statement}.sql`), 'utf8'),
    );
    for (const slice of ['number', 'campaign', 'category', 'country', 'channel'] as const) {
      const marked = texts.map((text) => text.includes(`'' /* ${slice} */`));
      expect(marked, slice).toEqual(marked.map(() => report.slices.includes(slice)));
    }
  });
});

test('a period before that does not lie in the data is NULL in a report, and a file says why', () => {
  const counts = answer('report_channel_performance', 'part, sent, sent_before, sent_change', [['all', 8, 0, null]]);
  const typed = { ...counts, columns: counts.columns.map(({ name }) => ({ name, type: 'bigint' })) };
  const given = (firstDataDay: string) => comparable(viewOf({ answers: [typed], header: { firstDataDay } }));
  const statement = 'report_channel_performance';
  expect(given('2026-10-05').answer(statement).rows).toEqual([['all', '8', null, null]]);
  expect(given('2026-10-04').answer(statement).rows).toEqual([['all', '8', '0', null]]);
  const { html } = reportFileOf(named('channel_performance'), given('2026-10-05'), 'npx lake report');
  expect(html.match(/title="no earlier period: the data begin on 5 Oct 2026"/g)).toHaveLength(2);
});

describe('a report as a file', () => {
  const failures = answer('report_campaign_failures', 'campaign_id, error_code, title, failed, failure_rate', [
    ['<b>sale</b>', 131_026, 'Message undeliverable', 12, 0.02],
    ['sale', null, null, 1, 0.001],
  ]);
  const campaigns = answer('report_campaign', 'campaign_id, attempted, unconfirmed, sent', [['sale', null, 0, 1_234]]);
  const typed = {
    ...campaigns,
    columns: campaigns.columns.map(({ name }) => ({ name, type: name === 'campaign_id' ? 'varchar' : 'bigint' })),
  };
  const report = named('campaign');
  const { html } = reportFileOf(report, viewOf({ answers: [typed, failures] }), 'npx lake report campaign');

  test('escapes what businesses name, and shows a number that is not known as missing, never as 0', () => {
    expect(html).toContain('&lt;b&gt;sale&lt;/b&gt;');
    expect(html).not.toContain('<b>sale</b>');
    expect(html).toMatch(/title="not known: the business recorded no message/);
    expect(html).toContain('<data value="1234" data-from="report_campaign:0:sent">1,234</data>');
  });

  test('has the statement of each table beside it, and its rows as CSV', () => {
    expect(html).toContain('data-statement="report_campaign_failures"');
    expect(csvDifferences(html)).toEqual({ findings: [], tables: 2 });
  });

  test('says what it is of, what to do, and which command makes it again', () => {
    expect(html).toMatch(/What to do.*post their sends/s);
    expect(html).toContain('npx lake report campaign');
  });

  test('of a statement without an answer shows the reason, and the rest', () => {
    const view = viewOf({ answers: [typed, { ...failures, error: 'Insufficient permissions' }] });
    const text = reportFileOf(report, view, 'npx lake report campaign').html;
    expect(text).toMatch(/No answer to <code>report_campaign_failures<\/code>: Insufficient permissions/);
    expect(text).toContain('report_campaign:0:sent');
  });
});

describe('data_quality ends with what to do', () => {
  test.each([
    [
      'gaps',
      answer('report_quality_gaps', 'source, first_day', [['meta', '2026-11-03']]),
      'Days without events of meta',
    ],
    ['unmapped', answer('report_quality_unmapped', 'source, source_event', [['meta', 'x']]), 'Not understood: x.'],
    [
      'lateness',
      answer('report_quality_lateness', 'source, lateness_p95_seconds', [
        ['meta', 40],
        ['sends', 90_000],
      ]),
      'of sends comes more than a day late',
    ],
    ['drift', answer('report_quality_drift', 'path', [['a.b string']]), 'a new path: a.b string.'],
    [
      'types',
      answer('report_quality_event_types', 'event_type, events', [
        ['call_ended', 0],
        ['message_sent', 3],
      ]),
      'never came: call_ended.',
    ],
    [
      'fields',
      answer('report_quality_fields', 'field, filled, fill_rate', [
        ['ctwa_clid', 0, 0],
        ['duplicate_kind', 0, 0],
        ['source', 9, 1],
      ]),
      'never had a value: ctwa_clid.',
    ],
    [
      'views',
      answer(QUERY_HISTORY, 'view_name, questions, through_views', [
        ['metric_cost', 0, 0],
        ['cube_daily', 0, 4],
        ['fact_clicks', 1, 0],
      ]),
      'nobody asked for: metric_cost.',
    ],
  ])('%s', (_what, given, sentence) => {
    expect(actionsOf('data_quality', [given])).toEqual([expect.stringContaining(sentence)]);
  });

  test('a long list is cut, and says by how many', () => {
    const fields = Array.from({ length: 11 }, (_, index) => [`field_${index}`, 0, 0]);
    const [action] = actionsOf('data_quality', [answer('report_quality_fields', 'field, filled, fill_rate', fields)]);
    expect(action).toContain('field_7 and 3 more.');
  });
});

test('billing names the command for missing rates', () => {
  const missing = answer('exec_missing_rates', 'charge_month, charges', [['2026-11', 4]]);
  expect(actionsOf('billing', [missing])).toEqual([expect.stringContaining('npx lake reference put rate_cards')]);
});
