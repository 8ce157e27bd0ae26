import { sampleDay, sampleTraffic } from 'simulator';
import { expect, test } from 'vitest';
import { rowsOf } from './traffic.ts';

const DAY = '2026-11-20';

/** The funnel of the rows: each message once, on the day of its first status. */
function funnelOf(documents: readonly (object | readonly object[])[]) {
  const deliveries = documents.map(
    (document) => ({ source: 'meta', atMs: Date.parse(`${DAY}T23:59:59Z`), document: { ...document } }) as const,
  );
  const statuses = rowsOf(deliveries).filter(({ status }) => status != null);
  const messages = [...Map.groupBy(statuses, ({ message_key }) => message_key).values()].map(
    (all) => new Set(all.map(({ status }) => status)),
  );
  const having = (...words: string[]) => messages.filter((reported) => words.some((word) => reported.has(word))).length;
  const failed = messages.filter(
    (reported) => reported.has('failed') && !['delivered', 'read', 'played'].some((word) => reported.has(word)),
  ).length;
  return {
    day: DAY,
    sent: messages.length,
    delivered: having('delivered', 'read', 'played'),
    read: having('read', 'played'),
    failed,
  };
}

test('the sample of `npm start` is one day, with its funnel', () => {
  const { documents, sends, truth } = sampleTraffic(DAY, 3, 400);
  expect(funnelOf(documents)).toEqual(truth);
  expect(truth.sent).toBeGreaterThan(380);
  expect(sends.length).toBeGreaterThan(20);
});

test('the plain day has messages, statuses and answers alone', () => {
  const { documents, truth } = sampleDay(DAY, 3, 400);
  expect(funnelOf(documents)).toEqual(truth);
  const text = JSON.stringify(documents);
  for (const other of ['user_actions', 'user_preferences', 'message_echoes', '"group"'])
    expect(text).not.toContain(other);
  expect(text).toContain('"messages":[');
});
