import { conversationsOf } from './conversations.ts';
import { outboundOf } from './messages.ts';
import { countsAsReply, repliesOf } from './replies.ts';
import { bySlice, count, rate } from './slices.ts';
import type { Row, Story } from './story.ts';

const DAY_MS = 86_400_000;

/** Of the conversations that the business began at least a day ago, those in which somebody answered it. */
export function metricEngagement(story: Story): Row[] {
  const counted = conversationsOf(story)
    .filter(({ startedBy, startedAtMs }) => startedBy === 'business' && startedAtMs <= story.watermarkMs - DAY_MS)
    .map((conversation) => ({ ...conversation, atMs: conversation.startedAtMs }));
  return bySlice(story.settings, counted, (conversations) => {
    const engaged = count(conversations, ({ isEngaged }) => isEngaged);
    return {
      outbound_conversations: conversations.length,
      engaged_conversations: engaged,
      engaged_rate: rate(engaged, conversations.length),
      engaged_rate_of: conversations.length,
    };
  });
}

/** How long after a message was accepted its replies came, on the day of the reply. */
export function metricReplyLatency(story: Story): Row[] {
  const sent = new Map(outboundOf(story).map((message) => [message.truth.id, message]));
  const counted = repliesOf(story)
    .filter(countsAsReply)
    .flatMap(({ truth, creditedId }) => {
      const message = sent.get(creditedId ?? '');
      if (message === undefined || message.acceptedAtMs === null) return [];
      const seconds = (truth.atMs - message.acceptedAtMs) / 1_000;
      return [{ atMs: truth.atMs, dimensions: message.dimensions, seconds }];
    });
  return bySlice(story.settings, counted, (replies) => {
    const seconds = replies.map((reply) => reply.seconds);
    return { replies: replies.length, p50_seconds: nearestRank(seconds, 0.5), p90_seconds: nearestRank(seconds, 0.9) };
  });
}

/** The smallest value that at least this share of the values does not exceed: the one at place ⌈p·n⌉. */
export function nearestRank(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? null;
}
