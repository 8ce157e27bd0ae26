import { describe, expect, test } from 'vitest';
import {
  concurrencyFor,
  durationAt,
  latencyMs,
  MIB_PER_PROCESSOR,
  normalOf,
  percentile,
  shareAbove,
} from '../../bench/load/arithmetic.ts';
import { deliveryOf } from '../../bench/load/deliveries.ts';
import { report } from '../../bench/load/report.ts';
import { meta } from '../../domain/sources/meta/meta.ts';

const HUNDRED = Array.from({ length: 100 }, (_, n) => 100 - n);

describe('a percentile, by nearest rank', () => {
  test.each([
    [0, 1],
    [0.5, 50],
    [0.99, 99],
    [1, 100],
  ])('of %d of 1 to 100 is %d', (share, value) => {
    expect(percentile(HUNDRED, share)).toBe(value);
  });

  test('of one value is that, of none is not a number', () => {
    expect(percentile([7], 0.99)).toBe(7);
    expect(percentile([], 0.5)).toBeNaN();
  });
});

test('a share above a limit leaves out the limit itself', () => {
  expect(shareAbove([999, 1_000, 1_001, 2_000], 1_000)).toBe(0.5);
});

describe('Little’s law', () => {
  test.each([
    [3_300, 50, 165],
    [1_000, 1_000, 1_000],
    [10, 1, 1],
    [3, 400, 2],
  ])('%d a second of %d ms each are %d at once', (perSecond, durationMs, atOnce) => {
    expect(concurrencyFor(perSecond, durationMs)).toBe(atOnce);
  });
});

describe('memory', () => {
  test('stretches the computing of a request and not its waiting', () => {
    expect(durationAt(MIB_PER_PROCESSOR / 2, { waitMs: 30, cpuMs: 10 })).toBe(50);
  });

  test('beyond a whole processor makes one thread no faster', () => {
    expect(durationAt(MIB_PER_PROCESSOR * 4, { waitMs: 30, cpuMs: 10 })).toBe(40);
  });
});

test('a latency has the median and the 99th percentile that it was given', () => {
  const drawn = Array.from({ length: 100 }, (_, a) =>
    Array.from({ length: 100 }, (_, b) =>
      latencyMs({ p50Ms: 4, p99Ms: 15 }, normalOf((a + 0.5) / 100, (b + 0.5) / 100)),
    ),
  ).flat();
  expect(percentile(drawn, 0.5)).toBeCloseTo(4, 0);
  expect(percentile(drawn, 0.99)).toBeGreaterThan(14);
  expect(percentile(drawn, 0.99)).toBeLessThan(16);
});

test('a delivery is signed as Meta signs, and no two rounds bring the same updates', () => {
  const [one, other] = [deliveryOf(3, 1), deliveryOf(3, 2)];
  const delivery = { body: Buffer.from(one.body ?? ''), headers: one.headers };
  expect(meta.verify(delivery, { app_secret: 'bench-app-secret' }).valid).toBe(true);
  expect(one.body?.match(/wamid\.1\.\d/g)).toHaveLength(3);
  expect(other.body).not.toContain('wamid.1.');
});

test('the report says what was measured, and what follows for each memory size', () => {
  const times = [
    { wallMs: 40, cpuMs: 10 },
    { wallMs: 50, cpuMs: 10 },
    { wallMs: 1_500, cpuMs: 10 },
  ];
  const core = { times: [{ wallMs: 2, cpuMs: 2 }], calls: {} };
  const text = report({
    updates: 1,
    whole: { times, calls: { PutItem: 3, PutRecordBatch: 3, GetSecretValue: 2 } },
    core,
  });
  expect(text).toContain('median 50 ms, 99th percentile 1500 ms, over 1 s 33.3 %');
  expect(text).toContain('10 ms, without calls 2.0 ms');
  expect(text).toContain('1 PutItem, 1 PutRecordBatch\n');
  expect(text).not.toContain('GetSecretValue');
  expect(text).toMatch(/at 1769 MiB +530 ms on average; 3300 POST\/s need 1749 at once/);
});
