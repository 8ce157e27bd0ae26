import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Lease, LeasePorts } from '../../../lambdas/aws/lease.ts';
import type { CompactionReport } from '../../../lambdas/compact/compact.ts';
import { compactUnderLease, together } from '../../../lambdas/compact/under-lease.ts';
import { openTestLake, row, type TestLake } from './lake.ts';
import { NIGHT_MS } from './surveyed.ts';

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

describe('a call of the function', () => {
  const MINUTE_MS = 60_000;
  let lake: TestLake;
  let lease: Lease | undefined;
  beforeAll(async () => {
    lake = await openTestLake();
  });
  beforeEach(async () => {
    lease = undefined;
    await lake.reset();
    await lake.land(['2026-11-17', '2026-11-18', '2026-11-19'].map((day) => row(`of ${day}`, day)));
  });
  afterAll(() => lake.close());

  const ports: LeasePorts = {
    nowMs: () => NIGHT_MS,
    read: async () => lease && { lease, etag: JSON.stringify(lease) },
    async write(wanted, replaces) {
      if ((lease && JSON.stringify(lease)) !== replaces) return undefined;
      lease = wanted;
      return JSON.stringify(wanted);
    },
  };

  /** A call that takes a day a run, and has so many minutes left at each look. */
  async function call(...minutesLeft: readonly number[]) {
    const left = [...minutesLeft];
    const held: (Lease | undefined)[] = [];
    let refreshes = 0;
    const compaction = { ...lake.compaction, settings: { ...lake.compaction.settings, daysPerRun: 1 } };
    const answer = await compactUnderLease(
      compaction,
      ports,
      { timeMs: NIGHT_MS },
      {
        requestId: 'request-1',
        timeLeftMs: () => (left.shift() ?? 0) * MINUTE_MS,
        onRun: () => held.push(lease),
        async startRefresh() {
          refreshes += 1;
        },
      },
    );
    return { answer, held, refreshes };
  }

  test('goes on run after run while days are left, under one lease that outlives the function', async () => {
    const { answer, held } = await call(15, 14, 13, 12);
    expect(answer).toMatchObject({ days: ['2026-11-17', '2026-11-18', '2026-11-19'], hasMore: false });
    const untilMs = NIGHT_MS + 15 * MINUTE_MS + 10_000;
    expect(held).toEqual(Array(3).fill({ owner: 'request-1', untilMs }));
    expect(lease).toEqual({ owner: 'request-1', untilMs: NIGHT_MS });
  });

  test('begins no run that might not end in time, and says that days are left', async () => {
    const { answer, held } = await call(15, 7.9);
    expect([held.length, answer]).toEqual([1, expect.objectContaining({ days: ['2026-11-17'], hasMore: true })]);
  });

  test('starts one refresh once it changed rows, and none where nothing waited', async () => {
    expect((await call(15, 14, 13, 12)).refreshes).toBe(1);
    expect((await call(15)).refreshes).toBe(0);
  });

  test('does nothing while another holds the lease, and says who and until when', async () => {
    lease = { owner: 'request-0', untilMs: NIGHT_MS + MINUTE_MS };
    const { answer, held, refreshes } = await call(15);
    expect(refreshes).toBe(0);
    expect(answer).toEqual({ heldBy: 'request-0', heldUntil: '2026-11-21T02:16:00.000Z' });
    expect([held, lake.keys('compacted/')]).toEqual([[], []]);
  });
});
