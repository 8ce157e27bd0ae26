import { expect, test } from 'vitest';
import { type Progress, unitKey } from '../../../lambdas/refresh/progress.ts';
import { readRequest } from '../../../lambdas/refresh/request.ts';

const progress: Progress = {
  generation: '20261128T121500Z-1a2b3c4d',
  parts: 3,
  begunAtMs: 1_795_867_200_000,
  done: ['int_window_events/0'],
  running: { 'int_messages/2': { execution: '6d6f7a60-0000-4000-8000-000000000001', folder: '1a2b3c4d' } },
};

test.each([
  ['nothing', {}],
  ['EventBridge’s event', { version: '0', id: '1', 'detail-type': 'Scheduled Event', detail: {}, time: '2026-11-28' }],
])('%s asks for a refresh', (_what, event) => {
  expect(readRequest(event)).toEqual({ force: false });
});

test('may ask for one that goes less far than the one before', () => {
  expect(readRequest({ force: true })).toEqual({ force: true });
});

test('of the invocation before gives back its progress, through JSON', () => {
  const event: unknown = JSON.parse(JSON.stringify({ force: true, progress }));
  expect(readRequest(event)).toEqual({ force: true, progress });
});

test.each([
  ['force', { force: 'yes' }],
  ['generation', { progress: { ...progress, generation: "x' OR '1' = '1" } }],
  ['parts', { progress: { ...progress, parts: 0 } }],
  ['parts', { progress: { ...progress, parts: 1.5 } }],
  ['running', { progress: { ...progress, running: ['id'] } }],
  ['done', { progress: { ...progress, done: undefined } }],
])('is refused by the member %s', (member, event) => {
  expect(() => readRequest(event)).toThrow(new RegExp(`"${member}"`));
});

test('no event at all is refused', () => {
  expect(() => readRequest(undefined)).toThrow();
});

test('a unit is named by its table and part', () => {
  expect(unitKey({ table: 'int_messages', part: 12 })).toBe('int_messages/12');
});
