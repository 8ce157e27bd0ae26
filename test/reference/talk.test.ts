import { describe, expect, test } from 'vitest';
import { conversationsOf } from './conversations.ts';
import { nearestRank } from './engagement-metrics.ts';
import { at, echoed, sent, story, UNTOLD, wrote } from './made.ts';
import { outbound } from './messages.ts';
import { latencySeconds, repliesOf } from './replies.ts';
import { addDays, localDay, mondayOf } from './zones.ts';

const MONDAY = '2026-03-02 12:00:00';
const attributionOf = (...truths: Parameters<typeof story>[0]) =>
  repliesOf(story(truths)).map(({ method, attributedId }) => `${method} ${attributedId}`);

describe('what became of a message', () => {
  test('reading implies delivery, playing implies both; what failed and arrived after all did not fail', () => {
    const read = outbound(sent('m', MONDAY, { ...UNTOLD, readAtMs: 5 }));
    expect([read.acceptedAtMs, read.deliveredAtMs, read.isRead, read.isPlayed]).toEqual([5, 5, true, false]);
    expect(outbound(sent('m', MONDAY, { ...UNTOLD, playedAtMs: 5 })).isRead).toBe(true);
    expect(outbound(sent('m', MONDAY, { failedAtMs: 5 })).isFailed).toBe(false);
  });

  test('a message with only a failure counts as sent; one only recorded or echoed does not', () => {
    expect(outbound(sent('m', MONDAY, { ...UNTOLD, failedAtMs: 7 })).acceptedAtMs).toBe(7);
    expect(outbound(sent('m', MONDAY, { ...UNTOLD, recordedAtMs: 7 })).acceptedAtMs).toBeNull();
    expect(outbound(echoed('m', MONDAY)).acceptedAtMs).toBeNull();
  });
});

describe('attribution of replies', () => {
  test('what a reply names gets it, whatever its age and whether or not anybody knows it', () => {
    expect(attributionOf(sent('new', MONDAY), wrote('r', '2026-03-02 13:00:00', { contextId: 'old' }))).toEqual([
      'context old',
    ]);
  });

  test('exactly 24 hours still count; 72 hours are reported separately', () => {
    const answeredAt = (text: string) => attributionOf(sent('m', MONDAY), wrote('r', text));
    expect(answeredAt('2026-03-03 12:00:00')).toEqual(['last_touch_24h m']);
    expect(answeredAt('2026-03-03 12:00:01')).toEqual(['last_touch_72h m']);
    expect(answeredAt('2026-03-05 12:00:00')).toEqual(['last_touch_72h m']);
    expect(answeredAt('2026-03-05 12:00:01')).toEqual(['none null']);
  });

  test('only what was sent before it, by the same number', () => {
    expect(attributionOf(sent('m', MONDAY), wrote('r', MONDAY))).toEqual(['none null']);
    expect(attributionOf(sent('m', MONDAY, { numberId: 'n2' }), wrote('r', '2026-03-02 13:00:00'))).toEqual([
      'none null',
    ]);
  });

  test('an agent and the phone end the campaign’s claim; what failed does not', () => {
    const reply = wrote('r', '2026-03-02 14:00:00');
    const later = '2026-03-02 13:00:00';
    expect(attributionOf(sent('m', MONDAY), echoed('e', later), reply)).toEqual(['none null']);
    const byHand = sent('h', later, { known: { ...sent('x', later).known, campaignId: null, templateName: null } });
    expect(attributionOf(sent('m', MONDAY), byHand, reply)).toEqual(['none null']);
    const failed = sent('f', later, { deliveredAtMs: null, failedAtMs: at(later) });
    expect(attributionOf(sent('m', MONDAY), failed, reply)).toEqual(['last_touch_24h m']);
  });
});

test('latency counts from a reported acceptance, and is never negative', () => {
  const secondsTo = (said: Parameters<typeof sent>[2]) =>
    repliesOf(story([sent('m', MONDAY, said), wrote('r', '2026-03-02 12:10:00', { contextId: 'm' })])).map(
      latencySeconds,
    );
  expect(secondsTo({})).toEqual([600]);
  expect(secondsTo({ ...UNTOLD, readAtMs: at('2026-03-02 12:15:00') })).toEqual([null]);
  expect(secondsTo({ ...UNTOLD, readAtMs: at('2026-03-02 12:05:00') })).toEqual([null]);
  expect(secondsTo({ sentAtMs: at('2026-03-02 12:10:01') })).toEqual([null]);
});

describe('conversations', () => {
  const talks = (...truths: Parameters<typeof story>[0]) =>
    conversationsOf(story(truths)).map(
      ({ firstId, startedBy, isEngaged, attributedReplies }) =>
        `${firstId} ${startedBy} ${isEngaged} ${attributedReplies}`,
    );

  test('a gap of exactly 24 h keeps the conversation; 24 h + 1 s starts a new one', () => {
    expect(talks(sent('m', MONDAY), wrote('r', '2026-03-03 12:00:00'))).toEqual(['m business true 1']);
    expect(talks(sent('m', MONDAY), wrote('r', '2026-03-03 12:00:01'))).toEqual([
      'm business false 0',
      'r contact false 0',
    ]);
  });

  test('what was not delivered does not count; within one second, inbound comes first', () => {
    expect(talks(sent('m', MONDAY, { deliveredAtMs: null }))).toEqual([]);
    expect(talks(sent('m', MONDAY), wrote('r', MONDAY))).toEqual(['r contact false 0']);
  });

  test('a reply that begins the next one and names it is attributed, and does not engage', () => {
    const named = wrote('r', '2026-03-09 12:00:00', { contextId: 'm' });
    expect(talks(sent('m', MONDAY), named)).toEqual(['m business false 1', 'r contact false 0']);
  });

  test('an answer to the phone, or to an agent, engages; it is attributed to nothing', () => {
    const reply = wrote('r', '2026-03-02 14:00:00');
    expect(talks(sent('m', MONDAY), echoed('e', '2026-03-02 13:00:00'), reply)).toEqual(['m business true 0']);
  });

  test('one that the contact began is engaged by what the contact writes after the business', () => {
    const later = sent('m', '2026-03-02 13:00:00');
    expect(talks(wrote('q', MONDAY), later)).toEqual(['q contact false 0']);
    expect(talks(wrote('q', MONDAY), later, wrote('r', '2026-03-02 14:00:00'))).toEqual(['q contact true 1']);
  });
});

test('the nearest rank is a value that is there: the one at place ⌈p·n⌉', () => {
  expect(nearestRank([30, 10, 20], 0.5)).toBe(20);
  expect(nearestRank([40, 10, 20, 30], 0.5)).toBe(20);
  expect(nearestRank([10, 20, 30, 40, 50, 60, 70, 80, 90, 100], 0.9)).toBe(90);
  expect(nearestRank([7], 0.9)).toBe(7);
  expect(nearestRank([], 0.5)).toBeNull();
});

test('days are those of the zone’s clocks, also in the night in which they change; weeks begin on Monday', () => {
  // New York goes forward on 8 March 2026 at 7:00 UTC, and is five hours behind before, four after it.
  expect(localDay('America/New_York', at('2026-03-08 04:59:59'))).toBe('2026-03-07');
  expect(localDay('America/New_York', at('2026-03-09 03:59:59'))).toBe('2026-03-08');
  expect(localDay('America/New_York', at('2026-03-09 04:00:00'))).toBe('2026-03-09');
  expect(localDay('Asia/Kolkata', at('2026-09-30 18:30:00'))).toBe('2026-10-01');
  expect([mondayOf('2026-03-08'), mondayOf('2026-03-09')]).toEqual(['2026-03-02', '2026-03-09']);
  expect(addDays('2026-03-07', 2)).toBe('2026-03-09');
});
