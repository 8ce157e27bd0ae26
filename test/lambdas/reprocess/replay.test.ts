import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StreamRefused } from '../../../lambdas/reprocess/settle.ts';
import { envelope, FAILED, failedLine, HOUR_MS, RAW, rawLine, sum, T0, World } from './world.ts';

const keys = (count: number) => Array.from({ length: count }, (_, n) => `k${n}`);
const rawOf = (names: readonly string[]) => names.map((name) => rawLine(envelope(name)));

test('what lies in raw/ is put once, as it was but for its count', async () => {
  const world = new World();
  const line = rawLine(
    envelope('k1', { item: { amount: JSON.rawJSON('1.10'), id: JSON.rawJSON('12345678901234567') } }),
  );
  world.objects.set(RAW, [line]);
  expect(await world.run({ from: 'raw' })).toMatchObject({
    read: 1,
    matched: 1,
    put: 1,
    skipped: {},
    bySourceAndKind: { 'meta/status': 1 },
    cursor: null,
    done: true,
  });
  expect(world.stream).toEqual([`${line.slice(0, -1)},"replays":1}\n`]);
});

test('run after run, of whatever length, puts every record just once and counts each line once', async () => {
  const counts = fc.array(fc.nat(7), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(counts, fc.integer({ min: 1, max: 9 }), fc.nat(30), async (sizes, perRun, lateEvery) => {
      const world = new World();
      world.recordsPerRun = perRun;
      let asked = 0;
      world.isLate = () => lateEvery > 2 && ++asked % lateEvery === 0;
      const names = sizes.map((size, object) => keys(size).map((key) => `${object}-${key}`));
      names.forEach((some, object) => {
        world.objects.set(`raw/dt=2026-11-20/hour=1${object}/a.gz`, [...rawOf(some), 'not json']);
      });
      const answers = await world.runs({ from: 'raw' });
      expect(world.keys).toEqual(names.flat());
      expect([sum(answers, 'put'), sum(answers, 'matched')]).toEqual([names.flat().length, names.flat().length]);
      expect([sum(answers, 'read'), sum(answers, 'unreadable')]).toEqual([
        names.flat().length + sizes.length,
        sizes.length,
      ]);
      for (const { put } of answers) expect(put).toBeLessThanOrEqual(perRun);
    }),
  );
});

test('a limit ends a run early, and never lets it put more than the settings say', async () => {
  const world = new World();
  world.recordsPerRun = 4;
  world.objects.set(RAW, rawOf(keys(10)));
  expect(await world.run({ from: 'raw', limit: 3 })).toMatchObject({ put: 3, done: false });
  expect(await world.run({ from: 'raw', limit: 9 })).toMatchObject({ put: 4, done: false });
});

test('a dry run counts what a run would put, and puts nothing', async () => {
  const world = new World();
  world.objects.set(RAW, rawOf(keys(3)));
  world.objects.set(FAILED, [failedLine(rawLine(envelope('f')))]);
  expect(await world.run({ from: 'raw', dryRun: true })).toMatchObject({ matched: 3, put: 0, done: true });
  expect(await world.run({ from: 'failed', dryRun: true })).toMatchObject({ matched: 1, put: 0, done: true });
  expect([world.stream, [...world.markers]]).toEqual([[], []]);
});

describe('a selection', () => {
  const world = () => {
    const made = new World();
    made.objects.set(RAW, [
      rawLine(envelope('a')),
      rawLine(envelope('b', { kind: 'message' })),
      rawLine(envelope('c', { source: 'sends', receivedAtMs: T0 + HOUR_MS })),
      rawLine(envelope('d', { receivedAtMs: T0 + HOUR_MS - 1 })),
    ]);
    return made;
  };

  test.each<[string, object, readonly string[]]>([
    ['by source', { sources: ['sends'] }, ['c']],
    ['by kind', { kinds: ['message', 'other'] }, ['b']],
    ['by key', { keys: ['a', 'd'] }, ['a', 'd']],
    ['by time, its end not included', { since: '2026-11-20T10:00:00.001Z', until: '2026-11-20T11:00:00Z' }, ['d']],
    ['by all of them', { sources: ['meta'], kinds: ['status'], until: '2026-11-20T10:30:00Z' }, ['a']],
  ])('%s puts what it means, and nothing else', async (_name, selection, expected) => {
    const one = world();
    const answer = await one.run({ from: 'raw', ...selection });
    expect(one.keys).toEqual(expected);
    expect(answer).toMatchObject({ read: 4, matched: expected.length });
  });

  test('by time reads only the hours that can hold it', async () => {
    const one = new World();
    for (const hour of ['07', '08', '09', '10', '11', '12']) {
      one.objects.set(`raw/dt=2026-11-20/hour=${hour}/a.gz`, []);
    }
    await one.run({ from: 'raw', since: '2026-11-20T09:30:00Z', until: '2026-11-20T10:00:00Z' });
    expect(one.reads.map((key) => key.slice(23, 25))).toEqual(['08', '09', '10']);
  });

  test('without an end means what was received before the run', async () => {
    const one = new World();
    one.objects.set(RAW, [rawLine(envelope('later', { receivedAtMs: T0 + 48 * HOUR_MS }))]);
    expect(await one.run({ from: 'raw' })).toMatchObject({ matched: 0 });
  });

  test('by objects reads just these, and none outside raw/', async () => {
    const one = new World();
    const other = 'raw/dt=2026-11-20/hour=11/b.gz';
    one.objects.set(RAW, rawOf(['a']));
    one.objects.set(other, rawOf(['b']));
    one.objects.set(FAILED, [failedLine(rawLine(envelope('f')))]);
    await one.run({ from: 'raw', objects: [other, FAILED, 'raw/errors/x'] });
    expect([one.keys, one.reads]).toEqual([['b'], [other]]);
  });
});

describe('what cannot be replayed is counted and stops nothing', () => {
  test('lines that are no record', async () => {
    const world = new World();
    world.objects.set(RAW, ['not json', '{"a":1}', null, rawLine(envelope('a'))]);
    expect(await world.run({ from: 'raw' })).toMatchObject({ read: 4, unreadable: 3, put: 1 });
  });

  test('a source that is not there, a part of an item, and what a record cannot carry', async () => {
    const world = new World();
    const part = JSON.stringify({ ...JSON.parse(rawLine(envelope('p'))), item: undefined, part: { index: 0 } });
    world.objects.set(RAW, [rawLine(envelope('x', { source: 'nobody' })), part, rawLine(envelope('a'))]);
    const { skipped, put } = await world.run({ from: 'raw' });
    expect([skipped, put]).toEqual([{ unknown_source: 1, item_too_large: 1 }, 1]);
  });

  test('an object that is gone, or breaks off', async () => {
    const world = new World();
    const gone = 'raw/dt=2026-11-20/hour=09/gone.gz';
    world.objects.set(gone, []);
    world.faults.set(gone, 'object_gone');
    world.objects.set(RAW, rawOf(['a', 'b']));
    world.faults.set(RAW, 'object_unreadable');
    world.objects.set('raw/dt=2026-11-20/hour=11/c.gz', rawOf(['c']));
    const { skipped, done } = await world.run({ from: 'raw' });
    expect([skipped, done, world.keys]).toEqual([{ object_gone: 1, object_unreadable: 1 }, true, ['a', 'b', 'c']]);
  });
});

describe('when the stream refuses', () => {
  test('some records, the run ends before the first of them, and the next begins there', async () => {
    const world = new World();
    world.objects.set(RAW, rawOf(keys(5)));
    world.refuse = (key) => (key === 'k2' ? 'ServiceUnavailableException' : undefined);
    const first = await world.run({ from: 'raw' });
    expect(first).toMatchObject({ put: 2, read: 2, done: false });
    world.refuse = () => undefined;
    await world.run({ from: 'raw', cursor: first.cursor });
    expect(new Set(world.keys)).toEqual(new Set(keys(5)));
  });

  test('all of them, it fails and says by which code', async () => {
    const world = new World();
    world.objects.set(RAW, rawOf(keys(2)));
    world.refuse = () => 'AccessDeniedException';
    await expect(world.run({ from: 'raw' })).rejects.toThrow(StreamRefused);
    await expect(world.run({ from: 'raw' })).rejects.toThrow('none of 2 records (AccessDeniedException)');
  });
});
