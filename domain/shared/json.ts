import stableStringify from 'safe-stable-stringify';
import { memoize } from './memoize.ts';

/** A JSON object of unknown content. Read its members with `member`, never with a dot: keys are foreign words. */
export type JsonObject = Readonly<Record<string, unknown>>;

if (typeof JSON.rawJSON !== 'function') {
  throw new Error('Node 24 is needed, for numbers to keep their digits: run this by npm (`npm test`, `npm run …`).');
}

/**
 * Numbers that printing may spell otherwise than they were received: 16 digits or more (Meta sends template ids as
 * numbers of up to 17), fractions, exponents, minus zero. Finding one only makes parsing slower.
 */
const UNCERTAIN_NUMBER = /(?:^|[:[,])\s*-?(?:\d{16}|\d+[.eE]|0\b)/;

/**
 * Parses JSON so that printing it again gives every number as it was received.
 * Throws SyntaxError when the text is not JSON.
 */
export function parseKeepingNumbers(text: string): unknown {
  return UNCERTAIN_NUMBER.test(text)
    ? JSON.parse(text, (_key, value, context) => exact(value, context?.source))
    : JSON.parse(text);
}

function exact(value: unknown, source: string | undefined): unknown {
  return typeof value === 'number' && source !== undefined && String(value) !== source ? JSON.rawJSON(source) : value;
}

/** Numbers within a document that a double may not hold: 16 digits or more, or with a fraction or an exponent. */
const LONG_NUMBER = /[:[,]\s*-?(?:\d{16}|\d+[.eE])/;

/** Parses an object or list of JSON with numbers that a double cannot hold as strings: ids stay ids. Throws SyntaxError. */
export function parseWithSafeIds(text: string): unknown {
  return LONG_NUMBER.test(text)
    ? JSON.parse(text, (_key, value, context) => safeId(value, context?.source))
    : JSON.parse(text);
}

function safeId(value: unknown, source: string | undefined): unknown {
  if (typeof value !== 'number' || source === undefined) return value;
  return Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value)) ? value : source;
}

/**
 * A value of `parseKeepingNumbers` as `parseWithSafeIds` reads it once it was printed: what one side accepts by this
 * form, the other accepts too, as the same.
 */
export function withSafeIds(value: unknown): unknown {
  if (typeof value === 'number') return safeId(value, String(value));
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withSafeIds);
  if (JSON.isRawJSON(value)) return safeId(Number(value.rawJSON), value.rawJSON);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withSafeIds(inner)]));
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own member of an object, or undefined: `constructor` and `__proto__` in a payload are only keys. */
export function member(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The value at a dotted path of own members (`pricing.category`), or undefined. Paths are the code's own words. */
export function at(value: unknown, path: string): unknown {
  let found = value;
  for (const name of namesOf(path)) {
    if (!isObject(found)) return undefined;
    found = found[name];
  }
  return found;
}

const PATHS = 10_000;

/** Cut and checked once: every row asks for the same few dozen paths. No name is one that every object inherits. */
const namesOf = memoize(PATHS, (path: string): readonly string[] => {
  const names = path.split('.');
  if (names.some((name) => name in Object.prototype)) {
    throw new Error(`The path "${path}" names a member that every object inherits: read it with \`member\`.`);
  }
  return names;
});

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A string or number as text; anything else, and the empty string, is null. Ids are text whatever was sent. */
export function text(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  return JSON.isRawJSON(value) ? value.rawJSON : null;
}

/** The same text for the same JSON value, whatever the order of its keys. */
export function canonical(value: unknown): string {
  return stableStringify(value) ?? 'null';
}

/** Whether objects and arrays stand in one another more levels deep than given. */
export function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(levels - 1, inner));
}
