import { expect, test } from 'vitest';
import { surveyOfMillion } from '../lambdas/compact/of-million.ts';

test('where a million objects must all be looked at, a survey holds the keys of a few days at most', async () => {
  const { keys, lists, waiting } = await surveyOfMillion(70);
  expect(waiting).toEqual(['2026-11-19']);
  expect(keys).toBeGreaterThan(999_000);
  expect(lists).toBeLessThan(1_100);
});
