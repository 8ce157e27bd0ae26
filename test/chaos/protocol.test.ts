import { test } from 'vitest';
import { expectNothingLost } from './nothing-lost.ts';

/** test/long/protocol.test.ts runs five times as many. */
test('in none of 2,000 seeded schedules of faults is an event lost, or doubled without cause', () =>
  expectNothingLost(2_000));
