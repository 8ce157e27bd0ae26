import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COST_GROUPS, estimate, pageViewUsd, totalUsd } from '../../bin/cli/cost/estimate.ts';
import { MEASURES } from '../../bin/cli/cost/measures.ts';
import { PAGE_STATEMENTS, pageFileCost, scheduledPagesUsd } from '../../bin/cli/cost/pages.ts';
import { PRICES, usdOf } from '../../bin/cli/cost/prices.ts';
import { scannedByTable } from '../../bin/cli/cost/refresh.ts';
import { BYTES_PER_EVENT } from '../../bin/cli/cost/refresh-bytes.ts';
import { STACK_COUNTS } from '../../bin/cli/cost/stack-counts.ts';
import { PAGES } from '../../dashboard/pages.ts';
import { OPERATIONAL_METRICS } from '../../domain/contracts/operations.ts';
import { REFRESHED_TABLES } from '../../domain/contracts/refreshed-tables.ts';
import { SQL_FOLDER } from '../../lib/query/query.ts';
import { type TestResource, testStack } from '../lib/template.ts';

const million = { eventsPerMonth: 1_000_000, questionsPerMonth: 1_000, eventsPerRequest: 1 };

describe('the fixed part matches the template', () => {
  const { ofType } = testStack();
  const count = (type: string) => Object.keys(ofType(type)).length;

  test('keys and secrets', () => {
    expect([count('AWS::KMS::Key'), count('AWS::SecretsManager::Secret')]).toEqual([
      STACK_COUNTS.keys,
      STACK_COUNTS.secrets,
    ]);
  });

  test('metrics that alarms read', () => {
    const metrics = Object.values(ofType('AWS::CloudWatch::Alarm')).map(metricsOf);
    expect(metrics.reduce((sum, one) => sum + one, 0)).toBe(STACK_COUNTS.alarmMetrics);
  });

  test('dashboards', () => {
    expect(count('AWS::CloudWatch::Dashboard')).toBe(STACK_COUNTS.dashboards);
  });

  test('metrics that the functions of the default stack send', () => {
    const { social: _, ...functions } = OPERATIONAL_METRICS;
    const names = Object.values(functions).flatMap((metrics) => Object.keys(metrics));
    expect(names).toHaveLength(STACK_COUNTS.customMetrics);
  });

  test('functions that run on a schedule', () => {
    // The refresh has lines of its own.
    expect(count('AWS::Events::Rule')).toBe(STACK_COUNTS.scheduledRuns.length + 1);
  });
});

/** The metrics of an alarm: one, or those of an expression. Each is billed. */
function metricsOf({ Properties }: TestResource): number {
  const { Metrics } = Properties;
  if (!Array.isArray(Metrics)) return 1;
  return Metrics.filter((metric) => Object(metric).MetricStat !== undefined).length;
}

describe('the estimate', () => {
  test('is the sum of its groups', () => {
    const lines = estimate(million);
    const groups = COST_GROUPS.map((group) => totalUsd(lines, group));
    expect(totalUsd(lines)).toBeCloseTo(
      groups.reduce((sum, one) => sum + one, 0),
      9,
    );
  });

  test('bills even a small record on the stream as 5 KB', () => {
    const line = estimate(million).find(({ price }) => price === 'firehoseIngest');
    expect(line?.usd).toBeCloseTo(((1_000_000 * 5) / 1024 ** 2) * PRICES.firehoseIngest.usd, 9);
  });

  test('without traffic and queries costs the fixed part only', () => {
    const lines = estimate({ eventsPerMonth: 0, questionsPerMonth: 0, eventsPerRequest: 1 });
    expect([totalUsd(lines, 'traffic'), totalUsd(lines, 'questions')]).toEqual([0, 0]);
    expect(totalUsd(lines, 'fixed')).toBeGreaterThan(STACK_COUNTS.keys);
  });

  test('has fewer requests if the vendor puts several events into one, but as many claims', () => {
    const quantity = (perRequest: number, name: string) =>
      estimate({ ...million, eventsPerRequest: perRequest }).find((line) => line.name === name)?.quantity;
    expect(quantity(10, 'API Gateway: requests')).toBe(100_000);
    expect(quantity(10, 'Claims: two writes per event')).toBe(quantity(1, 'Claims: two writes per event'));
  });

  test('bills a query of a metric view by the least that Athena bills at every volume, and its requests beside it', () => {
    const of = (eventsPerMonth: number, price: string) =>
      estimate({ eventsPerMonth, questionsPerMonth: 1, eventsPerRequest: 1 })
        .filter((line) => line.group === 'questions' && line.price === price)
        .reduce((sum, { usd }) => sum + usd, 0);
    expect(of(1, 'athenaScan')).toBeCloseTo(usdOf('athenaScan', 10_000_000 / 1024 ** 4), 12);
    expect(of(100_000_000, 'athenaScan')).toBe(of(1, 'athenaScan'));
    expect(of(1, 's3Put')).toBeGreaterThan(0);
    expect(of(1, 's3Get')).toBeGreaterThan(0);
  });

  test('has a page view cost as its eight queries', () => {
    const queries = totalUsd(estimate({ ...million, questionsPerMonth: 8 }), 'questions');
    expect(pageViewUsd()).toBeCloseTo(queries, 12);
  });

  test('bills a statement of a refresh of little data by the least that Athena bills', () => {
    const refreshes = estimate({ ...million, eventsPerMonth: 1, refreshMinutes: 43_200 });
    const scanned = refreshes.find((line) => line.group === 'refresh' && line.price === 'athenaScan');
    expect(scanned?.quantity).toBeCloseTo((REFRESHED_TABLES.length * 10_000_000) / 1024 ** 4, 12);
  });

  test('has measured bytes of each table that a refresh writes, and of no other', () => {
    expect(Object.keys(BYTES_PER_EVENT).toSorted()).toEqual(REFRESHED_TABLES.map(({ name }) => name).toSorted());
  });

  test('bills a refresh for the sum of what its statements scan, each at least the least', () => {
    const scanned = scannedByTable(10_000_000);
    for (const table of scanned) expect(table.scanned).toBeGreaterThanOrEqual(10_000_000);
    const bytes = scanned.reduce((sum, table) => sum + table.scanned, 0);
    const lines = estimate({ ...million, eventsPerMonth: 10_000_000, refreshMinutes: 43_200 });
    const line = lines.find(({ group, price }) => group === 'refresh' && price === 'athenaScan');
    expect(line?.quantity).toBeCloseTo(bytes / 1024 ** 4, 9);
  });

  test('counts the statements of each page, and how many times a file asks each', () => {
    const asked = PAGES.map(({ name, statements }) => [
      name,
      ['page_header', 'page_options', ...statements].toSorted().map((statement) => {
        const sql = readFileSync(join(SQL_FOLDER, 'pages', `${statement}.sql`), 'utf8');
        return [statement, /\/\* (from|through|beforeFrom|beforeThrough) \*\//.test(sql) ? 3 : 1];
      }),
    ]);
    const counted = Object.entries(PAGE_STATEMENTS).map(([name, statements]) => [
      name,
      statements.map((statement) => [statement.name, statement.times]).toSorted(),
    ]);
    expect(counted).toEqual(asked);
  });

  test('bills a page of sums by the least of each statement, and one of events by its events and their days', () => {
    const exec = pageFileCost('exec', 1_000_000);
    expect(exec.scannedBytes).toBe(exec.statements * 10_000_000);
    expect(pageFileCost('exec', 100_000_000).usd).toBe(exec.usd);
    expect(pageFileCost('operations', 10_000_000).usd).toBeGreaterThan(pageFileCost('operations', 1_000_000).usd);
    expect(pageFileCost('operations', 1).usd).toBeGreaterThan(exec.usd);
  });

  test('bills scheduled pages as often as refreshes run', () => {
    expect(scheduledPagesUsd(1_000_000, 60)).toBeCloseTo(24 * scheduledPagesUsd(1_000_000, 1_440), 9);
  });

  test('lists days with rows alone, besides the open ones', () => {
    const lists = (eventsPerMonth: number) =>
      estimate({ ...million, eventsPerMonth, refreshMinutes: 43_200 }).find(({ name }) =>
        name.includes('days with rows'),
      )?.quantity ?? 0;
    expect(lists(1_000_000)).toBeGreaterThan(MEASURES.windowDays);
    // A row a month: a dozen partitions and a half in the window, and six families of three days.
    expect(lists(1)).toBeLessThan(35);
  });

  test('has refreshes cost as often as they run, and more with more events in their window', () => {
    const of = (eventsPerMonth: number, refreshMinutes: number, price: string) =>
      estimate({ ...million, eventsPerMonth, refreshMinutes })
        .filter((line) => line.group === 'refresh' && line.price === price)
        .reduce((sum, { usd }) => sum + usd, 0);
    expect(of(1_000_000, 60, 'athenaScan')).toBeCloseTo(24 * of(1_000_000, 1_440, 'athenaScan'), 9);
    // Not to the byte: some statements read less than the least that is billed.
    expect(of(100_000_000, 60, 'athenaScan') / of(10_000_000, 60, 'athenaScan')).toBeCloseTo(10, 2);
    expect(of(1_000_000, 60, 's3Storage')).toBeGreaterThan(10 * of(1_000_000, 1_440, 's3Storage'));
  });
});
