import { describe, expect, test } from 'vitest';
import { metricSqlFiles } from '../../../bin/docs/metric-views.ts';
import { OWNERS, UNITS } from '../../../domain/metrics/definition.ts';
import { METRIC_VIEWS, METRICS, metricsOf } from '../../../domain/metrics/metrics.ts';

test('no two metrics have one id, and no two one column of a view', () => {
  const columns = METRIC_VIEWS.flatMap((view) => metricsOf(view).map(({ column }) => `${view.view}.${column}`));
  expect(new Set(METRICS.map(({ id }) => id)).size).toBe(METRICS.length);
  expect(new Set(columns).size).toBe(columns.length);
});

test('no view is described twice', () => {
  expect(new Set(METRIC_VIEWS.map(({ view }) => view)).size).toBe(METRIC_VIEWS.length);
});

describe.each(METRICS)('$id', (metric) => {
  test('has a known unit and owner', () => {
    expect(UNITS).toContain(metric.unit);
    expect(OWNERS).toContain(metric.owner);
  });

  test('says in sentences what is counted, what it is divided by, and what to mind', () => {
    const { numerator, denominator, caveat } = metric;
    for (const words of [numerator, caveat, ...(denominator === null ? [] : [denominator])]) {
      expect(words).toMatch(/^[A-Z][^\n]{5,}\.$/);
    }
  });

  test('has a denominator exactly where it is divided', () => {
    expect(metric.denominator !== null).toBe(/_rate$|_per_/.test(metric.column));
    expect(metric.unit === 'ratio').toBe(metric.column.endsWith('_rate'));
  });
});

describe('the definitions state the rules that are most often disputed', () => {
  const words = new Map(METRICS.map((metric) => [metric.id, JSON.stringify(metric)]));

  test.each([
    ['sent', /with only a delivered, read or failed status counts too/],
    ['read_rate', /floor/],
    ['reply_rate', /at least 24 hours before the newest receipt/],
    ['engaged_rate', /at least 24 hours before the newest receipt/],
    ['engaged_conversations', /link click alone.*after the conversation has ended/],
    ['attributed_rate', /at least 24 hours before the newest receipt/],
    ['timed_replies', /with a known acceptance time/],
    ['opted_out', /within 24 hours before, else unknown/],
    ['outbound_conversations', /no gap above 24 hours.*conversation ids/],
    ['cost_per_engaged_conversation', /NULL where a charge is unknown/],
  ])('%s', (id, rule) => {
    expect(words.get(id)).toMatch(rule);
  });
});

describe.each([...metricSqlFiles()])('%s', (_path, sql) => {
  test('is at most 60 lines long and 100 columns wide', () => {
    const lines = sql.trim().split('\n');
    expect(lines.length).toBeLessThanOrEqual(60);
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
  });

  test('is in ASCII, and no apostrophe ends a text', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the first of ASCII's characters.
    expect(sql).toMatch(/^[\x00-\x7f]*$/);
    expect(sql).not.toMatch(/[a-z]'[a-z]/);
  });
});
