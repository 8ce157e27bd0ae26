import { describe, expect, test } from 'vitest';
import { readSettings } from '../../lib/settings.ts';
import { throttleOf } from '../../lib/shared/regions.ts';
import { testStack } from './template.ts';

/** Meta: three statuses a message sent, and a tenth as many messages received (docs/load.md). */
const STANDARD_POSTS_PER_SECOND = 3_300;
const WRITES_PER_EVENT = 2;

describe('the defaults handle Meta’s standard load for one number with 1,000 messages a second', () => {
  const settings = readSettings({});

  test('at the front door, with a fifth more', () => {
    expect(throttleOf(settings, undefined).rateLimit).toBeGreaterThanOrEqual(STANDARD_POSTS_PER_SECOND * 1.2);
  });

  test('at the claims table, with as much again for retries', () => {
    expect(settings.claimWritesPerSecond).toBeGreaterThanOrEqual(STANDARD_POSTS_PER_SECOND * WRITES_PER_EVENT * 2);
  });
});

describe('the cost of a runaway sender is bounded', () => {
  test('the claims table limits writes per second', () => {
    const { stack, resourceOf } = testStack({ claimWritesPerSecond: 700 });
    expect(resourceOf(stack.claims.table).Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      WriteOnDemandThroughputSettings: { MaxWriteRequestUnits: 700 },
    });
  });

  test('the receiver reserves concurrency if the settings say so, else it uses the account’s', () => {
    const reserved = testStack({ receiverConcurrency: 400 });
    expect(reserved.resourceOf(reserved.stack.receiver.function).Properties.ReservedConcurrentExecutions).toBe(400);
    const { stack, resourceOf } = testStack();
    expect(resourceOf(stack.receiver.function).Properties).not.toHaveProperty('ReservedConcurrentExecutions');
  });

  test('the transform reserves concurrency if the settings say so, else it uses the account’s', () => {
    const reserved = testStack({ transformConcurrency: 10 });
    expect(reserved.resourceOf(reserved.stack.stream.transform).Properties.ReservedConcurrentExecutions).toBe(10);
    const { stack, resourceOf } = testStack();
    expect(resourceOf(stack.stream.transform).Properties).not.toHaveProperty('ReservedConcurrentExecutions');
  });
});
