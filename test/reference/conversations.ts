import { type Outbound, outboundOf } from './messages.ts';
import { repliedTo, repliesOf, talkKey } from './replies.ts';
import type { Dimensions } from './slices.ts';
import { ofKind, type Story } from './story.ts';

const MAX_GAP_MS = 24 * 3_600_000;

/** A message in a talk, in either direction. */
interface Turn {
  readonly id: string;
  readonly talk: string;
  readonly atMs: number;
  readonly accountId: string;
  readonly numberId: string;
  readonly channel: string;
  /** Null of the contact's. */
  readonly outbound: Outbound | null;
}

export interface Conversation {
  readonly firstId: string;
  readonly openingId: string | null;
  readonly outboundMessages: number;
  readonly inboundMessages: number;
  readonly endedAtMs: number;
  readonly startedAtMs: number;
  readonly accountId: string;
  readonly startedBy: 'business' | 'contact';
  /** The contact wrote in it after the business had. */
  readonly isEngaged: boolean;
  /** To messages of it, whenever they came. */
  readonly attributedReplies: number;
  /** Of the message that opened it: the first that was accepted. Number and channel are the talk's. */
  readonly dimensions: Dimensions;
}

/** Runs of messages of one person with one number whose gaps are at most 24 hours. */
export function conversationsOf(story: Story): readonly Conversation[] {
  const replied = repliedTo(repliesOf(story));
  const talks = Map.groupBy([...outboundTurns(story), ...inboundTurns(story)], ({ talk }) => talk);
  return [...talks.values()].flatMap((turns) => runsOf(story, turns).map((run) => conversation(run, replied)));
}

/** What was delivered, at the time it was accepted, and what was written on the phone. */
function outboundTurns(story: Story): Turn[] {
  return outboundOf(story).flatMap((outbound) => {
    const { truth, acceptedAtMs, deliveredAtMs } = outbound;
    const atMs = deliveredAtMs === null ? truth.echoedAtMs : acceptedAtMs;
    if (truth.personId === null || atMs === null) return [];
    return [{ ...truth, talk: talkKey(truth.personId, truth), atMs, outbound }];
  });
}

function inboundTurns(story: Story): Turn[] {
  return ofKind(story, 'inbound')
    .filter(({ groupId }) => groupId === null)
    .map((truth) => ({ ...truth, talk: talkKey(truth.personId, truth), outbound: null }));
}

/** Within one second, inbound comes first: it cannot answer what was sent in the same one. */
function inTime({ keyOf }: Story): (one: Turn, other: Turn) => number {
  const isOutbound = ({ outbound }: Turn) => Number(outbound !== null);
  return (one, other) =>
    one.atMs - other.atMs || isOutbound(one) - isOutbound(other) || (keyOf(one.id) < keyOf(other.id) ? -1 : 1);
}

function runsOf(story: Story, turns: readonly Turn[]): [Turn, ...Turn[]][] {
  const runs: [Turn, ...Turn[]][] = [];
  for (const turn of turns.toSorted(inTime(story))) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run === undefined || last === undefined || turn.atMs - last.atMs > MAX_GAP_MS) runs.push([turn]);
    else run.push(turn);
  }
  return runs;
}

function isOfContact({ outbound }: Turn): boolean {
  return outbound === null;
}

function conversation(run: readonly [Turn, ...Turn[]], replied: ReadonlyMap<string, number>): Conversation {
  const [first] = run;
  const ofBusiness = run.filter(({ outbound }) => outbound !== null);
  const opening = ofBusiness.find(({ outbound }) => outbound !== null && outbound.acceptedAtMs !== null);
  const { campaign = null, template = null, category = null, country = null } = opening?.outbound?.dimensions ?? {};
  return {
    firstId: first.id,
    openingId: opening?.id ?? null,
    outboundMessages: ofBusiness.length,
    inboundMessages: run.length - ofBusiness.length,
    startedAtMs: first.atMs,
    endedAtMs: run.at(-1)?.atMs ?? first.atMs,
    accountId: first.accountId,
    startedBy: first.outbound === null ? 'contact' : 'business',
    isEngaged: run.slice(run.findIndex(({ outbound }) => outbound !== null)).some(isOfContact) && ofBusiness.length > 0,
    attributedReplies: ofBusiness.reduce((sum, { id }) => sum + (replied.get(id) ?? 0), 0),
    dimensions: { campaign, template, category, country, number: first.numberId, channel: first.channel },
  };
}
