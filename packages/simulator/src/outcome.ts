import type { TemplateCategory } from './campaigns.ts';
import { byShare, DAY_MS, HOUR_MS, longTail, MINUTE_MS, SECOND_MS, span } from './distributions.ts';
import { PLAYED_FROM_MS } from './eras.ts';
import type { Rng } from './rng.ts';
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
/** No `delivered` is emitted of what is read at once ("statuses"). */
const READ_AT_ONCE = 0.12;
/** Some `sent` never arrive: Meta gave up, or the receiver was away for a week. */
const SENT_LOST = 0.01;
const ONLY_FAILED_EMITTED = 0.5;
const PLAYED = 0.6;

/** What becomes of a message: all of it, whether or not somebody lives to hear it. */
export function outcomeOf(rng: Rng, message: Addressed): StatusTruth {
  const statuses: Statuses = happened(rng, message);
  if (statuses.deliveredAtMs !== null && rng.chance(SENT_LOST)) statuses.sentAtMs = null;
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

function happened(rng: Rng, message: Addressed): Statuses {
  const { category, sentAtMs, isUnwanted } = message;
  if (isUnwanted || rng.chance(FAILED[category])) return failed(rng, message);
  if (rng.chance(UNREACHABLE)) return { ...NOTHING, sentAtMs };
  const deliveredAtMs = sentAtMs + deliveryTime(rng, category);
  const delivered = { ...NOTHING, sentAtMs, deliveredAtMs };
  if (message.hidesReading || !rng.chance(READ[category])) return delivered;
  if (rng.chance(READ_AT_ONCE)) return heard(rng, message, { ...delivered, deliveredAtMs: null }, deliveredAtMs);
  return heard(rng, message, delivered, deliveredAtMs + readingTime(rng));
}

function heard(rng: Rng, { isVoice, sentAtMs }: Addressed, statuses: Statuses, readAtMs: number): Statuses {
  const isPlayed = isVoice && sentAtMs >= PLAYED_FROM_MS && rng.chance(PLAYED);
  return { ...statuses, readAtMs, playedAtMs: isPlayed ? readAtMs + span(rng, SECOND_MS, 2 * MINUTE_MS) : null };
}

function failed(rng: Rng, { category, sentAtMs, isUnwanted }: Addressed): Statuses {
  const errorCode = isUnwanted ? STOPPED_MARKETING : byShare(rng, CODES[category]);
  const failedAtMs = sentAtMs + failureTime(rng, errorCode, category);
  const isLate = failedAtMs - sentAtMs > HOUR_MS;
  return {
    ...NOTHING,
    sentAtMs: isLate || !rng.chance(ONLY_FAILED_EMITTED) ? sentAtMs : null,
    failedAtMs,
    errorCode,
  };
}

/** An undeliverable message may fail only when its time to live is over: 30 days ("Time-to-live"). */
function failureTime(rng: Rng, code: number, category: MessageCategory): number {
  const isExpired = code === 131026 && category !== 'authentication' && rng.chance(0.15);
  return isExpired ? 30 * DAY_MS + span(rng, 0, 60 * SECOND_MS) : span(rng, SECOND_MS, 20 * SECOND_MS);
}

/** Codes live ten minutes; others wait for a phone that is off for up to 30 days. */
function deliveryTime(rng: Rng, category: MessageCategory): number {
  if (category === 'authentication') return span(rng, SECOND_MS, 90 * SECOND_MS);
  return longTail(rng, [
    [0.86, [SECOND_MS, 60 * SECOND_MS]],
    [0.09, [MINUTE_MS, 3 * HOUR_MS]],
    [0.045, [3 * HOUR_MS, 4 * DAY_MS]],
    [0.005, [4 * DAY_MS, 30 * DAY_MS]],
  ]);
}

function readingTime(rng: Rng): number {
  return longTail(rng, [
    [0.45, [5 * SECOND_MS, 20 * MINUTE_MS]],
    [0.4, [20 * MINUTE_MS, 12 * HOUR_MS]],
    [0.13, [12 * HOUR_MS, 5 * DAY_MS]],
    [0.02, [5 * DAY_MS, 25 * DAY_MS]],
  ]);
}
