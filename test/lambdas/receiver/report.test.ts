import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { logger, metrics } from '../../../lambdas/aws/observability.ts';
import { refusal } from '../../../lambdas/receiver/answer.ts';
import { perMinute } from '../../../lambdas/receiver/refused.ts';
import { receiverReport } from '../../../lambdas/receiver/report.ts';

let now: number;
let sent: [string, number][];
let lines: unknown[];
beforeEach(() => {
  [now, sent, lines] = [0, [], []];
  vi.spyOn(metrics, 'addMetric').mockImplementation((name, _unit, value) => {
    sent.push([name, value]);
    return metrics;
  });
  vi.spyOn(logger, 'warn').mockImplementation((...words) => void lines.push(words));
});
afterEach(() => vi.restoreAllMocks());

function refuse(report: ReturnType<typeof receiverReport>, times: number): void {
  for (let n = 0; n < times; n += 1) {
    report.count('SignatureRefused', 1);
    report.answered(`r-${n}`, refusal(401, 'wrong_signature', 'It does not fit.'));
  }
}

describe('requests without a valid signature', () => {
  test('cost one log line and one metric a minute, and all of them are counted', () => {
    const report = receiverReport(() => now);
    refuse(report, 1);
    refuse(report, 999);
    now = 60_000;
    refuse(report, 1);
    expect(sent).toEqual([
      ['SignatureRefused', 1],
      ['SignatureRefused', 1_000],
    ]);
    expect(lines).toEqual([
      ['refused', { deliveryId: 'r-0', statusCode: 401, error: 'wrong_signature', requests: 1 }],
      ['refused', { deliveryId: 'r-0', statusCode: 401, error: 'wrong_signature', requests: 1_000 }],
    ]);
  });

  test('are sent with the next request, whatever it is, once their minute is over', () => {
    const report = receiverReport(() => now);
    refuse(report, 3);
    report.answered('good', { statusCode: 200 });
    expect(sent).toEqual([['SignatureRefused', 1]]);
    now = 60_000;
    report.answered('good', { statusCode: 200 });
    expect(sent).toEqual([
      ['SignatureRefused', 1],
      ['SignatureRefused', 2],
    ]);
  });
});

test.each([
  [403, 'wrong_verify_token'],
  [404, 'unknown_source'],
])('other requests that anybody can make cost a line a minute: %d', (statusCode, error) => {
  const report = receiverReport(() => now);
  for (const id of ['a', 'b']) report.answered(id, refusal(statusCode, error, 'No.'));
  expect(lines).toEqual([['refused', { deliveryId: 'a', statusCode, error, requests: 1 }]]);
});

test.each([
  [400, 'not_json'],
  [429, 'throttled'],
  [503, 'unfinished'],
])('a delivery with a valid signature that is not stored has its line each time: %d', (statusCode, error) => {
  const report = receiverReport(() => now);
  for (const deliveryId of ['a', 'b']) report.answered(deliveryId, refusal(statusCode, error, 'No.'));
  expect(lines).toEqual(['a', 'b'].map((deliveryId) => ['refused', { deliveryId, statusCode, error }]));
});

test('a success has no line, and a count of zero is not sent', () => {
  const report = receiverReport(() => now);
  for (const [name, value] of [
    ['ItemsReceived', 2],
    ['ItemsDuplicate', 0],
    ['ItemsUnfinished', 0],
  ] as const)
    report.count(name, value);
  report.answered('a', { statusCode: 200, body: '{"accepted":2,"duplicates":0}' });
  expect([sent, lines]).toEqual([[['ItemsReceived', 2]], []]);
});

test('what is added is given out once, and never before a minute has passed', () => {
  const adding = perMinute(() => now);
  expect(adding.due()).toBe(0);
  adding.add();
  expect([adding.due(), adding.due()]).toEqual([1, 0]);
  now = 59_999;
  adding.add();
  expect(adding.due()).toBe(0);
  now = 60_000;
  expect(adding.due()).toBe(1);
});
