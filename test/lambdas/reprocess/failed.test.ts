import { describe, expect, test } from 'vitest';
import { MAX_NEWEST_FAILED, MAX_REPLAYS } from '../../../domain/contracts/replay/answer.ts';
import { envelope, FAILED, failedLine, HOUR_MS, NOW_MS, RAW, rawLine, rowOf, T0, World } from './world.ts';

const CONVERSION = 'failed/format-conversion-failed/dt=2026-11-20/a';
const failed = (key: string, more: object = {}, replays?: number) =>
  failedLine(rawLine(envelope(key, { replays })), more);

test('what failed is put with one replay more', async () => {
  const world = new World();
  world.objects.set(FAILED, [failed('a'), failed('b', {}, 2)]);
  expect(await world.run({ from: 'failed' })).toMatchObject({ put: 2, matched: 2, done: true });
  expect(world.stream.map((text) => JSON.parse(text).replays)).toEqual([1, 3]);
});

test('what was replayed as often as is allowed is not put again, and stays listed', async () => {
  const world = new World();
  world.objects.set(FAILED, [failed('a', {}, MAX_REPLAYS), failed('b')]);
  expect(await world.run({ from: 'failed' })).toMatchObject({ put: 1, matched: 2, skipped: { exhausted: 1 } });
  const { failures } = await world.run({ from: 'failed', dryRun: true });
  expect(failures).toMatchObject([{ reason: 'normaliser_error', count: 1 }]);
});

test('what today’s code cannot read would fail again, and is not put', async () => {
  const world = new World();
  const unknown = failedLine(rawLine(envelope('x', { source: 'nobody' })));
  world.objects.set(FAILED, [failedLine('not json'), failedLine({ a: 1 }), unknown, failed('i', {}), 'no record']);
  const { skipped, put, unreadable } = await world.run({ from: 'failed' });
  expect(skipped).toEqual({ not_json: 1, not_an_envelope: 1, unknown_source: 1 });
  expect([put, unreadable]).toEqual([1, 1]);
});

describe('a second replay', () => {
  const world = async () => {
    const made = new World();
    made.recordsPerRun = 2;
    made.objects.set(FAILED, [failed('a'), failed('b'), failed('c'), failedLine('not json')]);
    await made.runs({ from: 'failed' });
    return made;
  };

  test('puts nothing twice, and goes on with what was left', async () => {
    const one = await world();
    expect(one.keys).toEqual(['a', 'b', 'c']);
    expect(one.markers.get(FAILED)).toMatchObject({ lines: 4, put: [[0, 2]] });
    const answer = await one.run({ from: 'failed' });
    expect(answer).toMatchObject({ put: 0, skipped: { already_replayed: 3, not_json: 1 } });
    expect(answer.failures).toMatchObject([{ reason: 'not_json', count: 1 }]);
    expect(one.keys).toEqual(['a', 'b', 'c']);
  });

  test('does not even read an object that was put whole', async () => {
    const one = new World();
    one.objects.set(FAILED, [failed('a')]);
    await one.run({ from: 'failed' });
    expect(await one.run({ from: 'failed' })).toMatchObject({ read: 0, skipped: { already_replayed: 1 } });
    expect(one.reads).toEqual([FAILED]);
  });

  test('puts all of it when that is asked for, and forgets nothing by it', async () => {
    const one = await world();
    const again = await one.runs({ from: 'failed', again: true, keys: ['b'] });
    expect(again.at(-1)).toMatchObject({ done: true });
    expect(one.keys).toEqual(['a', 'b', 'c', 'b']);
    expect(await one.run({ from: 'failed' })).toMatchObject({ put: 0 });
  });

  test('by another reason leaves what the first did not mean', async () => {
    const one = new World();
    one.objects.set(FAILED, [failed('a'), failed('b', { errorCode: 'Lambda.FunctionError' })]);
    expect(await one.run({ from: 'failed', reason: 'transform_unavailable' })).toMatchObject({ matched: 1, put: 1 });
    expect(one.keys).toEqual(['b']);
    expect(await one.run({ from: 'failed', reason: 'normaliser_error' })).toMatchObject({ put: 1 });
    expect(one.keys).toEqual(['b', 'a']);
  });
});

test('what fails while a replay runs is not its own to replay', async () => {
  const world = new World();
  world.objects.set(FAILED, [failed('old'), failed('new', { arrivalTimestamp: NOW_MS + 1 })]);
  expect(await world.run({ from: 'failed' })).toMatchObject({ matched: 1 });
  expect(world.keys).toEqual(['old']);
});

test('what the stream refused is not marked as replayed, though what came behind it is', async () => {
  const world = new World();
  world.objects.set(FAILED, [failed('a'), failed('b'), failed('c')]);
  world.refuse = (key) => (key === 'b' ? 'InternalFailure' : undefined);
  const first = await world.run({ from: 'failed' });
  expect([first.put, world.markers.get(FAILED)]).toMatchObject([
    1,
    {
      lines: null,
      put: [
        [0, 0],
        [2, 2],
      ],
    },
  ]);
  world.refuse = () => undefined;
  expect(await world.run({ from: 'failed', cursor: first.cursor })).toMatchObject({ put: 1, done: true });
  expect([world.keys, world.markers.get(FAILED)]).toMatchObject([['a', 'c', 'b'], { lines: 3, put: [[0, 2]] }]);
});

test('failures are reported by folder, code and reason, with the times of the first and the last', async () => {
  const world = new World();
  world.objects.set(FAILED, [
    failed('a', { arrivalTimestamp: T0 + 5 }),
    failed('b', { arrivalTimestamp: T0 }),
    failed('c', { errorCode: 'Lambda.FunctionError' }),
  ]);
  world.objects.set(CONVERSION, [failedLine(rowOf('r'), { errorCode: undefined, lastErrorCode: 'X.Y' })]);
  const { failures } = await world.run({ from: 'failed', dryRun: true });
  const common = { firstSeenMs: T0, lastSeenMs: T0, count: 1 };
  expect(failures).toEqual([
    { type: 'format-conversion-failed', code: 'X.Y', reason: 'row_refused', ...common },
    {
      ...common,
      type: 'processing-failed',
      code: 'Lambda.ProcessingFailedStatus',
      reason: 'normaliser_error',
      count: 2,
      lastSeenMs: T0 + 5,
    },
    { type: 'processing-failed', code: 'Lambda.FunctionError', reason: 'transform_unavailable', ...common },
  ]);
});

test('the newest failures are named one by one, the newest first, without anything of what they hold', async () => {
  const world = new World();
  world.recordsPerRun = 10_000;
  const received = (key: string, receivedAtMs: number) => failedLine(rawLine(envelope(key, { receivedAtMs })));
  const many = Array.from({ length: 2_000 }, (_, n) => received(`old ${n}`, T0 - HOUR_MS - n));
  world.objects.set(FAILED, [...many, received('new', T0 + 5), failedLine('not json'), received('a', T0 - 1)]);
  world.objects.set(CONVERSION, [failedLine(rowOf('r'), { lastErrorCode: 'X.Y', arrivalTimestamp: T0 })]);
  const { newestFailed } = await world.run({ from: 'failed', dryRun: true });
  const of = { source: 'meta', kind: 'status', reason: 'normaliser_error' };
  expect(newestFailed).toHaveLength(MAX_NEWEST_FAILED);
  expect(newestFailed.slice(0, 5)).toEqual([
    { ...of, eventKey: 'new', receivedAtMs: T0 + 5 },
    { ...of, kind: null, eventKey: 'r', reason: 'row_refused', receivedAtMs: T0 },
    { source: null, kind: null, eventKey: null, reason: 'not_json', receivedAtMs: T0 },
    { ...of, eventKey: 'a', receivedAtMs: T0 - 1 },
    { ...of, eventKey: 'old 0', receivedAtMs: T0 - HOUR_MS },
  ]);
});

describe('a row that the conversion refused', () => {
  test('is put by the record it was made of, which raw/ has, with the row’s count', async () => {
    const world = new World();
    world.objects.set(RAW, ['not json', rawLine(envelope('other')), rawLine(envelope('r'))]);
    world.objects.set(CONVERSION, [failedLine(rowOf('r', { replays: 1 }))]);
    expect(await world.run({ from: 'failed' })).toMatchObject({ put: 1, bySourceAndKind: { 'meta/status': 1 } });
    expect(world.stream.map((text) => JSON.parse(text))).toMatchObject([{ event_key: 'r', item: {}, replays: 2 }]);
  });

  test('is found in the hour before and the hour after, and no further', async () => {
    const world = new World();
    const hours = ['08', '09', '10', '11', '12'];
    for (const hour of hours) world.objects.set(`raw/dt=2026-11-20/hour=${hour}/a.gz`, [rawLine(envelope(`h${hour}`))]);
    world.objects.set(
      CONVERSION,
      hours.map((hour) => failedLine(rowOf(`h${hour}`, { received_at: '2026-11-20 10:30:00.000' }))),
    );
    expect(await world.run({ from: 'failed' })).toMatchObject({ put: 3, skipped: { not_in_raw: 2 } });
    expect(world.keys).toEqual(['h09', 'h10', 'h11']);
    expect(world.markers.get(CONVERSION)?.put).toEqual([[1, 3]]);
  });

  test('is looked for in the other objects when one of raw/ is gone', async () => {
    const world = new World();
    world.objects.set('raw/dt=2026-11-20/hour=09/gone.gz', []);
    world.faults.set('raw/dt=2026-11-20/hour=09/gone.gz', 'object_gone');
    world.objects.set(RAW, [rawLine(envelope('r'))]);
    world.objects.set(CONVERSION, [failedLine(rowOf('r'))]);
    expect(await world.run({ from: 'failed' })).toMatchObject({ put: 1, skipped: {} });
  });

  test('that raw/ no longer has stays, and so does one that was replayed as often as is allowed', async () => {
    const world = new World();
    world.objects.set(CONVERSION, [failedLine(rowOf('r')), failedLine(rowOf('s', { replays: MAX_REPLAYS }))]);
    expect((await world.run({ from: 'failed' })).skipped).toEqual({ not_in_raw: 1, exhausted: 1 });
    expect(world.markers.size).toBe(0);
  });

  test('is looked for again by the next run when the time was over', async () => {
    const world = new World();
    world.objects.set(RAW, [rawLine(envelope('r'))]);
    world.objects.set(CONVERSION, [failedLine(rowOf('r'))]);
    let asked = 0;
    // Once to begin the object, once while it is read, and late in the search.
    world.isLate = () => ++asked === 2;
    const first = await world.run({ from: 'failed' });
    expect(first).toMatchObject({ put: 0, read: 0, done: false });
    expect(await world.run({ from: 'failed', cursor: first.cursor })).toMatchObject({ put: 1, done: true });
  });

  test('has a kind only when it is found', async () => {
    const world = new World();
    world.objects.set(RAW, [rawLine(envelope('r')), rawLine(envelope('m', { kind: 'message' }))]);
    world.objects.set(CONVERSION, [failedLine(rowOf('r')), failedLine(rowOf('m'))]);
    expect(await world.run({ from: 'failed', dryRun: true })).toMatchObject({ bySourceAndKind: { 'meta/row': 2 } });
    expect(await world.run({ from: 'failed', kinds: ['message'] })).toMatchObject({ put: 1 });
    expect(world.keys).toEqual(['m']);
  });
});

test('a window of hours near midnight reaches into the day before', async () => {
  const world = new World();
  world.objects.set('raw/dt=2026-11-19/hour=23/a.gz', [rawLine(envelope('r', { receivedAtMs: T0 - 10 * HOUR_MS }))]);
  world.objects.set(CONVERSION, [failedLine(rowOf('r', { received_at: '2026-11-20 00:10:00.000' }))]);
  expect(await world.run({ from: 'failed' })).toMatchObject({ put: 1 });
});

describe('what many records share and none of them causes', () => {
  test.each(['Lambda.FunctionError', 'Lambda.FunctionTimedOut', 'DynamicPartitioning.ActivePartitionsLimitExceeded'])(
    '%s does not count as a try of theirs',
    async (errorCode) => {
      const world = new World();
      world.objects.set(FAILED, [failed('a', { errorCode }, MAX_REPLAYS), failed('b', { errorCode })]);
      expect(await world.run({ from: 'failed' })).toMatchObject({ put: 2, skipped: {} });
      expect(world.stream.map((text) => JSON.parse(text).replays)).toEqual([MAX_REPLAYS, 0]);
    },
  );
});

test('what is exhausted is put again when that is asked for', async () => {
  const world = new World();
  world.objects.set(RAW, [rawLine(envelope('r'))]);
  world.objects.set(FAILED, [failed('a', {}, MAX_REPLAYS)]);
  world.objects.set(CONVERSION, [failedLine(rowOf('r', { replays: MAX_REPLAYS }))]);
  expect(await world.run({ from: 'failed' })).toMatchObject({ put: 0, skipped: { exhausted: 2 } });
  expect(await world.run({ from: 'failed', again: true })).toMatchObject({ put: 2, skipped: {} });
  expect(world.stream.map((text) => JSON.parse(text).replays)).toEqual([MAX_REPLAYS + 1, MAX_REPLAYS + 1]);
});

describe('the items under failed/ are counted', () => {
  const itemsOf = async (world: World) => (await world.run({ from: 'failed', dryRun: true })).failedItemsByHour;

  test('by the hour in which they were received, whenever they failed, and whatever of them can be read', async () => {
    const world = new World();
    const hourLater = { receivedAtMs: T0 + HOUR_MS };
    world.objects.set(FAILED, [
      failed('a', { arrivalTimestamp: T0 + 9 * HOUR_MS }),
      failedLine(rawLine(envelope('b', { ...hourLater, source: 'nobody' }))),
      failedLine({ ...JSON.parse(rawLine(envelope('c'))), item: undefined, part: { index: 0, count: 2, data: 'x' } }),
      failedLine('not json', { arrivalTimestamp: T0 + HOUR_MS }),
    ]);
    world.objects.set(CONVERSION, [failedLine(rowOf('r'))]);
    expect(await itemsOf(world)).toEqual({ '2026-11-20T10': 3, '2026-11-20T11': 2 });
  });

  test('each once, and without what the lake says of itself', async () => {
    const world = new World();
    const part = (index: number) =>
      failedLine({ ...JSON.parse(rawLine(envelope('c'))), item: undefined, part: { index, count: 2, data: 'x' } });
    world.objects.set(FAILED, [part(0), part(1), failedLine(rawLine(envelope('d', { source: 'lake' })))]);
    expect(await itemsOf(world)).toEqual({ '2026-11-20T10': 1 });
  });

  test('until they are replayed', async () => {
    const world = new World();
    world.objects.set(FAILED, [failed('a'), failedLine('not json')]);
    await world.run({ from: 'failed' });
    expect(await itemsOf(world)).toEqual({ '2026-11-20T10': 1 });
  });
});

test('objects of days before the time that is asked for are not read', async () => {
  const world = new World();
  const old = 'failed/processing-failed/dt=2026-11-17/a';
  world.objects.set(old, [failed('old', { arrivalTimestamp: T0 - 3 * 24 * HOUR_MS })]);
  world.objects.set('failed/processing-failed/dt=2026-11-19/a', [failed('a')]);
  expect(await world.run({ from: 'failed', since: '2026-11-20T10:00:00Z' })).toMatchObject({ put: 1, read: 1 });
  expect(world.reads).not.toContain(old);
});
