/** What a page is asked for: its filter is its address, so that it can be sent to somebody. */

/** Of years from 2000 on: `Date` takes the first hundred years for those of the 20th century. */
const DAY = /^2\d{3}-\d\d-\d\d$/;
const MONTH = /^2\d{3}-(0[1-9]|1[0-2])$/;
/** The longest name of a campaign is 512 letters at Meta; longer values are nobody’s. */
const MAX_VALUE = 512;
/** Days of a period that somebody chooses: as many as `reportingDays` may be. */
const MAX_DAYS = 3_650;

export const LENGTHS = { '7d': 7, '28d': 28, '90d': 90 } as const;
export type Length = keyof typeof LENGTHS;

/** The whole days of a period, `yyyy-MM-dd` by the reporting zone; both are in it. */
export interface Days {
  readonly from: string;
  readonly through: string;
}

export type Period =
  | { readonly kind: Length }
  | { readonly kind: 'month'; readonly month: string }
  | ({ readonly kind: 'custom' } & Days);

/** What a page can be narrowed to, each by one value; `unknown` is where no event has one. */
export const SLICES = ['number', 'campaign', 'category', 'country', 'channel'] as const;
export type Slice = (typeof SLICES)[number];

export interface Filter {
  readonly period: Period;
  readonly slices: Readonly<Partial<Record<Slice, string>>>;
}

export const DEFAULT_FILTER: Filter = { period: { kind: '28d' }, slices: {} };

/** Parameters of an address that are not allowed: the message says each, its rule and what to do. */
export class FilterError extends Error {}

/**
 * The filter of an address’s parameters. An empty parameter is one that is not given, as a form sends it.
 * @throws FilterError for a period or value that cannot be.
 */
export function readFilter(parameters: URLSearchParams): Filter {
  const given = (name: string) => parameters.get(name)?.trim() || undefined;
  const slices = SLICES.flatMap((name) => {
    // As it is: a name may begin with a blank.
    const value = parameters.get(name);
    return value ? [[name, checkedValue(name, value)] as const] : [];
  });
  return { period: readPeriod(given), slices: Object.fromEntries(slices) };
}

function readPeriod(given: (name: string) => string | undefined): Period {
  const kind = given('period') ?? '28d';
  if (isLength(kind)) return { kind };
  if (kind === 'month') {
    const month = given('month') ?? '';
    if (!MONTH.test(month)) throw new FilterError(`month must be a month such as 2026-10; it is ${quoted(month)}.`);
    return { kind, month };
  }
  if (kind !== 'custom') {
    throw new FilterError(`period must be 7d, 28d, 90d, month or custom; it is ${quoted(kind)}.`);
  }
  const [from, through] = [checkedDay('from', given('from')), checkedDay('through', given('through'))];
  if (from > through) throw new FilterError(`from (${from}) is after through (${through}): give the first day first.`);
  if (daysIn({ from, through }) > MAX_DAYS) throw new FilterError(`A period has ${MAX_DAYS} days at most.`);
  return { kind, from, through };
}

function isLength(kind: string): kind is Length {
  return Object.hasOwn(LENGTHS, kind);
}

function checkedDay(name: string, value = ''): string {
  if (DAY.test(value) && isoDay(Date.parse(value)) === value) return value;
  throw new FilterError(`${name} must be a day such as 2026-11-28; it is ${quoted(value)}.`);
}

function checkedValue(name: string, value: string): string {
  if (value.length > MAX_VALUE) throw new FilterError(`${name} has ${MAX_VALUE} characters at most.`);
  if (/\p{Cc}/u.test(value)) throw new FilterError(`${name} must have no control characters.`);
  return value;
}

function quoted(value: string): string {
  return JSON.stringify(value.slice(0, 40));
}

/** The parameters that give the same filter: of a link, of a form, of `lake page`. */
export function parametersOf({ period, slices }: Filter): URLSearchParams {
  const { kind, ...days } = period;
  return new URLSearchParams({ period: kind, ...days, ...slices });
}

/** A period and the one before it, of as many days. */
export interface Window extends Days {
  readonly days: number;
  readonly before: Days;
}

/** The days of a period; `today` is the reporting zone’s day of the newest event. */
export function windowOf(period: Period, today: string): Window {
  const { from, through } = daysOf(period, today);
  const days = daysIn({ from, through });
  return { from, through, days, before: { from: addDays(from, -days), through: addDays(from, -1) } };
}

function daysOf(period: Period, today: string): Days {
  if (period.kind === 'custom') return period;
  if (period.kind !== 'month') return { from: addDays(today, 1 - LENGTHS[period.kind]), through: today };
  const from = `${period.month}-01`;
  const [year = 0, month = 0] = period.month.split('-').map(Number);
  return { from, through: isoDay(Date.UTC(year, month, 0)) };
}

const DAY_MS = 86_400_000;

export function addDays(day: string, days: number): string {
  return isoDay(Date.parse(day) + days * DAY_MS);
}

function daysIn({ from, through }: Days): number {
  return (Date.parse(through) - Date.parse(from)) / DAY_MS + 1;
}

function isoDay(ms: number): string {
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString().slice(0, 10);
}
