import type { JsonObject } from './json.ts';
import { type SimulateOptions, simulate } from './simulate.ts';
import type { Posted } from './told.ts';
import type { MessageTruth, StatusTruth, Truth } from './truth.ts';

/** What a lake must say after the sample: a day's message funnel. */
export interface FunnelTruth {
  /** `yyyy-MM-dd`, UTC. */
  readonly day: string;
  readonly sent: number;
  readonly delivered: number;
  readonly read: number;
  readonly failed: number;
}

export interface SampleDay {
  /** Meta's webhook documents in the order in which they are posted. */
  readonly documents: readonly JsonObject[];
  readonly truth: FunnelTruth;
}

export interface SampleTraffic extends SampleDay {
  /** Bodies of sends in the order in which they are posted. */
  readonly sends: readonly Posted['document'][];
}

/** A day of realistic traffic with its truth: duplicated, out of order, batched; the same for the same seed and day. */
export function sampleTraffic(day: string, seed: number, messages: number): SampleTraffic {
  return ofOneDay(day, { messages, seed });
}

/** As above, of messages, their statuses and the answers to them alone. */
export function sampleDay(day: string, seed: number, messages: number): SampleDay {
  const { documents, truth } = ofOneDay(day, {
    messages,
    seed,
    without: ['consent', 'echoes', 'groups', 'link_clicks'],
  });
  return { documents, truth };
}

function ofOneDay(day: string, options: Omit<SimulateOptions, 'from' | 'through'>): SampleTraffic {
  const truths: Truth[] = [];
  const posted = [...simulate({ ...options, from: day, through: day }, (truth) => truths.push(truth))];
  const documents = posted.filter(({ source }) => source === 'meta').map(({ document }) => document);
  const sends = posted.filter(({ source }) => source === 'sends').map(({ document }) => document);
  return { documents: documents.filter(isOne), sends, truth: funnelOf(day, truths) };
}

function isOne(document: Posted['document']): document is JsonObject {
  return !Array.isArray(document);
}

/** Of a day's simulation: all that is told of its messages is told on that day. */
export function funnelOf(day: string, truths: readonly Truth[]): FunnelTruth {
  const messages = truths.filter((truth) => truth.kind === 'message').filter(hasStatus);
  return {
    day,
    sent: messages.length,
    delivered: messages.filter(isDelivered).length,
    read: messages.filter((message) => someStatus(message, ({ readAtMs, playedAtMs }) => readAtMs ?? playedAtMs))
      .length,
    failed: messages.filter((message) => someStatus(message, ({ failedAtMs }) => failedAtMs) && !isDelivered(message))
      .length,
  };
}

/** One that was only recorded by the business, or echoed, does not count as sent. */
function hasStatus(message: MessageTruth): boolean {
  return someStatus(message, (told) => told.sentAtMs ?? told.failedAtMs) || isDelivered(message);
}

/** Reading and playing imply it. */
function isDelivered(message: MessageTruth): boolean {
  return someStatus(message, (told) => told.deliveredAtMs ?? told.readAtMs ?? told.playedAtMs);
}

/** Of the message or, in a group, of any participant. */
function someStatus(message: MessageTruth, time: (told: StatusTruth) => number | null): boolean {
  return [message, ...message.participants].some((told) => time(told) !== null);
}
