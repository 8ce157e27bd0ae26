import { expect, test } from 'vitest';
import { readRequest } from '../../../lambdas/compact/request.ts';

const NOW_MS = Date.UTC(2026, 10, 21, 9);

test('EventBridge’s time counts, however late its event comes', () => {
  const scheduled = { id: '1', source: 'aws.events', time: '2026-11-20T02:15:00Z', detail: {} };
  expect(readRequest(scheduled, NOW_MS)).toEqual({ timeMs: Date.UTC(2026, 10, 20, 2, 15) });
});

test('by hand it is now, for every day or for one', () => {
  expect(readRequest({}, NOW_MS)).toEqual({ timeMs: NOW_MS });
  expect(readRequest({ day: '2026-11-18' }, NOW_MS)).toEqual({ timeMs: NOW_MS, day: '2026-11-18' });
});

test.each([null, 'text', { time: 'yesterday' }, { day: 18 }])('%j is refused', (event) => {
  expect(() => readRequest(event, NOW_MS)).toThrow();
});
