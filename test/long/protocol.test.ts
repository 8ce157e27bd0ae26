import { test } from 'vitest';
import { expectNothingLost } from '../chaos/nothing-lost.ts';

test('in none of 10,000 seeded schedules of faults is an event lost, or doubled without cause', () =>
  expectNothingLost(10_000));
