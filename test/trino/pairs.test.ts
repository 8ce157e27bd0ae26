import { expect, test } from 'vitest';
import type { Compared } from './equality.ts';
import { comparePairs } from './pairs.ts';

const result = (day: string) => ({ columns: [{ name: 'day', type: 'date' }], rows: [[day]] });
const compared = (name: string, days: { readonly trino?: string; readonly athena: string }): Compared => ({
  name,
  rows: 1,
  trinoMs: 1,
  athenaMs: 1,
  stages: 1,
  isEqual: true,
  isClose: false,
  differences: [],
  results: { athena: result(days.athena), ...(days.trino === undefined ? {} : { trino: result(days.trino) }) },
});
const SHOWN = compared('fact_talk', { trino: '2026-11-27', athena: '2026-11-27' });

test('a view and its live one are compared on each engine; others have none', () => {
  const others = [compared('events', { athena: '2026-11-27' }), compared('live_gone', { athena: '2026-11-27' })];
  const live = compared('live_fact_talk', { trino: '2026-11-27', athena: '2026-11-27' });
  expect(comparePairs([SHOWN, live, ...others])).toEqual([{ name: 'fact_talk', differences: [] }]);
});

test('a row of the wrong generation is a difference, on the engine that has it', () => {
  const live = compared('live_fact_talk', { trino: '2026-11-27', athena: '2026-11-28' });
  const [pair] = comparePairs([SHOWN, live]);
  expect(pair?.differences.join('\n')).toMatch(/^the laptop: 1 rows are the live one's alone, 1 are the public one's/);
});

test('an engine that gave no rows has not shown them equal', () => {
  const live = compared('live_fact_talk', { athena: '2026-11-27' });
  expect(comparePairs([SHOWN, live])[0]?.differences).toEqual(['Trino gave no rows of both']);
});
