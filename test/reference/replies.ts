import type { InboundTruth } from 'simulator';
import { type Outbound, outboundOf } from './messages.ts';
import { ofKind, type Story } from './story.ts';

const HOUR_MS = 3_600_000;

export type Method = 'context' | 'last_touch_24h' | 'last_touch_72h' | 'none';

export interface Reply {
  readonly truth: InboundTruth;
  readonly method: Method;
  /** The message that it is attributed to, which may be one that no event reported. */
  readonly attributedId: string | null;
  /** That message, where any event reported it. */
  readonly attributed: Outbound | null;
}

/** Each message of a contact with the one message of the business that it is attributed to, or none. */
export function repliesOf(story: Story): readonly Reply[] {
  const all = outboundOf(story);
  const byId = new Map(all.map((message) => [message.truth.id, message]));
  const sent = Map.groupBy(all, ({ truth }) => talkKey(truth.personId, truth));
  return ofKind(story, 'inbound').map((inbound) => {
    const before = sent.get(talkKey(inbound.personId, inbound)) ?? [];
    const found = attributionOf(story, inbound, before);
    return { truth: inbound, ...found, attributed: byId.get(found.attributedId ?? '') ?? null };
  });
}

/** From a reported acceptance to the reply; null without one, or where it would be negative. */
export function latencySeconds({ truth, attributed }: Reply): number | null {
  const acceptedAtMs = attributed?.acceptanceAtMs ?? null;
  return acceptedAtMs === null || acceptedAtMs > truth.atMs ? null : (truth.atMs - acceptedAtMs) / 1_000;
}

/** Talks are between a person and a number of the business. */
export function talkKey(
  personId: string | null,
  place: { readonly numberId: string; readonly channel: string },
): string {
  return JSON.stringify([personId, place.numberId, place.channel]);
}

function attributionOf(
  story: Story,
  inbound: InboundTruth,
  sent: readonly Outbound[],
): Pick<Reply, 'method' | 'attributedId'> {
  if (inbound.contextId !== null) return { method: 'context', attributedId: inbound.contextId };
  // What is written into a group answers no message that was sent to its writer alone.
  const last = inbound.groupId === null ? lastBefore(story, inbound.atMs, sent) : undefined;
  if (last === undefined || !last.message.isOfCampaign) return { method: 'none', attributedId: null };
  const agoMs = inbound.atMs - last.atMs;
  const attributedId = last.message.truth.id;
  if (agoMs <= 24 * HOUR_MS) return { method: 'last_touch_24h', attributedId };
  if (agoMs <= 72 * HOUR_MS) return { method: 'last_touch_72h', attributedId };
  return { method: 'none', attributedId: null };
}

/**
 * A failed message was never seen, and a message that was only recorded may not have been: these neither get a
 * reply nor end another's claim.
 */
function lastBefore(story: Story, atMs: number, sent: readonly Outbound[]) {
  return sent
    .filter(({ isFailed }) => !isFailed)
    .map((message) => ({ message, atMs: wentOutAtMs(message), key: story.keyOf(message.truth.id) }))
    .filter((one) => one.atMs < atMs)
    .sort((one, other) => one.atMs - other.atMs || (one.key < other.key ? -1 : 1))
    .at(-1);
}

/** By Meta's statuses, else by the phone that echoed it. */
function wentOutAtMs({ acceptedAtMs, truth }: Outbound): number {
  return acceptedAtMs ?? truth.echoedAtMs ?? Number.POSITIVE_INFINITY;
}

/** How many replies, within the attribution window or by name, are attributed to each message that has any. */
export function repliedTo(replies: readonly Reply[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { attributedId } of replies.filter(countsAsReply)) {
    if (attributedId !== null) counts.set(attributedId, (counts.get(attributedId) ?? 0) + 1);
  }
  return counts;
}

/** 72 hours are a separate method and make no number. */
export function countsAsReply({ method }: Reply): boolean {
  return method === 'context' || method === 'last_touch_24h';
}
