import type { ConsentTruth } from 'simulator';
import { type Outbound, outboundOf } from './messages.ts';
import { countsAsReply, repliesOf } from './replies.ts';
import { bySlice, type Counted, rate } from './slices.ts';
import { ofKind, type Row, type Story } from './story.ts';

interface Seen extends Counted {
  readonly personId: string;
  readonly what: 'reached' | 'replied' | 'opted_out';
}

/** Persons to whom a message was delivered, on the day it was accepted. */
function reached(story: Story): Seen[] {
  return outboundOf(story).flatMap(({ truth, acceptedAtMs, deliveredAtMs, dimensions }) => {
    if (truth.personId === null || acceptedAtMs === null || deliveredAtMs === null) return [];
    return [{ personId: truth.personId, what: 'reached', atMs: acceptedAtMs, dimensions }];
  });
}

/** Persons one of whose messages is attributed to a message of the business, on the day they wrote, under its campaign. */
function replied(story: Story): Seen[] {
  return repliesOf(story)
    .filter((reply) => countsAsReply(reply) && reply.truth.groupId === null)
    .map(({ truth, attributed }) => ({
      personId: truth.personId,
      what: 'replied',
      atMs: truth.atMs,
      dimensions: placeOf(truth, attributed),
    }));
}

function optedOut(story: Story): Seen[] {
  return ofKind(story, 'consent')
    .filter(({ isOptIn }) => !isOptIn)
    .map((truth) => ({
      personId: truth.personId,
      what: 'opted_out',
      atMs: truth.atMs,
      dimensions: placeOf(truth, lastDelivered(story, truth)),
    }));
}

const DAY_MS = 86_400_000;

/** The last message that was delivered to the person in the 24 hours before; of one second the one of the greater key. */
function lastDelivered(story: Story, { personId, atMs }: ConsentTruth): Outbound | null {
  const before = outboundOf(story).filter(
    ({ truth, deliveredAtMs }) =>
      truth.personId === personId && deliveredAtMs !== null && deliveredAtMs < atMs && atMs - deliveredAtMs <= DAY_MS,
  );
  const keyOf = ({ truth }: Outbound) => story.keyOf(truth.id);
  const inTime = (one: Outbound, other: Outbound) =>
    Number(one.deliveredAtMs) - Number(other.deliveredAtMs) || (keyOf(one) < keyOf(other) ? -1 : 1);
  return before.sort(inTime).at(-1) ?? null;
}

/** Where the person is and did it, and which message it is attributed to. */
function placeOf(
  { country, numberId, channel }: { country: string; numberId: string; channel: string },
  attributed: Outbound | null,
) {
  const { campaign = null, template = null, category = null } = attributed?.dimensions ?? {};
  return { campaign, template, category, country, number: numberId, channel };
}

function persons(seen: readonly Seen[], what: Seen['what']): number {
  return new Set(seen.filter((one) => one.what === what).map(({ personId }) => personId)).size;
}

export function metricContacts(story: Story): Row[] {
  const seen = [...reached(story), ...replied(story)];
  return bySlice(story.settings, seen, (inside) => ({
    reached: persons(inside, 'reached'),
    replied: persons(inside, 'replied'),
  }));
}

export function metricOptOuts(story: Story): Row[] {
  const seen = [...reached(story), ...optedOut(story)];
  return bySlice(story.settings, seen, (inside) => {
    const [out, of] = [persons(inside, 'opted_out'), persons(inside, 'reached')];
    return { opted_out: out, opt_out_rate: rate(out, of), opt_out_rate_of: of };
  });
}
