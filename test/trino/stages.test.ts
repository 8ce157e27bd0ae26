import { expect, test } from 'vitest';
import { asTable, fragmentsOf, tooManyStages } from './stages.ts';

const PLAN = `Trino version: 476
Fragment 0 [SINGLE]
    Output layout: [count]
    RemoteSource[sourceFragmentIds = [1]]

Fragment 1 [SOURCE]
    Output layout: [count_0]
`;

test('each fragment of a plan is a stage; a text without one is no plan', () => {
  expect(fragmentsOf(PLAN)).toBe(2);
  expect(() => fragmentsOf('Query: 1')).toThrow('no fragment');
});

test('what is read has few stages, what computes from the events has less than a hundred', () => {
  expect(tooManyStages('metric_cost', 'public', 30)).toBeUndefined();
  expect(tooManyStages('metric_cost', 'public', 31)).toMatch(/^metric_cost has 31 stages on Trino; 30 at most$/);
  expect(tooManyStages('exec_spend period=28d', 'page', 31)).toMatch(/30 at most$/);
  expect(tooManyStages('live_metric_cost', 'live', 99)).toBeUndefined();
  expect(tooManyStages('refresh cube_daily', 'other', 100)).toMatch(/100 stages/);
});

test('rows are written as UNLOAD writes them, by part where it does', () => {
  expect(asTable('SELECT 1 AS part', ['part'])).toBe(
    "CREATE TABLE unloaded WITH (format = 'PARQUET', partitioned_by = ARRAY['part']) AS SELECT 1 AS part",
  );
});
