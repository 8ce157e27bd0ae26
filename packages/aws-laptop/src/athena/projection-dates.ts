/**
 * Date ranges of partition projection: `2026-01-01,NOW+1DAYS` in a Java date pattern, in UTC ("Date type",
 * Supported types for partition projection, Amazon Athena).
 */

const MILLIS: ReadonlyMap<string, number> = new Map([
  ['SECOND', 1_000],
  ['MINUTE', 60_000],
  ['HOUR', 3_600_000],
  ['DAY', 86_400_000],
  ['WEEK', 7 * 86_400_000],
]);

/** @throws Error when the range or the pattern is not one the laptop covers. */
export function dateRange(range: string, pattern: string): (value: string, nowMillis: number) => boolean {
  const fields = patternFields(pattern);
  const bounds = range.split(',').map((bound) => parseBound(bound.trim(), fields, pattern));
  const [low, high] = bounds;
  if (low === undefined || high === undefined || bounds.length !== 2) {
    throw new Error(`The projection range "${range}" must be two dates with a comma between them.`);
  }
  return (value, nowMillis) => {
    const millis = parseDate(value, fields);
    return millis !== undefined && millis >= low(nowMillis) && millis <= high(nowMillis);
  };
}

interface PatternFields {
  readonly expression: RegExp;
  readonly letters: readonly string[];
}

function patternFields(pattern: string): PatternFields {
  const letters: string[] = [];
  const source = pattern.replaceAll(/([a-zA-Z])\1*|[^a-zA-Z]+/g, (run, letter?: string) => {
    if (letter === undefined) return RegExp.escape(run.replaceAll("'", ''));
    if (!['yyyy', 'MM', 'dd', 'HH', 'mm', 'ss'].includes(run)) throw unknownPattern(pattern);
    letters.push(letter);
    return `(\\d{${run.length}})`;
  });
  if (letters[0] !== 'y') throw unknownPattern(pattern);
  return { expression: new RegExp(`^${source}$`), letters };
}

function unknownPattern(pattern: string): Error {
  return new Error(`The projection format "${pattern}" is not covered on the laptop; use yyyy, MM, dd, HH, mm, ss.`);
}

/** Epoch milliseconds, UTC; undefined when the text is not a date in the pattern (`2026-02-30` is not). */
function parseDate(text: string, { expression, letters }: PatternFields): number | undefined {
  const digits = expression.exec(text)?.slice(1);
  if (digits === undefined) return undefined;
  const field = (letter: string, missing: number): number => Number(digits[letters.indexOf(letter)] ?? missing);
  const [month, day] = [field('M', 1), field('d', 1)];
  const date = new Date(Date.UTC(field('y', 0), month - 1, day, field('H', 0), field('m', 0), field('s', 0)));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : undefined;
}

function parseBound(text: string, fields: PatternFields, pattern: string): (nowMillis: number) => number {
  const relative = /^NOW(?:\s*([+-])\s*(\d+)\s*(YEAR|MONTH|WEEK|DAY|HOUR|MINUTE|SECOND)S?)?$/i.exec(text);
  if (relative !== null) {
    const amount = Number(`${relative[1] ?? '+'}${relative[2] ?? 0}`);
    return (nowMillis) => startOfUnit(shift(nowMillis, amount, (relative[3] ?? 'DAY').toUpperCase()), fields);
  }
  const fixed = parseDate(text, fields);
  if (fixed === undefined)
    throw new Error(`The projection bound "${text}" is neither NOW±n units nor a date in the format ${pattern}.`);
  return () => fixed;
}

function shift(millis: number, amount: number, unit: string): number {
  const step = MILLIS.get(unit);
  if (step !== undefined) return millis + amount * step;
  const date = new Date(millis);
  date.setUTCMonth(date.getUTCMonth() + amount * (unit === 'YEAR' ? 12 : 1));
  return date.getTime();
}

/** Athena writes a bound in the column's format, so what the format leaves out counts as its start. */
function startOfUnit(millis: number, { letters }: PatternFields): number {
  const date = new Date(millis);
  if (!letters.includes('s')) date.setUTCSeconds(0, 0);
  if (!letters.includes('m')) date.setUTCMinutes(0);
  if (!letters.includes('H')) date.setUTCHours(0);
  if (!letters.includes('d')) date.setUTCDate(1);
  if (!letters.includes('M')) date.setUTCMonth(0);
  return Math.floor(date.getTime() / 1_000) * 1_000;
}
