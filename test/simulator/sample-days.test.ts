import { type Delivery, sampleDays, sampleTraffic } from 'simulator';
import { expect, test } from 'vitest';
import { instant, rowsOf } from './traffic.ts';

const END_MS = Date.parse('2026-11-21T09:41:00Z');
const DAY_MS = 86_400_000;

const { deliveries, lastDayMs, truth } = sampleDays(END_MS, 3, 4_000, 60);
const ALL: readonly Delivery[] = [...deliveries];
const ROWS = rowsOf(ALL);
const STATUSES = ROWS.filter(({ status }) => status != null);

function distinct(column: 'campaign_id' | 'contact_country' | 'endpoint_id' | 'template_category'): number {
  return new Set(ROWS.map((row) => row[column]).filter((value) => value != null)).size;
}

test('the numbers are those of a business with many campaigns', () => {
  expect(distinct('campaign_id')).toBeGreaterThanOrEqual(6);
  expect(distinct('template_category')).toBeGreaterThanOrEqual(3);
  expect(distinct('contact_country')).toBe(5);
  expect(distinct('endpoint_id')).toBe(4);
});

test('what is emitted has the funnel of its truth, all days together', () => {
  const messages = [...Map.groupBy(STATUSES, ({ message_key }) => message_key).values()].map(
    (all) => new Set(all.map(({ status }) => status)),
  );
  const having = (...words: string[]) => messages.filter((reported) => words.some((word) => reported.has(word))).length;
  const { sent, delivered, read } = truth();
  expect([sent, delivered, read]).toEqual([
    messages.length,
    having('delivered', 'read', 'played'),
    having('read', 'played'),
  ]);
  expect(sent).toBeGreaterThan(4_000);
});

test('it is 60 days, each of them with messages, the last 24 hours apart', () => {
  const times = ROWS.map(({ event_at }) => instant(event_at));
  expect(Math.min(...times)).toBeGreaterThanOrEqual(END_MS - 60 * DAY_MS);
  expect(Math.max(...times)).toBeLessThan(END_MS);
  expect(new Set(times.map((time) => Math.floor(time / DAY_MS))).size).toBe(61);
  expect(new Date(lastDayMs).toISOString()).toBe('2026-11-20T09:00:00.000Z');
  expect(ALL.filter(({ atMs }) => atMs >= lastDayMs).length).toBeGreaterThan(50);
});

test('on some days no campaign is sent, and the last weeks are busier than the first', () => {
  const sends = ROWS.filter(({ source, template_category }) => source === 'sends' && template_category === 'marketing');
  const byDay = Map.groupBy(sends, ({ event_at }) => String(event_at).slice(0, 10));
  const days = Array.from({ length: 61 }, (_, back) => new Date(END_MS - back * DAY_MS).toISOString().slice(0, 10));
  const counts = days.map((day) => byDay.get(day)?.length ?? 0);
  expect(counts.filter((count) => count === 0).length).toBeGreaterThanOrEqual(3);
  const sum = (from: number, to: number) => counts.slice(from, to).reduce((all, count) => all + count, 0);
  expect(sum(1, 15)).toBeGreaterThan(sum(45, 59));
});

test('one day alone is the sample of 24 hours', () => {
  const day = sampleDays(END_MS, 3, 400, 1);
  const documents = [...day.deliveries].filter(({ source }) => source === 'meta').map(({ document }) => document);
  const sample = sampleTraffic(END_MS, 3, 400);
  expect([JSON.stringify(documents), day.truth()]).toEqual([JSON.stringify(sample.documents), sample.truth]);
});
