import { DAY_MS } from './distributions.ts';
import type { Delivery } from './emitted.ts';
import type { JsonObject } from './json.ts';
import type { SimulateOptions, SpanOptions } from './simulate.ts';
import { ofKind, trafficOf } from './traffic.ts';
import type { MessageTruth, StatusTruth, Truth } from './truth.ts';

/** What a lake must say after the sample: its message funnel. */
export interface FunnelCounts {
  readonly sent: number;
  readonly delivered: number;
  readonly read: number;
  readonly failed: number;
}

export interface FunnelTruth extends FunnelCounts {
  /** `yyyy-MM-dd`, UTC. */
  readonly day: string;
}

export interface SampleDay {
  /** Meta's webhook documents in the order in which they are deliveries. */
  readonly documents: readonly JsonObject[];
  readonly truth: FunnelTruth;
}

export interface SampleTraffic extends Omit<SampleDay, 'truth'> {
  /** Bodies of sends in the order in which they are deliveries. */
  readonly sends: readonly Delivery['document'][];
  readonly truth: FunnelCounts;
}

/**
 * The 24 hours before a time (milliseconds since the epoch, a whole second) as realistic traffic with its truth:
 * duplicated, out of order, batched, and with nothing open at the end. The same for the same seed and time.
 */
export function sampleTraffic(endMs: number, seed: number, messages: number): SampleTraffic {
  const { truths, ...bodies } = bodiesOf({ messages, seed, fromMs: endMs - DAY_MS, endMs, isComplete: true });
  return { ...bodies, truth: funnelOf(truths) };
}

/** A day of messages, their statuses and the answers to them alone. */
export function sampleDay(day: string, seed: number, messages: number): SampleDay {
  const without = ['consent', 'echoes', 'groups', 'link_clicks'] as const;
  const { documents, truths } = bodiesOf({ messages, seed, from: day, through: day, without });
  return { documents, truth: { day, ...funnelOf(truths) } };
}

function bodiesOf(options: SimulateOptions | SpanOptions) {
  const { deliveries, truths } = trafficOf(options);
  const documents = deliveries.filter(({ source }) => source === 'meta').map(({ document }) => document);
  const sends = deliveries.filter(({ source }) => source === 'sends').map(({ document }) => document);
  return { documents: documents.filter(isOne), sends, truths };
}

function isOne(document: Delivery['document']): document is JsonObject {
  return !Array.isArray(document);
}

/** All that is emitted of the messages of a simulation. */
export function funnelOf(truths: readonly Truth[]): FunnelCounts {
  const messages = ofKind(truths, 'message').filter(hasStatus);
  return {
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
  return someStatus(message, (emitted) => emitted.sentAtMs ?? emitted.failedAtMs) || isDelivered(message);
}

/** Reading and playing imply it. */
function isDelivered(message: MessageTruth): boolean {
  return someStatus(message, (emitted) => emitted.deliveredAtMs ?? emitted.readAtMs ?? emitted.playedAtMs);
}

/** Of the message or, in a group, of any participant. */
function someStatus(message: MessageTruth, time: (emitted: StatusTruth) => number | null): boolean {
  return [message, ...message.participants].some((emitted) => time(emitted) !== null);
}
