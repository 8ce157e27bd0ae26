import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ofKind, trafficOf } from '../src/traffic.ts';
import type { MessageTruth } from '../src/truth.ts';

test('the same options give the same bytes and the same truth; another seed gives others', () => {
  const options = { messages: 60, seed: 9, from: '2026-09-20', through: '2026-10-10' };
  const once = JSON.stringify(trafficOf(options));
  expect(JSON.stringify(trafficOf(options))).toBe(once);
  expect(JSON.stringify(trafficOf({ ...options, seed: 10 }))).not.toBe(once);
});

describe('shares are those of a healthy account', () => {
  const messages = ofKind(
    trafficOf({ messages: 6_000, seed: 1, from: '2025-05-01', through: '2026-11-20' }).truths,
    'message',
  ).filter(({ groupId, echoedAtMs }) => groupId === null && echoedAtMs === null);
  const share = (of: readonly MessageTruth[], is: (one: MessageTruth) => unknown) => of.filter(is).length / of.length;
  const delivered = messages.filter((one) => one.deliveredAtMs ?? one.readAtMs);

  test.each([
    ['failed', share(messages, ({ failedAtMs }) => failedAtMs), 0.02, 0.08],
    ['delivered', delivered.length / messages.length, 0.88, 0.97],
    ['read', share(delivered, ({ readAtMs }) => readAtMs), 0.45, 0.7],
    ['read without a stated delivery', share(delivered, ({ deliveredAtMs }) => deliveredAtMs === null), 0.03, 0.12],
    ['without a stated sending', share(delivered, ({ sentAtMs }) => sentAtMs === null), 0.003, 0.03],
    [
      'of an unknown campaign',
      share(
        messages.filter(({ isFreeForm }) => !isFreeForm),
        ({ knownFrom }) => knownFrom === 'none',
      ),
      0.05,
      0.35,
    ],
    ['recorded by a send', share(messages, ({ recordedAtMs }) => recordedAtMs), 0.3, 0.85],
  ])('%s: %f', (_what, found, least, most) => {
    expect(found).toBeGreaterThan(least);
    expect(found).toBeLessThan(most);
  });

  test('failures have the codes of each category, and some come after 30 days', () => {
    const failed = messages.filter(({ failedAtMs }) => failedAtMs !== null);
    expect(new Set(failed.map(({ errorCode }) => errorCode))).toEqual(
      new Set([131026, 131049, 130472, 131050, 131047, 131056]),
    );
    expect(
      failed.some(({ sentAtMs, failedAtMs }) => (failedAtMs ?? 0) - (sentAtMs ?? Infinity) >= 30 * 86_400_000),
    ).toBe(true);
  });

  test('a person who hides read receipts never sends one', () => {
    const byPerson = Map.groupBy(delivered, ({ personId }) => personId);
    const often = [...byPerson.values()].filter((ofPerson) => ofPerson.length >= 8);
    const never = often.filter((ofPerson) => ofPerson.every(({ readAtMs }) => readAtMs === null));
    expect(never.length / often.length).toBeGreaterThan(0.1);
    expect(never.length / often.length).toBeLessThan(0.35);
  });
});

test('the bytes are the same on every machine; a change of the traffic changes this on purpose', () => {
  const { deliveries, truths } = trafficOf({ messages: 300, seed: 9, from: '2026-02-01', through: '2026-10-10' });
  const digest = createHash('sha256')
    .update(JSON.stringify([deliveries, truths]))
    .digest('hex');
  expect(digest.slice(0, 16)).toBe('c919c152736aeff1');
});
