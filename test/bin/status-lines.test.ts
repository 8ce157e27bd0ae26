import { describe, expect, test } from 'vitest';
import type { Counts } from '../../bin/lake/counts.ts';
import { formatStatus } from '../../bin/lake/status-lines.ts';

function countsOf(given: Readonly<Record<string, number>>): Counts {
  return (service, metric) => given[`${service}.${metric}`] ?? 0;
}

const shown = (given: Readonly<Record<string, number>>) => formatStatus(countsOf(given), 24, 7, '3 s').split('\n');

describe('what came by the topic', () => {
  const lines = shown({
    ...{ 'receiver.ItemsReceived': 10, 'receiver.ItemsDuplicate': 2, 'receiver.ItemsUnfinished': 1 },
    ...{ 'social.ItemsReceived': 5, 'social.ItemsDuplicate': 3, 'social.ItemsUnfinished': 4 },
  });

  test('counts with what came by the front door', () => {
    expect(lines).toContainEqual(expect.stringMatching(/^received +15 {2}items, last 24 h$/));
    expect(lines).toContainEqual(expect.stringMatching(/^duplicates +5 {2}/));
    expect(lines).toContainEqual(expect.stringMatching(/^unfinished +5 {2}/));
  });

  test('has a line of its own, where something did', () => {
    expect(lines).toContainEqual(expect.stringMatching(/^by topic +5 {2}/));
    expect(shown({ 'receiver.ItemsReceived': 10 }).join()).not.toContain('by topic');
  });
});

test('every number stands under its own name', () => {
  const lines = shown({ 'receiver.ItemsRejected': 11, 'transform.ItemsLeftOut': 12, 'transform.ItemsFailed': 13 });
  const values = Object.fromEntries(lines.map((line) => [line.slice(0, 11).trim(), line.slice(11, 21).trim()]));
  expect(values).toMatchObject({ rejected: '11', 'left out': '12', failed: '13', delivered: '7', freshness: '3 s' });
});
