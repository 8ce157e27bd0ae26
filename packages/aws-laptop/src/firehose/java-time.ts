/** The parts of a moment that a date pattern can show, in a time zone, each already padded to its full width. */
type TimeFields = Readonly<
  Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fractionalSecond', string>
>;

type TimeField = keyof TimeFields;

type PatternPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'field'; readonly field: TimeField; readonly width: number };

/** A parsed Java `DateTimeFormatter` pattern. */
export type TimePattern = readonly PatternPart[];

const FIELDS: ReadonlyMap<string, TimeField> = new Map([
  ['y', 'year'],
  ['u', 'year'],
  ['M', 'month'],
  ['d', 'day'],
  ['H', 'hour'],
  ['m', 'minute'],
  ['s', 'second'],
  ['S', 'fractionalSecond'],
]);

const TOKEN = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+/gy;

/**
 * Reads the `!{timestamp:…}` value of a Firehose prefix, which is a Java DateTimeFormatter pattern (Amazon Data
 * Firehose, "Understand custom prefixes for Amazon S3 objects"). Covered: y, u, M, d, H, m, s, S and quoted text.
 * Throws for every other letter, `Y` above all: Java's week-based year is the wrong year around New Year.
 */
export function parseTimePattern(pattern: string): TimePattern {
  const tokens = [...pattern.matchAll(TOKEN)];
  const covered = tokens.reduce((length, token) => length + token[0].length, 0);
  if (pattern === '' || covered !== pattern.length) throw new Error(`"${pattern}" is not a date pattern.`);
  return tokens.map(([token, quoted, letter]) => {
    if (quoted !== undefined) return { kind: 'text', text: quoted === '' ? "'" : quoted.replaceAll("''", "'") };
    return letter === undefined ? { kind: 'text', text: token } : fieldPart(token, letter, pattern);
  });
}

function fieldPart(token: string, letter: string, pattern: string): PatternPart {
  const field = FIELDS.get(letter);
  if (field === undefined || !widthFits(field, token.length)) {
    throw new Error(
      `The date pattern "${pattern}" uses "${token}"; covered are yyyy, yy, MM, M, dd, d, HH, H, mm, m, ss, s, ` +
        'S to SSS, and quoted text.',
    );
  }
  return { kind: 'field', field, width: token.length };
}

function widthFits(field: TimeField, width: number): boolean {
  if (field === 'year') return width === 4 || width === 2;
  return width <= (field === 'fractionalSecond' ? 3 : 2);
}

/** Formats an instant (epoch milliseconds) in an IANA time zone. */
export function formatTime(pattern: TimePattern, epochMs: number, timeZone: string): string {
  const fields = timeFields(epochMs, timeZone);
  return pattern.map((part) => (part.kind === 'text' ? part.text : show(fields[part.field], part))).join('');
}

function show(value: string, part: { readonly field: TimeField; readonly width: number }): string {
  if (part.field === 'year') return value.slice(-part.width);
  if (part.field === 'fractionalSecond') return value.slice(0, part.width);
  return part.width === 1 ? String(Number(value)) : value;
}

function timeFields(epochMs: number, timeZone: string): TimeFields {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  }).formatToParts(epochMs);
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  return {
    year: of('year').padStart(4, '0'),
    month: of('month'),
    day: of('day'),
    hour: of('hour'),
    minute: of('minute'),
    second: of('second'),
    fractionalSecond: of('fractionalSecond'),
  };
}
