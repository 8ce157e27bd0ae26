/** Which types Trino takes for which others, by itself or by CAST (io.trino.type.TypeCoercion and its casts). */
import { BOOLEAN, type Known, type SqlType, sqlType, UNKNOWN } from './sql-type.ts';

/** Each is taken for those after it. */
const NUMBERS = ['tinyint', 'smallint', 'integer', 'bigint', 'decimal', 'real', 'double'];
const TIMES = ['date', 'timestamp', 'timestamp with time zone'];
/** Pieces of text that some functions' parameters are. */
const FROM_TEXT = new Set(['varchar', 'joniregexp', 'jsonpath', 'codepoints', 'likepattern']);

export const isNumber = ({ name }: SqlType): boolean => NUMBERS.includes(name);

export function isCoercible(from: SqlType, to: SqlType): boolean {
  if (from.name === 'unknown') return true;
  if (from.name === 'varchar') return FROM_TEXT.has(to.name);
  if (from.parts.length > 0) {
    return from.name === to.name && from.parts.every((part, at) => isCoercible(part, to.parts[at] ?? UNKNOWN));
  }
  return from.name === to.name || isBefore(NUMBERS, from, to) || isBefore(TIMES, from, to);
}

function isBefore(order: readonly string[], from: SqlType, to: SqlType): boolean {
  const at = order.indexOf(from.name);
  return at >= 0 && order.indexOf(to.name) > at;
}

/** The type that both are taken for; undefined if they have no common type. */
export function commonType(one: SqlType, other: SqlType): SqlType | undefined {
  if (one.name === other.name) return sameNamed(one, other);
  if (isCoercible(one, other)) return other;
  return isCoercible(other, one) ? one : undefined;
}

function sameNamed(one: SqlType, other: SqlType): SqlType | undefined {
  if (one.parts.length !== other.parts.length) return undefined;
  const parts = one.parts.map((part, at) => commonType(part, other.parts[at] ?? UNKNOWN));
  if (!parts.every((part) => part !== undefined)) return undefined;
  return sqlType(one.name, commonSizes(one, other), parts);
}

function commonSizes({ name, sizes }: SqlType, { sizes: others }: SqlType): readonly number[] {
  if (sizes.length === 0 || others.length === 0) return [];
  if (name !== 'decimal') return sizes.map((size, at) => Math.max(size, others[at] ?? 0));
  const [[precision = 0, scale = 0], [otherPrecision = 0, otherScale = 0]] = [sizes, others];
  const digits = Math.max(precision - scale, otherPrecision - otherScale);
  const common = Math.max(scale, otherScale);
  return [Math.min(38, digits + common), common];
}

/** The common type of all; `none` names the first two without one. Undefined where one of them is not known. */
export function commonOfAll(types: readonly Known[]): { common: Known; none?: readonly [SqlType, SqlType] } {
  let common: SqlType = UNKNOWN;
  let isKnown = true;
  for (const type of types) {
    if (type === undefined) isKnown = false;
    else {
      const next = commonType(common, type);
      if (next === undefined) return { common: undefined, none: [common, type] };
      common = next;
    }
  }
  return { common: isKnown ? common : undefined };
}

const SCALARS = new Set([...NUMBERS, BOOLEAN.name]);
const FROM_VARCHAR = new Set([...SCALARS, ...TIMES, 'varchar', 'varbinary', 'json', 'uuid']);
const TO_VARCHAR = new Set([...SCALARS, ...TIMES, 'interval day to second', 'interval year to month', 'uuid']);
const WITH_JSON = new Set([...SCALARS, ...TIMES, 'varchar', 'array', 'map', 'row', 'json']);

/** Whether CAST takes the one for the other. */
export function isCastable(from: SqlType, to: SqlType): boolean {
  if (from.name === 'unknown' || (from.name === to.name && from.parts.length === 0)) return true;
  if (from.name === 'json' || to.name === 'json') return WITH_JSON.has(from.name) && WITH_JSON.has(to.name);
  if (from.name === 'varchar') return FROM_VARCHAR.has(to.name);
  if (to.name === 'varchar') return TO_VARCHAR.has(from.name);
  if (from.parts.length > 0) {
    return from.name === to.name && from.parts.every((part, at) => isCastable(part, to.parts[at] ?? UNKNOWN));
  }
  return [SCALARS, new Set(TIMES)].some((group) => group.has(from.name) && group.has(to.name));
}
