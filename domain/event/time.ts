import { memoize } from '../shared/memoize.ts';

const MILLISECONDS_FROM = 1e11;
const DAY_MS = 86_400_000;

/**
 * The instant a vendor's timestamp names, in milliseconds since the epoch: seconds or milliseconds, as a number or as
 * digits in a string (Meta sends both), or an ISO 8601 text with its offset. Null when it names none.
 */
export function instantOf(value: unknown): number | null {
  if (typeof value === 'number') return fromEpoch(value);
  if (typeof value !== 'string') return null;
  if (/^\d{1,16}(\.\d+)?$/.test(value)) return fromEpoch(Number(value));
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) && /(Z|[+-]\d\d:?\d\d)$/.test(value)
    ? valid(Date.parse(value))
    : null;
}

function fromEpoch(value: number): number | null {
  // 1e11 seconds is the year 5138, 1e11 milliseconds March 1973: nothing real lies between.
  return valid(Math.trunc(value >= MILLISECONDS_FROM ? value : value * 1000));
}

function valid(instantMs: number): number | null {
  return Number.isFinite(instantMs) && instantMs > 0 && instantMs < Date.UTC(10_000, 0) ? instantMs : null;
}

/** `yyyy-MM-dd HH:mm:ss.SSS` in UTC; Firehose's converter refuses offsets. */
export function timestampText(instantMs: number): string {
  const ofDayMs = Math.trunc(instantMs) - dayStartMs(instantMs);
  const hours = TWO_DIGITS[Math.trunc(ofDayMs / 3_600_000)];
  const minutes = TWO_DIGITS[Math.trunc(ofDayMs / 60_000) % 60];
  const seconds = TWO_DIGITS[Math.trunc(ofDayMs / 1_000) % 60];
  return `${dateText(instantMs)} ${hours}:${minutes}:${seconds}.${String(ofDayMs % 1_000).padStart(3, '0')}`;
}

/** `yyyy-MM-dd` in UTC. */
export function dayOf(instantMs: number): string {
  return dateText(instantMs).slice(0, 10);
}

const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

const REMEMBERED_DAYS = 1_000;

/** A row prints three dates, and rows of a batch are of a few days. Throws RangeError for no instant. */
const dateTextOf = memoize(REMEMBERED_DAYS, (startMs: number) =>
  new Date(startMs).toISOString().replace('T00:00:00.000Z', ''),
);

function dateText(instantMs: number): string {
  return dateTextOf(dayStartMs(instantMs));
}

function dayStartMs(instantMs: number): number {
  return Math.floor(Math.trunc(instantMs) / DAY_MS) * DAY_MS;
}
