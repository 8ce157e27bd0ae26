import type { TemplateCategory } from './campaigns.ts';
import { byShare, DAY_MS, HOUR_MS, longTail, MINUTE_MS, SECOND_MS, span } from './distributions.ts';
import { PLAYED_FROM_MS } from './eras.ts';
import type { Random } from './rng.ts';
import type { StatusTruth } from './truth.ts';

/** What is sent: a template of a category, or an agent's own words. */
export type MessageCategory = TemplateCategory | 'service';

export interface Addressed {
  readonly category: MessageCategory;
  readonly isVoice: boolean;
  readonly sentAtMs: number;
  readonly hidesReading: boolean;
  /** Of those who stopped marketing: Meta does not deliver it. */
  readonly isUnwanted: boolean;
  /** The recipient's number is given up then. */
  readonly untilMs: number;
}

type Statuses = { -readonly [Name in keyof StatusTruth]: StatusTruth[Name] };

const FAILED: Readonly<Record<MessageCategory, number>> = {
  marketing: 0.07,
  utility: 0.025,
  authentication: 0.03,
  service: 0.015,
};

/** Meta's codes ("Error codes"), with the shares that a healthy account sees. */
const CODES: Readonly<Record<MessageCategory, readonly (readonly [number, number])[]>> = {
  marketing: [
    [0.46, 131049], // To maintain healthy ecosystem engagement.
    [0.36, 131026], // Undeliverable.
    [0.14, 130472], // In an experiment of Meta's.
    [0.04, 131050], // Stopped marketing elsewhere.
  ],
  utility: [
    [0.9, 131026],
    [0.1, 131056], // Too many to one contact.
  ],
  authentication: [[1, 131026]],
  service: [
    [0.5, 131047], // Outside the customer service window.
    [0.5, 131026],
  ],
};
const STOPPED_MARKETING = 131050;

const READ: Readonly<Record<MessageCategory, number>> = {
  marketing: 0.66,
  utility: 0.8,
  authentication: 0.6,
  service: 0.92,
};

const UNREACHABLE = 0.02;
/** No `delivered` is told of what is read at once ("statuses"). */
const READ_AT_ONCE = 0.12;
/** Some `sent` never arrive: Meta gave up, or the receiver was away for a week. */
const SENT_LOST = 0.01;
const ONLY_FAILED_TOLD = 0.5;
const PLAYED = 0.6;

/** What becomes of a message: all of it, whether or not somebody lives to hear it. */
export function fateOf(random: Random, message: Addressed): StatusTruth {
  const statuses: Statuses = happened(random, message);
  if (statuses.deliveredAtMs !== null && random.chance(SENT_LOST)) statuses.sentAtMs = null;
  const isOver = (atMs: number | null) => atMs !== null && atMs >= message.untilMs;
  if (isOver(statuses.deliveredAtMs)) statuses.deliveredAtMs = null;
  if (isOver(statuses.readAtMs)) statuses.readAtMs = null;
  if (isOver(statuses.playedAtMs)) statuses.playedAtMs = null;
  if (isOver(statuses.failedAtMs)) Object.assign(statuses, { failedAtMs: null, errorCode: null });
  return statuses;
}

const NOTHING: StatusTruth = {
  sentAtMs: null,
  deliveredAtMs: null,
  readAtMs: null,
  playedAtMs: null,
  failedAtMs: null,
  errorCode: null,
};

function happened(random: Random, message: Addressed): Statuses {
  const { category, sentAtMs, isUnwanted } = message;
  if (isUnwanted || random.chance(FAILED[category])) return failed(random, message);
  if (random.chance(UNREACHABLE)) return { ...NOTHING, sentAtMs };
  const deliveredAtMs = sentAtMs + deliveryTime(random, category);
  const delivered = { ...NOTHING, sentAtMs, deliveredAtMs };
  if (message.hidesReading || !random.chance(READ[category])) return delivered;
  if (random.chance(READ_AT_ONCE)) return heard(random, message, { ...delivered, deliveredAtMs: null }, deliveredAtMs);
  return heard(random, message, delivered, deliveredAtMs + readingTime(random));
}

function heard(random: Random, { isVoice, sentAtMs }: Addressed, statuses: Statuses, readAtMs: number): Statuses {
  const isPlayed = isVoice && sentAtMs >= PLAYED_FROM_MS && random.chance(PLAYED);
  return { ...statuses, readAtMs, playedAtMs: isPlayed ? readAtMs + span(random, SECOND_MS, 2 * MINUTE_MS) : null };
}

function failed(random: Random, { category, sentAtMs, isUnwanted }: Addressed): Statuses {
  const errorCode = isUnwanted ? STOPPED_MARKETING : byShare(random, CODES[category]);
  const failedAtMs = sentAtMs + failureTime(random, errorCode, category);
  const isLate = failedAtMs - sentAtMs > HOUR_MS;
  return {
    ...NOTHING,
    sentAtMs: isLate || !random.chance(ONLY_FAILED_TOLD) ? sentAtMs : null,
    failedAtMs,
    errorCode,
  };
}

/** An undeliverable message may fail only when its time to live is over: 30 days ("Time-to-live"). */
function failureTime(random: Random, code: number, category: MessageCategory): number {
  const isExpired = code === 131026 && category !== 'authentication' && random.chance(0.15);
  return isExpired ? 30 * DAY_MS + span(random, 0, 60 * SECOND_MS) : span(random, SECOND_MS, 20 * SECOND_MS);
}

/** Codes live ten minutes; others wait for a phone that is off for up to 30 days. */
function deliveryTime(random: Random, category: MessageCategory): number {
  if (category === 'authentication') return span(random, SECOND_MS, 90 * SECOND_MS);
  return longTail(random, [
    [0.86, [SECOND_MS, 60 * SECOND_MS]],
    [0.09, [MINUTE_MS, 3 * HOUR_MS]],
    [0.045, [3 * HOUR_MS, 4 * DAY_MS]],
    [0.005, [4 * DAY_MS, 30 * DAY_MS]],
  ]);
}

function readingTime(random: Random): number {
  return longTail(random, [
    [0.45, [5 * SECOND_MS, 20 * MINUTE_MS]],
    [0.4, [20 * MINUTE_MS, 12 * HOUR_MS]],
    [0.13, [12 * HOUR_MS, 5 * DAY_MS]],
    [0.02, [5 * DAY_MS, 25 * DAY_MS]],
  ]);
}
