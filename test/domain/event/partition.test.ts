import { expect, test } from 'vitest';
import { eventDay } from '../../../domain/event/partition.ts';

const DAY_MS = 86_400_000;
const RECEIVED_MS = Date.UTC(2026, 10, 20, 12);

test.each([
  ['at the moment it is received', 0, '2026-11-20', 'event'],
  ['35 days before', -35 * DAY_MS, '2026-10-16', 'event'],
  ['a millisecond more than 35 days before', -35 * DAY_MS - 1, '2026-11-20', 'received'],
  ['a day ahead', DAY_MS, '2026-11-21', 'event'],
  ['a millisecond more than a day ahead', DAY_MS + 1, '2026-11-20', 'received'],
  ['years before', -3000 * DAY_MS, '2026-11-20', 'received'],
] as const)('an event %s goes to the day of the right time and says which', (_name, offsetMs, dt, dt_source) => {
  expect(eventDay(RECEIVED_MS + offsetMs, RECEIVED_MS)).toEqual({ dt, dt_source });
});
