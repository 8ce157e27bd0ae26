import { describe, expect, test } from 'vitest';
import { cursorAt, positionOf } from '../../../../domain/contracts/replay/cursor.ts';
import { readReplayRequest } from '../../../../domain/contracts/replay/request.ts';

describe('a request', () => {
  test('has its times as instants, by their offset', () => {
    const { since, until } = readReplayRequest({
      from: 'raw',
      since: '2026-11-20T12:00:00+02:00',
      until: '2026-11-20T12:00:00Z',
    });
    expect([since, until]).toEqual([Date.UTC(2026, 10, 20, 10), Date.UTC(2026, 10, 20, 12)]);
  });

  test.each<[string, unknown, RegExp]>([
    ['no store', {}, /"from" must be raw or failed/],
    ['another store', { from: 'events' }, /"from" must be raw or failed/],
    [
      'a time without an offset',
      { from: 'raw', since: '2026-11-20T12:00:00' },
      /"since" must be an ISO 8601 time with its offset/,
    ],
    ['a name that is not one', { from: 'raw', source: 'meta' }, /without source; its members are from, since/],
    ['an empty list, which would mean nothing', { from: 'raw', keys: [] }, /"keys" must be a list/],
    [
      'a reason that is not in the list',
      { from: 'failed', reason: 'bad' },
      /"reason" must be one of .*normaliser_error/,
    ],
    ['a limit of nothing', { from: 'raw', limit: 0 }, /"limit" must be a whole number/],
    ['a reason of what did not fail', { from: 'raw', reason: 'not_json' }, /"reason" does not go with from "raw"/],
    ['objects of failed/', { from: 'failed', objects: ['raw/x'] }, /"objects" does not go with from "failed"/],
    ['nothing at all', null, /must be an object; its members are/],
  ])('with %s is refused, and the reason is stated', (_name, input, message) => {
    expect(() => readReplayRequest(input)).toThrow(message);
  });

  test('is not quoted when it is refused', () => {
    expect(() => readReplayRequest({ from: 'raw', since: '+1 555 010 0001' })).not.toThrow(/555/);
  });
});

describe('a cursor', () => {
  const request = readReplayRequest({ from: 'raw', kinds: ['status'], limit: 5 });
  const cursor = cursorAt({ object: 'raw/a', line: 7 }, request);

  test('leads back to where it was made', () => {
    expect(positionOf({ ...request, cursor })).toEqual({ object: 'raw/a', line: 7 });
    expect(positionOf(request)).toBeNull();
  });

  test('goes with another limit, and from a count to the replay', () => {
    expect(positionOf({ from: 'raw', kinds: ['status'], dryRun: true, cursor })?.line).toBe(7);
  });

  test.each([
    ['another selection', { from: 'raw' as const, kinds: ['message'], cursor }],
    ['another store', { from: 'failed' as const, kinds: ['status'], cursor }],
    ['a text that is no cursor', { ...request, cursor: 'x' }],
  ])('does not go with %s', (_name, other) => {
    expect(() => positionOf(other)).toThrow('does not go with this selection');
  });
});
