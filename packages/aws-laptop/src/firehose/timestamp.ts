/**
 * Timestamps and dates as the OpenX JSON SerDe reads them in Amazon Data Firehose. The spellings come from
 * "Convert input data format" and from third-party measurements against AWS; where those are silent, this refuses.
 */

const EPOCH = /^(-?)(\d+)(?:\.(\d+))?$/;
/** The space spelling is read leniently: one-digit months, days and hours pass. */
const WITH_SPACE = /^(\d{4})-(\d{1,2})-(\d{1,2}) (\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,9}))?$/;
/** The `T` spelling is read strictly, and only with `Z`: an offset such as +00:00 fails. */
const WITH_T = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?Z$/;
const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;

const MILLIS_FROM = 1_000_000_000_000n;
const DAY_MS = 86_400_000;

/** Microseconds since the epoch for a timestamp written as text, a numeric text included; undefined if unreadable. */
export function microsFromText(text: string): bigint | undefined {
  const epoch = EPOCH.exec(text);
  if (epoch !== null) return microsFromEpoch(epoch[1] === '-', epoch[2] ?? '', epoch[3] ?? '');
  const match = WITH_SPACE.exec(text) ?? WITH_T.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction] = match;
  const midnightMs = utcMidnightMs(year, month, day);
  if (midnightMs === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const seconds = midnightMs / 1000 + Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  return BigInt(seconds) * 1_000_000n + fractionOf(fraction ?? '', 6);
}

/** As `microsFromText`, for a JSON number. */
export function microsFromNumber(value: number | bigint): bigint | undefined {
  const text = typeof value === 'number' && Number.isInteger(value) ? BigInt(value).toString() : value.toString();
  return EPOCH.test(text) ? microsFromText(text) : undefined;
}

/** Below 1e12 the number means seconds, from there on milliseconds; the fraction is kept. */
function microsFromEpoch(negative: boolean, whole: string, fraction: string): bigint {
  const count = BigInt(whole);
  const isMillis = !negative && count >= MILLIS_FROM;
  const micros = isMillis ? count * 1_000n + fractionOf(fraction, 3) : count * 1_000_000n + fractionOf(fraction, 6);
  return wrapAsNanoseconds(negative ? -micros : micros);
}

/**
 * On AWS an epoch out of range wraps silently to another year. That the wrap is that of 64-bit nanoseconds is our
 * assumption: it is what the INT96 timestamps AWS writes are made from.
 */
function wrapAsNanoseconds(micros: bigint): bigint {
  return BigInt.asIntN(64, micros * 1_000n) / 1_000n;
}

function fractionOf(digits: string, places: number): bigint {
  return BigInt(digits.slice(0, places).padEnd(places, '0'));
}

/** Days since the epoch for `yyyy-MM-dd`; undefined for anything else. */
export function daysFromText(text: string): number | undefined {
  const [, year, month, day] = DATE.exec(text) ?? [];
  const midnightMs = utcMidnightMs(year, month, day);
  return midnightMs === undefined ? undefined : midnightMs / DAY_MS;
}

/** Undefined when the calendar has no such day, instead of rolling over to the next month. */
function utcMidnightMs(year = '', month = '', day = ''): number | undefined {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const ms = Date.parse(`${iso}T00:00:00Z`);
  if (Number.isNaN(ms)) return undefined;
  return new Date(ms).toISOString().startsWith(iso) ? ms : undefined;
}
