/** Numbers, money, days and times in the words of a locale. Values come as Athena prints them, and are never rounded before. */

export interface Formats {
  /** BCP 47, as `en-IN`. */
  readonly locale: string;
  /** `12,34,567` in en-IN. */
  readonly count: (value: string) => string;
  /** A share between 0 and 1, as a percentage with a decimal. */
  readonly percent: (value: string) => string;
  /** The difference between two shares, in percentage points, with its sign. */
  readonly points: (value: string) => string;
  /** A relative change (0.1 is ten percent more), with its sign. */
  readonly change: (value: string) => string;
  /** Millionths of a currency unit. */
  readonly money: (micros: string, currency: string) => string;
  readonly seconds: (value: string) => string;
  /** How long something is or was, in whole units and in words: `48 minutes`. */
  readonly span: (seconds: number) => string;
  /** `48 minutes ago` */
  readonly ago: (seconds: number) => string;
  /** A day, `yyyy-MM-dd`, without the year. */
  readonly day: (day: string) => string;
  readonly longDay: (day: string) => string;
  /** A time of Athena or ISO 8601 in UTC, by the clocks of a zone, which is named. */
  readonly time: (timestamp: string, zone: string) => string;
}

export function formatsOf(locale: string): Formats {
  const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const signed = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  const change = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const longDay = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  // To make one of Intl's formats takes longer than to use it a hundred times.
  const moneyIn = made((currency) => money(locale, currency));
  const clockIn = made((zone) => timeIn(locale, zone));
  return {
    locale,
    count: (value) => count.format(decimal(value)),
    percent: (value) => percent.format(Number(value)),
    points: (value) => `${signed.format(Number(value) * 100)} pp`,
    change: (value) => change.format(Number(value)),
    money: (micros, currency) => moneyIn(currency)(ofMicros(micros)),
    seconds: (value) => duration(locale, Number(value)),
    span: (seconds) => span(locale, seconds),
    ago: (seconds) => ago(locale, seconds),
    day: (text) => day.format(Date.parse(text)),
    longDay: (text) => longDay.format(Date.parse(text)),
    time: (text, zone) => `${clockIn(zone).format(Date.parse(isoTime(text)))} ${zone}`,
  };
}

/** Made once for each name. */
function made<T>(make: (name: string) => T): (name: string) => T {
  const byName = new Map<string, T>();
  return (name) => {
    const known = byName.get(name) ?? make(name);
    byName.set(name, known);
    return known;
  };
}

/** Intl formats a text of digits exactly, however long it is. */
function decimal(value: string): Intl.StringNumericLiteral | number {
  return isDigits(value) ? value : Number(value);
}

function isDigits(value: string): value is Intl.StringNumericLiteral {
  return /^-?\d+(\.\d+)?$/.test(value);
}

/** By places, not by division: sums of money may be larger than a double is exact. */
function ofMicros(micros: string): Intl.StringNumericLiteral | number {
  const [, sign = '', digits = '', rest = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(micros) ?? [];
  const padded = digits.padStart(7, '0');
  return decimal(
    digits === '' ? String(Number(micros) / 1e6) : `${sign}${padded.slice(0, -6)}.${padded.slice(-6)}${rest}`,
  );
}

type Amount = Intl.StringNumericLiteral | number;

/** What is no code of a currency, which Intl would refuse, stands behind the number as it is. */
function money(locale: string, currency: string): (amount: Amount) => string {
  const isCode = /^[A-Za-z]{3}$/.test(currency);
  const format = isCode
    ? new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
    : new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (amount) => (isCode ? format.format(amount) : `${format.format(amount)} ${currency}`);
}

function timeIn(locale: string, timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
}

/** Athena prints `2026-11-20 10:00:00.000`, in UTC here. */
function isoTime(text: string): string {
  return text.includes('T') ? text : `${text.replace(' ', 'T')}Z`;
}

const UNITS = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const;

/** In the largest unit that fits one and a half times. */
function duration(locale: string, seconds: number): string {
  const [size, unit] = UNITS.find(([size]) => seconds >= size * 1.5) ?? [1, 'second'];
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 });
  return format.format(seconds / size);
}

/** The largest unit that fits twice, so that little is cut off; a minute need fit once only. */
function wholeUnits(seconds: number) {
  const [size, unit] = UNITS.find(([size]) => seconds >= (size > 60 ? size * 2 : size)) ?? [1, 'second'];
  return { count: Math.floor(seconds / size), unit };
}

function span(locale: string, seconds: number): string {
  const { count, unit } = wholeUnits(seconds);
  return new Intl.NumberFormat(languageOf(locale), { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

function ago(locale: string, seconds: number): string {
  const { count, unit } = wholeUnits(seconds);
  return new Intl.RelativeTimeFormat(languageOf(locale)).format(-count, unit);
}

/** The words of a page are English, whatever the locale of its numbers is. */
export function languageOf(locale: string): string {
  return /^en\b/.test(locale) ? locale : 'en';
}
