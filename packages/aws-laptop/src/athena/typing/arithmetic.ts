import { commonType, isNumber } from './coercion.ts';
import * as types from './sql-type.ts';
import { type Known, type SqlType, sqlType } from './sql-type.ts';

type Sign = '+' | '-' | '*' | '/' | '%';

const isInterval = ({ name }: SqlType): boolean => name.startsWith('interval');
const isTime = ({ name }: SqlType): boolean => name === 'date' || name.startsWith('timestamp');

/** `none` where Trino has no such operator, `ambiguous` where NULL could be of several types. */
type Result = Known | 'none' | 'ambiguous';

/** The type of the result. Without `right`, of the one sign before a value. */
export function arithmeticType(sign: Sign, left: SqlType, right: Known): Result {
  if (right === undefined) return isNumber(left) || isInterval(left) || left.name === 'unknown' ? left : 'none';
  if (left.name === 'unknown' && right.name === 'unknown') return sign === '%' ? left : 'ambiguous';
  if (left.name === 'unknown') return withNull(sign, right, true);
  if (right.name === 'unknown') return withNull(sign, left, false);
  if (isNumber(left) && isNumber(right)) return ofNumbers(left, right);
  return ofTimes(sign, left, right);
}

/** NULL is taken for what the other side needs, if that is one type alone. */
function withNull(sign: Sign, other: SqlType, isFirst: boolean): Result {
  if (isNumber(other)) return isIntervalToo(sign, other, isFirst) ? 'ambiguous' : other;
  if (isTime(other)) return timeAndNull(sign, other, isFirst);
  if (!isInterval(other) || sign === '%') return 'none';
  if (sign === '/') return isFirst ? 'none' : other;
  return sign === '*' || (sign === '-' && !isFirst) ? other : 'ambiguous';
}

/** Intervals are multiplied by bigints and doubles, and divided by doubles. */
function isIntervalToo(sign: Sign, { name }: SqlType, isFirst: boolean): boolean {
  if (sign === '*') return name === 'bigint' || name === 'double';
  return sign === '/' && isFirst && name === 'double';
}

function timeAndNull(sign: Sign, time: SqlType, isFirst: boolean): Result {
  if (sign === '+') return time;
  if (sign !== '-') return 'none';
  if (isFirst) return types.DAYS;
  return time.name === 'date' ? time : 'ambiguous';
}

/** A decimal's result has its own precision, which nothing here depends on. */
function ofNumbers(left: SqlType, right: SqlType): Known {
  const common = commonType(left, right);
  return common?.name === 'decimal' ? sqlType('decimal') : common;
}

function ofTimes(sign: Sign, left: SqlType, right: SqlType): Result {
  const isSum = sign === '+' || sign === '-';
  if (isSum && isTime(left) && isInterval(right)) return left;
  if (sign === '+' && isInterval(left) && isTime(right)) return right;
  if (sign === '-' && isTime(left) && isTime(right)) return types.DAYS;
  if (isSum && isInterval(left) && left.name === right.name) return left;
  if (isInterval(left) && isNumber(right) && (sign === '*' || sign === '/')) return left;
  if (sign === '*' && isNumber(left) && isInterval(right)) return right;
  return 'none';
}
