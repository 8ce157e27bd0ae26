/** One field of a cron expression: which of its numbers are meant; undefined for `?`, which asks for none. */
export type Field = ReadonlySet<number> | undefined;

export interface FieldRule {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Names for numbers, from `least` on. */
  readonly words?: readonly string[];
  /** Whether it may be `?`. */
  readonly mayBeAny?: boolean;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Source: EventBridge User Guide, "Setting a schedule pattern for scheduled rules": the fields and their values. */
export const FIELDS: readonly FieldRule[] = [
  { name: 'minutes', least: 0, most: 59 },
  { name: 'hours', least: 0, most: 23 },
  { name: 'day-of-month', least: 1, most: 31, mayBeAny: true },
  { name: 'month', least: 1, most: 12, words: MONTHS },
  { name: 'day-of-week', least: 1, most: 7, words: WEEKDAYS, mayBeAny: true },
  { name: 'year', least: 1970, most: 2199 },
];

/**
 * Reads a field: `*`, `?`, numbers, names, ranges, lists and increments.
 * @throws for the wildcards L, W and #, which the laptop does not cover, and for what EventBridge refuses.
 */
export function parseField(text: string, rule: FieldRule): Field {
  if (text === '?' && rule.mayBeAny === true) return undefined;
  return new Set(text.split(',').flatMap((part) => parsePart(part, rule)));
}

function parsePart(part: string, rule: FieldRule): readonly number[] {
  const { least, most } = rule;
  const [, base = '', step] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
  const [from, to = step === undefined ? from : most] = base === '*' ? [least, most] : rangeOf(base, rule);
  const increment = Number(step ?? 1);
  if (from === undefined || to === undefined || from > to || increment < 1) throw fieldFault(part, rule);
  return Array.from({ length: Math.floor((to - from) / increment) + 1 }, (_, n) => from + n * increment);
}

function rangeOf(base: string, rule: FieldRule): readonly number[] {
  const ends = base.split('-').map((end) => numberOf(end, rule));
  if (ends.length > 2 || ends.some((end) => !(end >= rule.least && end <= rule.most))) throw fieldFault(base, rule);
  return ends;
}

function numberOf(text: string, { words = [], least }: FieldRule): number {
  const word = words.indexOf(text.toUpperCase());
  if (word >= 0) return word + least;
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

function fieldFault(text: string, { name, least, most }: FieldRule): Error {
  return new Error(
    `its ${name} "${text}" is not covered: write ${least} to ${most}, a list, a range, an increment, or *; L, W and # are not covered`,
  );
}
