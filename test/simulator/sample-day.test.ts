import { sampleDay, sampleTraffic } from 'simulator';
import { expect, test } from 'vitest';
import type { RowDraft } from '../../domain/event/row.ts';
import { instant, rowsOf } from './traffic.ts';

const DAY = '2026-11-20';
const UNTIL_MS = Date.parse('2026-11-21T09:41:00Z');

function rows(source: 'meta' | 'sends', documents: readonly (object | readonly object[])[]): readonly RowDraft[] {
  const plain = (document: object) => (Array.isArray(document) ? document : { ...document });
  return rowsOf(documents.map((document) => ({ source, atMs: UNTIL_MS, document: plain(document) })));
}

/** The funnel of the rows: each message once. */
function funnelOf(documents: readonly (object | readonly object[])[]) {
  const statuses = rows('meta', documents).filter(({ status }) => status != null);
  const messages = [...Map.groupBy(statuses, ({ message_key }) => message_key).values()].map(
    (all) => new Set(all.map(({ status }) => status)),
  );
  const having = (...words: string[]) => messages.filter((reported) => words.some((word) => reported.has(word))).length;
  const failed = messages.filter(
    (reported) => reported.has('failed') && !['delivered', 'read', 'played'].some((word) => reported.has(word)),
  ).length;
  return {
    sent: messages.length,
    delivered: having('delivered', 'read', 'played'),
    read: having('read', 'played'),
    failed,
  };
}

const SAMPLE = sampleTraffic(UNTIL_MS, 3, 400);

test('the sample of `npm start` has its funnel', () => {
  expect(funnelOf(SAMPLE.documents)).toEqual(SAMPLE.truth);
  expect(SAMPLE.truth.sent).toBeGreaterThan(380);
});

test('the sample is the 24 hours before its end', () => {
  const times = rows('meta', SAMPLE.documents).map(({ event_at }) => instant(event_at));
  expect(Math.min(...times)).toBeGreaterThanOrEqual(UNTIL_MS - 86_400_000);
  expect(Math.max(...times)).toBeLessThan(UNTIL_MS);
  expect(Math.max(...times)).toBeGreaterThan(UNTIL_MS - 3_600_000);
});

test('the sample has a send for every message of a campaign, in few bodies', () => {
  const ofCampaigns = rows('sends', SAMPLE.sends).filter(({ campaign_id }) => campaign_id);
  expect(new Set(ofCampaigns.map(({ message_key }) => message_key)).size).toBeGreaterThanOrEqual(400);
  expect(SAMPLE.sends.length).toBeLessThan(110);
});

test('each delivered message of the sample has its price', () => {
  const charged = rows('meta', SAMPLE.documents).filter(({ status }) => status === 'delivered' || status === 'read');
  const priced = new Set(
    rows('meta', SAMPLE.documents).flatMap(({ message_key, pricing_type }) => (pricing_type ? [message_key] : [])),
  );
  expect(charged.filter(({ message_key }) => !priced.has(message_key))).toEqual([]);
});

test('the plain day has messages, statuses and answers alone', () => {
  const { documents, truth } = sampleDay(DAY, 3, 400);
  expect({ day: DAY, ...funnelOf(documents) }).toEqual(truth);
  const text = JSON.stringify(documents);
  for (const other of ['user_actions', 'user_preferences', 'message_echoes', '"group"'])
    expect(text).not.toContain(other);
  expect(text).toContain('"messages":[');
});
