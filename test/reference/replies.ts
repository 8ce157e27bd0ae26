import type { InboundTruth } from '../../domain/simulate/truth.ts';
import { type Outbound, outboundOf } from './messages.ts';
import { ofKind, type Story } from './story.ts';

const HOUR_MS = 3_600_000;

export type Method = 'context' | 'last_touch_24h' | 'last_touch_72h' | 'none';

export interface Reply {
  readonly truth: InboundTruth;
  readonly method: Method;
  /** The message that it is credited to, which may be one that nothing told of. */
  readonly creditedId: string | null;
}

/** Each message of a contact with the one message of the business that it is credited to, or none. */
export function repliesOf(story: Story): readonly Reply[] {
  const sent = Map.groupBy(outboundOf(story), ({ truth }) => talkKey(truth.personId, truth));
  return ofKind(story, 'inbound').map((inbound) => {
    const before = sent.get(talkKey(inbound.personId, inbound)) ?? [];
    return { truth: inbound, ...creditOf(story, inbound, before) };
  });
}

/** Talks are between a person and a number of the business. */
export function talkKey(
  personId: string | null,
  place: { readonly numberId: string; readonly channel: string },
): string {
  return JSON.stringify([personId, place.numberId, place.channel]);
}

function creditOf(story: Story, inbound: InboundTruth, sent: readonly Outbound[]): Omit<Reply, 'truth'> {
  if (inbound.contextId !== null) return { method: 'context', creditedId: inbound.contextId };
  // What is written into a group answers no message that was sent to its writer alone.
  const last = inbound.groupId === null ? lastBefore(story, inbound.atMs, sent) : undefined;
  if (last === undefined || !last.message.isOfCampaign) return { method: 'none', creditedId: null };
  const agoMs = inbound.atMs - last.atMs;
  const creditedId = last.message.truth.id;
  if (agoMs <= 24 * HOUR_MS) return { method: 'last_touch_24h', creditedId };
  if (agoMs <= 72 * HOUR_MS) return { method: 'last_touch_72h', creditedId };
  return { method: 'none', creditedId: null };
}

/**
 * What failed was never before anybody's eyes, and of what was only recorded nothing says that it was: these neither get
 * credit nor end another's claim.
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

/** The messages that at least one reply within the attribution window, or by name, is credited to. */
export function repliedTo(replies: readonly Reply[]): ReadonlySet<string> {
  const counting = replies.filter(countsAsReply);
  return new Set(counting.flatMap(({ creditedId }) => (creditedId === null ? [] : [creditedId])));
}

/** 72 hours stand beside it and make no number. */
export function countsAsReply({ method }: Reply): boolean {
  return method === 'context' || method === 'last_touch_24h';
}
