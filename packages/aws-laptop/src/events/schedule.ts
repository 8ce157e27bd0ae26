import { FIELDS, type Field, parseField } from './fields.ts';

/** When a rule runs: the first instant after another, in milliseconds since the epoch; undefined for never again. */
export type Schedule = (afterMs: number) => number | undefined;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const UNIT_MS: ReadonlyMap<string, number> = new Map([
  ['minute', MINUTE_MS],
  ['hour', 60 * MINUTE_MS],
  ['day', DAY_MS],
]);

/**
 * Reads a rule's `ScheduleExpression`, `rate(5 minutes)` or `cron(15 2 * * ? *)`. Instants are UTC, and a minute is the
 * finest that there is.
 * Source: EventBridge User Guide, "Setting a schedule pattern for scheduled rules in Amazon EventBridge".
 * @throws for an expression that EventBridge refuses, or that the laptop does not cover.
 */
export function parseSchedule(expression: string): Schedule {
  const [, kind, inside = ''] = /^(rate|cron)\((.*)\)$/.exec(expression) ?? [];
  try {
    if (kind === 'rate') return parseRate(inside);
    if (kind === 'cron') return parseCron(inside);
    throw new Error('it must be rate(…) or cron(…)');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The schedule ${expression} cannot be run: ${reason}.`, { cause });
  }
}

/** A value of 1 has a unit in the singular, any other one in the plural. */
function parseRate(inside: string): Schedule {
  const [, digits = '0', unit = ''] = /^([1-9]\d*) (\w+)$/.exec(inside) ?? [];
  const value = Number(digits);
  const unitMs = UNIT_MS.get(value === 1 ? unit : unit.replace(/s$/, ''));
  if (unitMs === undefined || (value > 1 && !unit.endsWith('s'))) {
    throw new Error('a rate is a whole number and a unit: 1 minute, 5 minutes, 1 hour, 7 days');
  }
  return (afterMs) => afterMs + value * unitMs;
}

interface Cron {
  readonly minutes: Field;
  readonly hours: Field;
  readonly days: Field;
  readonly months: Field;
  readonly weekdays: Field;
  readonly years: Field;
}

function parseCron(inside: string): Schedule {
  const texts = inside.split(/\s+/);
  if (texts.length !== FIELDS.length) throw new Error(`it must have ${FIELDS.length} fields`);
  const [minutes, hours, days, months, weekdays, years] = FIELDS.map((rule, n) => parseField(texts[n] ?? '', rule));
  if ((days === undefined) === (weekdays === undefined)) {
    throw new Error('of day-of-month and day-of-week just one must be ?');
  }
  return (afterMs) => nextOf({ minutes, hours, days, months, weekdays, years }, afterMs);
}

/** Eight years have a 29 February, and every weekday on it within 40; nothing here runs so rarely. */
const MAX_DAYS = 366 * 40;

function nextOf(cron: Cron, afterMs: number): number | undefined {
  const firstMs = (Math.floor(afterMs / MINUTE_MS) + 1) * MINUTE_MS;
  const firstDayMs = Math.floor(firstMs / DAY_MS) * DAY_MS;
  for (let n = 0; n < MAX_DAYS; n += 1) {
    const dayMs = firstDayMs + n * DAY_MS;
    if (!isDayOf(cron, new Date(dayMs))) continue;
    const minute = minutesOf(cron).find((one) => dayMs + one * MINUTE_MS >= firstMs);
    if (minute !== undefined) return dayMs + minute * MINUTE_MS;
  }
  return undefined;
}

function isDayOf({ days, months, weekdays, years }: Cron, day: Date): boolean {
  const isIn = (field: Field, value: number) => field === undefined || field.has(value);
  return (
    isIn(years, day.getUTCFullYear()) &&
    isIn(months, day.getUTCMonth() + 1) &&
    isIn(days, day.getUTCDate()) &&
    // Sunday is 1.
    isIn(weekdays, day.getUTCDay() + 1)
  );
}

/** Of a day, in ascending order. */
function minutesOf({ minutes, hours }: Cron): readonly number[] {
  const ascending = (field: Field) => [...(field ?? [])].sort((a, b) => a - b);
  return ascending(hours).flatMap((hour) => ascending(minutes).map((minute) => hour * 60 + minute));
}
