import { conversationsOf } from './conversations.ts';
import { countsAsReply, latencySeconds, repliesOf } from './replies.ts';
import { bySlice, count, rate } from './slices.ts';
import type { Row, Story } from './story.ts';

const DAY_MS = 86_400_000;

/** Of the conversations that the business began at least a day ago, those in which the contact wrote, or that got a reply. */
export function metricEngagement(story: Story): Row[] {
  const counted = conversationsOf(story)
    .filter(({ startedBy, startedAtMs }) => startedBy === 'business' && startedAtMs <= story.watermarkMs - DAY_MS)
    .map((conversation) => ({ ...conversation, atMs: conversation.startedAtMs }));
  return bySlice(story.settings, counted, (conversations) => {
    const engaged = count(conversations, ({ isEngaged }) => isEngaged);
    const attributed = count(conversations, ({ attributedReplies }) => attributedReplies > 0);
    return {
      outbound_conversations: conversations.length,
      engaged_conversations: engaged,
      engaged_rate: rate(engaged, conversations.length),
      engaged_rate_of: conversations.length,
      attributed_conversations: attributed,
      attributed_rate: rate(attributed, conversations.length),
      attributed_rate_of: conversations.length,
    };
  });
}

/** How long after a message was accepted its replies came, on the day of the reply. */
export function metricReplyLatency(story: Story): Row[] {
  const counted = repliesOf(story)
    .filter(countsAsReply)
    .flatMap((reply) => {
      const { truth, attributed } = reply;
      const seconds = latencySeconds(reply);
      return attributed === null || seconds === null
        ? []
        : [{ atMs: truth.atMs, dimensions: attributed.dimensions, seconds }];
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
