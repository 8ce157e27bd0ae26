import { type Outbound, outboundOf } from './messages.ts';
import { repliedTo, repliesOf } from './replies.ts';
import { bySlice, type Counted, count, rate, type Slice } from './slices.ts';
import type { Row, Story } from './story.ts';
import { addDays, localDay } from './zones.ts';

const DAY_MS = 86_400_000;
/** How long vendors try again to deliver what they tell. */
const COMPLETE_AFTER_DAYS = 7;

interface Sent extends Counted {
  readonly message: Outbound;
  readonly isMature: boolean;
  readonly isReplied: boolean;
}

/** The messages that count as sent, each on the day on which it was accepted. */
function sentMessages(story: Story): readonly Sent[] {
  const replied = repliedTo(repliesOf(story));
  return outboundOf(story).flatMap((message) => {
    const { acceptedAtMs: atMs, deliveredAtMs, dimensions, truth } = message;
    if (atMs === null) return [];
    const isMature = deliveredAtMs !== null && atMs <= story.watermarkMs - DAY_MS;
    return [{ message, atMs, dimensions, isMature, isReplied: isMature && replied.has(truth.id) }];
  });
}

export function metricMessages(story: Story): Row[] {
  return bySlice(story.settings, sentMessages(story), (sent, slice) => ({
    ...funnel(sent),
    ...replyRate(sent),
    is_complete: isComplete(story, slice),
  }));
}

function funnel(sent: readonly Sent[]) {
  const delivered = count(sent, ({ message }) => message.deliveredAtMs !== null);
  const read = count(sent, ({ message }) => message.isRead);
  const played = count(sent, ({ message }) => message.isPlayed);
  const failed = count(sent, ({ message }) => message.isFailed);
  return {
    sent: sent.length,
    delivered,
    delivered_rate: rate(delivered, sent.length),
    delivered_rate_of: sent.length,
    read,
    read_rate: rate(read, delivered),
    read_rate_of: delivered,
    played,
    played_rate: rate(played, delivered),
    played_rate_of: delivered,
    failed,
    failure_rate: rate(failed, sent.length),
    failure_rate_of: sent.length,
  };
}

function replyRate(sent: readonly Sent[]) {
  const mature = count(sent, ({ isMature }) => isMature);
  const replied = count(sent, ({ isReplied }) => isReplied);
  return { replied, reply_rate: rate(replied, mature), reply_rate_of: mature };
}

/** All of it is reported, and seven days have passed since its end, by the reporting zone's calendar. */
function isComplete({ settings, watermarkMs }: Story, { period, period_start }: Slice): boolean {
  if (period_start < settings.firstDay) return false;
  const end = addDays(period_start, period === 'day' ? 1 : 7);
  return localDay(settings.reportingZone, watermarkMs) >= addDays(end, COMPLETE_AFTER_DAYS);
}

/** The funnel of all messages by day. */
export function metricMessageFunnelDaily(story: Story): Row[] {
  return bySlice(story.settings, sentMessages(story), funnel, ['all'])
    .filter(({ period }) => period === 'day')
    .map(({ period: _, period_start: day = null, dimension: _dimension, member: _member, ...rest }) => {
      const { played: _played, played_rate: _rate, played_rate_of: _of, ...columns } = rest;
      return { day, ...columns };
    });
}

/** Why messages failed: by code, over all that were sent in the slice. */
export function metricFailures(story: Story): Row[] {
  const sent = sentMessages(story);
  const sentOf = new Map(
    bySlice(story.settings, sent, (inside) => ({ sent: inside.length })).map((row) => [
      sliceKey(row),
      Number(row.sent),
    ]),
  );
  const failed = sent.filter(({ message }) => message.isFailed);
  const codes = new Set(failed.map(({ message }) => message.errorCode));
  return [...codes].flatMap((error_code) => {
    const ofCode = failed.filter(({ message }) => message.errorCode === error_code);
    return bySlice(story.settings, ofCode, (inside, slice) => {
      const of = sentOf.get(sliceKey({ ...slice })) ?? 0;
      return { error_code, failed: inside.length, failure_rate: rate(inside.length, of), failure_rate_of: of };
    });
  });
}

function sliceKey({ period, period_start, dimension, member }: Row): string {
  return JSON.stringify([period, period_start, dimension, member]);
}
