import { expect, test } from 'vitest';
import type { CompactionReport } from '../../../lambdas/compact/ports.ts';
import { together } from '../../../lambdas/compact/report.ts';

const first: CompactionReport = {
  run: 'first',
  through: '2026-11-17',
  days: ['2026-11-16', '2026-11-17'],
  rows: 20,
  filesBefore: 200,
  filesAfter: 2,
  hasMore: true,
  oldestWaitingDays: 1,
};
const last: CompactionReport = {
  run: 'last',
  through: '2026-11-18',
  days: ['2026-11-18'],
  rows: 5,
  filesBefore: 30,
  filesAfter: 1,
  hasMore: false,
  oldestWaitingDays: 0,
};

test('a call that took several runs reports the days, rows and files of all of them, and the state of the last', () => {
  expect(together(last, [first, last])).toEqual({
    ...last,
    days: ['2026-11-16', '2026-11-17', '2026-11-18'],
    rows: 25,
    filesBefore: 230,
    filesAfter: 3,
  });
});
