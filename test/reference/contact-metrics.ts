import { outboundOf } from './messages.ts';
import { countsAsReply, repliesOf } from './replies.ts';
import { bySlice, type Counted, type Dimension, rate } from './slices.ts';
import { ofKind, type Row, type Story } from './story.ts';

/** What a person is, whatever is sent to them. */
const BY: readonly Dimension[] = ['all', 'country', 'number', 'channel'];

interface Seen extends Counted {
  readonly personId: string;
  readonly what: 'reached' | 'replied' | 'opted_out';
}

const UNKNOWN = { campaign: null, template: null, category: null };

/** Persons to whom a message was delivered, on the day it was accepted. */
function reached(story: Story): Seen[] {
  return outboundOf(story).flatMap(({ truth, acceptedAtMs, deliveredAtMs, dimensions }) => {
    if (truth.personId === null || acceptedAtMs === null || deliveredAtMs === null) return [];
    return [{ personId: truth.personId, what: 'reached', atMs: acceptedAtMs, dimensions }];
  });
}

/** Persons one of whose messages is credited to a message of the business, on the day they wrote. */
function replied(story: Story): Seen[] {
  return repliesOf(story)
    .filter((reply) => countsAsReply(reply) && reply.truth.groupId === null)
    .map(({ truth }) => ({ personId: truth.personId, what: 'replied', atMs: truth.atMs, dimensions: placeOf(truth) }));
}

function optedOut(story: Story): Seen[] {
  return ofKind(story, 'consent')
    .filter(({ isOptIn }) => !isOptIn)
    .map((truth) => ({ personId: truth.personId, what: 'opted_out', atMs: truth.atMs, dimensions: placeOf(truth) }));
}

function placeOf({ country, numberId, channel }: { country: string; numberId: string; channel: string }) {
  return { ...UNKNOWN, country, number: numberId, channel };
}

function persons(seen: readonly Seen[], what: Seen['what']): number {
  return new Set(seen.filter((one) => one.what === what).map(({ personId }) => personId)).size;
}

export function metricContacts(story: Story): Row[] {
  const seen = [...reached(story), ...replied(story)];
  return bySlice(
    story.settings,
    seen,
    (inside) => ({ reached: persons(inside, 'reached'), replied: persons(inside, 'replied') }),
    BY,
  );
}

export function metricOptOuts(story: Story): Row[] {
  const seen = [...reached(story), ...optedOut(story)];
  return bySlice(
    story.settings,
    seen,
    (inside) => {
      const [out, of] = [persons(inside, 'opted_out'), persons(inside, 'reached')];
      return { opted_out: out, opt_out_rate: rate(out, of), opt_out_rate_of: of };
    },
    BY,
  );
}
