import { describe, expect, test } from 'vitest';
import { readSettings } from '../../lib/settings.ts';
import { throttleOf } from '../../lib/shared/regions.ts';
import { testStack } from './template.ts';

/** Meta: three statuses a message sent, and a tenth as many messages received (docs/load.md). */
const STANDARD_POSTS_PER_SECOND = 3_300;
const WRITES_PER_EVENT = 2;

describe('the defaults take Meta’s standard load of one number of 1,000 messages a second', () => {
  const settings = readSettings({});

  test('at the front door, with a fifth to spare', () => {
    expect(throttleOf(settings, undefined).rateLimit).toBeGreaterThanOrEqual(STANDARD_POSTS_PER_SECOND * 1.2);
  });

  test('at the table of claims, with as much again for retries', () => {
    expect(settings.claimWritesPerSecond).toBeGreaterThanOrEqual(STANDARD_POSTS_PER_SECOND * WRITES_PER_EVENT * 2);
  });
});

describe('what a runaway may cost is bounded', () => {
  test('the table of claims takes so many writes a second', () => {
    const { stack, resourceOf } = testStack({ claimWritesPerSecond: 700 });
    expect(resourceOf(stack.claims.table).Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      WriteOnDemandThroughputSettings: { MaxWriteRequestUnits: 700 },
    });
  });

  test('the receiver takes so many requests at once where the settings say so, and what the account has otherwise', () => {
    const reserved = testStack({ receiverConcurrency: 400 });
    expect(reserved.resourceOf(reserved.stack.receiver.function).Properties.ReservedConcurrentExecutions).toBe(400);
    const { stack, resourceOf } = testStack();
    expect(resourceOf(stack.receiver.function).Properties).not.toHaveProperty('ReservedConcurrentExecutions');
  });

  test('the transform keeps so many executions where the settings say so, and has what the account has otherwise', () => {
    const reserved = testStack({ transformConcurrency: 10 });
    expect(reserved.resourceOf(reserved.stack.stream.transform).Properties.ReservedConcurrentExecutions).toBe(10);
    const { stack, resourceOf } = testStack();
    expect(resourceOf(stack.stream.transform).Properties).not.toHaveProperty('ReservedConcurrentExecutions');
  });
});
