import { dirname } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestLake, row, SETTINGS, type TestLake } from '../lambdas/compact/lake.ts';
import { NIGHT_MS } from '../lambdas/compact/surveyed.ts';

let lake: TestLake;

beforeAll(async () => {
  lake = await openTestLake();
});
beforeEach(() => lake.reset());
afterAll(() => lake.close());

/** Four files of three days; the last day is open, and one event came twice. */
const SOME_DAYS = [
  [row('a', '2026-11-17'), row('b', '2026-11-17')],
  [row('a', '2026-11-17', { received_at: '2026-11-17 11:00:00.000' })],
  [row('c', '2026-11-18'), row('d', '2026-11-18')],
  [row('e', '2026-11-20')],
];

describe('a run', () => {
  test('changes nothing that readers see', async () => {
    await lake.land(...SOME_DAYS);
    const before = await lake.seen();
    const report = await lake.run();
    expect(await lake.seen()).toEqual(before);
    expect(report).toMatchObject({
      through: '2026-11-19',
      days: ['2026-11-17', '2026-11-18'],
      rows: 4,
      hasMore: false,
    });
    expect(report).toMatchObject({ filesBefore: 3, filesAfter: 2, oldestWaitingDays: 0 });
  });

  test('makes one file of a day and family, in the order of the metrics, by a partition each', async () => {
    const at = (hour: number) => ({ event_at: `2026-11-17 ${hour}:00:00.000` });
    await lake.land([row('x', '2026-11-17', { event_type: 'message_sent', ...at(12) })]);
    await lake.land([row('y', '2026-11-17', { event_type: 'message_read', ...at(13) })]);
    await lake.land([row('z', '2026-11-17', { event_type: 'message_sent', ...at(11) })]);
    await lake.run();
    const [file = ''] = lake.keys('compacted/');
    expect(await lake.partitions()).toEqual(new Map([['2026-11-17/messaging', `s3://lake/${dirname(file)}/`]]));
    expect(lake.keys('compacted/')).toHaveLength(1);
    const [, ...rows] = await lake.rows("SELECT event_key FROM compacted_rows WHERE dt = '2026-11-17'");
    expect(rows.flat()).toEqual(['y', 'z', 'x']);
  });

  test('after another has nothing to do, and the same rows are there', async () => {
    await lake.land(...SOME_DAYS);
    const first = await lake.run();
    const seen = await lake.seen();
    const second = await lake.run();
    expect(second).toEqual({ ...first, run: '', days: [], rows: 0, filesBefore: 0, filesAfter: 0 });
    expect(await lake.seen()).toEqual(seen);
  });

  test('of a day by name rewrites the same rows, and only of that day', async () => {
    await lake.land(...SOME_DAYS);
    await lake.run();
    const seen = await lake.seen();
    expect(await lake.run({ day: '2026-11-17' })).toMatchObject({ days: ['2026-11-17'], rows: 2, hasMore: false });
    expect(await lake.seen()).toEqual(seen);
  });

  test.each(['2026-11-20', '20261117', "2026-11-17' OR '1' = '1"])('of the day %j is refused', async (day) => {
    await expect(lake.run({ day })).rejects.toThrow(/must be closed, 2026-11-19 or earlier/);
  });

  test('leaves what the lake says of itself where it landed', async () => {
    const own = { family: 'lake', event_type: 'duplicates_refused' };
    await lake.land([row('own', '2026-11-16', own)], [row('a', '2026-11-17')], [row('own too', '2026-11-17', own)]);
    expect(await lake.run()).toMatchObject({ days: ['2026-11-17'], rows: 1, filesBefore: 1, hasMore: false });
    expect(await lake.ports.readText('compaction/days/dt=2026-11-17.json')).not.toContain('lake');
    expect(await lake.seen()).toEqual(['a 2026-11-17 messaging 1']);
  });

  test('of an empty lake closes no day', async () => {
    expect(await lake.run()).toMatchObject({ through: null, days: [], hasMore: false });
    expect(lake.keys('')).toEqual([]);
  });

  test('takes the oldest days first, and says that others wait', async () => {
    await lake.land([row('a', '2026-11-10')], [row('b', '2026-11-12')], [row('c', '2026-11-15')]);
    const settings = { ...SETTINGS, daysPerRun: 2 };
    const first = await lake.run({}, { settings });
    expect(first).toMatchObject({ days: ['2026-11-10', '2026-11-12'], through: '2026-11-14', hasMore: true });
    expect(first.oldestWaitingDays).toBe(5);
    expect(await lake.seen()).toHaveLength(3);
    expect(await lake.run({}, { settings })).toMatchObject({
      days: ['2026-11-15'],
      through: '2026-11-19',
      hasMore: false,
    });
    expect(await lake.seen()).toHaveLength(3);
  });

  test('of more days than one statement can write takes several, each into a folder of its own', async () => {
    const days = Array.from({ length: 20 }, (_, n) => `2026-10-${String(n + 1).padStart(2, '0')}`);
    await lake.land(...days.map((day) => [row(day, day)]));
    const settings = { ...SETTINGS, daysPerRun: 31 };
    expect(await lake.run({}, { settings })).toMatchObject({ rows: 20, filesAfter: 20, through: '2026-11-19' });
    expect(await lake.seen()).toHaveLength(20);
    const folders = new Set(
      lake.keys('compacted/').map((key) => key.split('/')[1]?.replace(/^\d{8}T\d{6}Z-[0-9a-f]{8}/, '')),
    );
    expect(folders).toEqual(new Set(['-1', '-2']));
  });
});

describe('what comes after its day was closed', () => {
  test('is folded in by the next run', async () => {
    await lake.land(...SOME_DAYS);
    await lake.run();
    await lake.land([row('late', '2026-11-17')], [row('a', '2026-11-17', { received_at: '2026-11-20 00:00:00.000' })]);
    expect(await lake.run()).toMatchObject({ days: ['2026-11-17'], rows: 3 });
    const seen = await lake.seen();
    expect(seen).toContain('late 2026-11-17 messaging 1');
    expect(seen).toHaveLength(6);
  });

  test('is folded in on a day that had nothing', async () => {
    await lake.land(...SOME_DAYS);
    await lake.run();
    await lake.land([row('late', '2026-11-16')]);
    expect(await lake.run()).toMatchObject({ days: ['2026-11-16'], through: '2026-11-19' });
    expect(await lake.seen()).toContain('late 2026-11-16 messaging 1');
  });

  test('of a replay is folded in on days of two months ago, a day a run, also when runs come weeks later', async () => {
    const settings = { ...SETTINGS, daysPerRun: 1 };
    const old = ['2026-09-12', '2026-09-13', '2026-09-14'];
    const later = (days: number) => ({ timeMs: NIGHT_MS + days * 86_400_000 });
    await lake.land(old.map((day) => row(`first on ${day}`, day)));
    await lake.run();
    await lake.land(old.map((day) => row(`replayed on ${day}`, day)));
    expect(await lake.run({}, { settings })).toMatchObject({ days: ['2026-09-12'], hasMore: true });
    expect(await lake.run(later(41), { settings })).toMatchObject({ days: ['2026-09-13'], hasMore: true });
    expect(await lake.run(later(42), { settings })).toMatchObject({ days: ['2026-09-14'], hasMore: false });
    expect((await lake.seen()).filter((line) => line.startsWith('replayed'))).toHaveLength(3);
    expect(await lake.run(later(42), { settings })).toMatchObject({ days: [], oldestWaitingDays: 0 });
  });

  test('wins where a newer transform made it', async () => {
    await lake.land(...SOME_DAYS);
    await lake.run();
    await lake.land([row('a', '2026-11-17', { transform_version: 2 })]);
    await lake.run();
    const seen = await lake.seen();
    expect(seen.filter((line) => line.startsWith('a '))).toEqual(['a 2026-11-17 messaging 2']);
  });

  test.each([
    ['to another family', '2026-11-17', 'engagement'],
    ['to a later day', '2026-11-18', 'messaging'],
    ['to an earlier day', '2026-11-16', 'messaging'],
  ])(
    'counts once where a newer transform moved it %s, also when either day is compacted again',
    async (_, dt, family) => {
      const only = { family: 'messaging' };
      await lake.land([row('a', '2026-11-17', only)], [row('b', '2026-11-18')], [row('c', '2026-11-16')]);
      await lake.run();
      await lake.land([row('a', dt, { family, transform_version: 2 })]);
      await lake.run();
      const moved = [`a ${dt} ${family} 2`, 'b 2026-11-18 messaging 1', 'c 2026-11-16 messaging 1'];
      expect(await lake.seen()).toEqual(moved);
      for (const again of ['2026-11-16', '2026-11-17', '2026-11-18']) {
        await lake.run({ day: again });
        expect(await lake.seen()).toEqual(moved);
      }
    },
  );

  test('leaves a family without a partition once its last event moved away', async () => {
    await lake.land([row('a', '2026-11-17', { family: 'unmapped' })]);
    await lake.run();
    await lake.land([row('a', '2026-11-17', { transform_version: 2 })]);
    await lake.run();
    expect([...(await lake.partitions()).keys()]).toEqual(['2026-11-17/messaging']);
    expect(await lake.seen()).toEqual(['a 2026-11-17 messaging 2']);
  });

  test('keeps what is in an earlier generation only, its landed file being gone', async () => {
    await lake.land([row('a', '2026-11-17')]);
    await lake.run();
    for (const key of lake.keys('events/')) await lake.ports.remove(key);
    await lake.land([row('b', '2026-11-17')]);
    await lake.run();
    expect(await lake.seen()).toEqual(['a 2026-11-17 messaging 1', 'b 2026-11-17 messaging 1']);
  });
});

describe('where the rows are not as many as they must be, nothing is switched', () => {
  const failing = (sqlPart: string, rows: readonly (readonly string[])[]) => ({
    ports: { ...lake.ports, rows: async (sql: string) => (sql.includes(sqlPart) ? rows : lake.ports.rows(sql)) },
  });

  test.each([
    [
      'too few',
      [['2026-11-17', '1', '1']],
      /unload of 2026-11-17.*1 rows were written for 2026-11-17, but 2 deduplicated rows were expected/,
    ],
    ['too many', [['2026-11-17', '3', '3']], /3 rows were written for 2026-11-17, but 2 deduplicated/],
    ['none', [], /0 rows were written for 2026-11-17, but 2 deduplicated/],
    ['an event twice', [['2026-11-17', '2', '1']], /2 rows of 1 events on 2026-11-17/],
  ])('%s', async (_, counted, message) => {
    await lake.land([row('a', '2026-11-17'), row('b', '2026-11-17')]);
    const seen = await lake.seen();
    await expect(lake.run({}, failing('unloaded_rows', counted))).rejects.toThrow(message);
    expect([await lake.partitions(), lake.keys('compaction/')]).toEqual([new Map(), []]);
    expect(await lake.seen()).toEqual(seen);
  });

  test('written, and no file of them is listed', async () => {
    await lake.land([row('a', '2026-11-17')]);
    async function* keys(prefix: string) {
      if (!prefix.startsWith('compacted/')) yield* lake.ports.keys(prefix);
    }
    const blind = { ports: { ...lake.ports, keys } };
    await expect(lake.run({}, blind)).rejects.toThrow(/wrote 1 rows of 2026-11-17, and no file of them is listed/);
    expect(await lake.partitions()).toEqual(new Map());
  });

  test('but what lands while it runs is no mistake', async () => {
    await lake.land([row('a', '2026-11-17')]);
    let landed = false;
    const run = async (sql: string) => {
      if (sql.startsWith('UNLOAD') && !landed) {
        landed = true;
        await lake.land([row('meanwhile', '2026-11-17')]);
      }
      await lake.ports.run(sql);
    };
    expect(await lake.run({}, { ports: { ...lake.ports, run } })).toMatchObject({ rows: 2 });
    expect(await lake.run()).toMatchObject({ days: ['2026-11-17'], rows: 2 });
    expect(await lake.seen()).toHaveLength(2);
  });
});

describe('what was replaced', () => {
  const settings = { ...SETTINGS, deleteSuperseded: true };

  test('is marked by the run after the one that switched, once', async () => {
    await lake.land([row('a', '2026-11-17')]);
    const landed = lake.keys('events/');
    await lake.run({}, { settings });
    expect(lake.tagged).toEqual([]);
    expect(lake.keys('compaction/replaced/')).toEqual(['compaction/replaced/dt=2026-11-17']);
    await lake.run({}, { settings });
    expect(lake.tagged).toEqual(landed);
    expect(lake.keys('compaction/replaced/')).toEqual([]);
    await lake.run({}, { settings });
    expect(lake.tagged).toEqual(landed);
  });

  test('is an earlier generation too, and never the present one', async () => {
    await lake.land([row('a', '2026-11-17')]);
    await lake.run({}, { settings });
    const former = lake.keys('compacted/');
    await lake.run({ day: '2026-11-17' }, { settings });
    await lake.run({}, { settings });
    expect(lake.tagged).toEqual(expect.arrayContaining([...former]));
    const present = (await lake.partitions()).get('2026-11-17/messaging') ?? '';
    expect(present).toMatch(/^s3:\/\/lake\/compacted\//);
    expect(lake.tagged.filter((key) => `s3://lake/${key}`.startsWith(present))).toEqual([]);
  });

  test('is left unmarked unless the setting says so', async () => {
    await lake.land([row('a', '2026-11-17')]);
    await lake.run();
    await lake.run();
    expect(lake.tagged).toEqual([]);
  });

  test('is marked once the setting says so, however many runs were before', async () => {
    await lake.land([row('a', '2026-11-17')]);
    const landed = lake.keys('events/');
    for (const runs of [1, 2, 3]) await lake.run({}, runs === 3 ? { settings } : {});
    expect(lake.tagged).toEqual(landed);
  });
});
