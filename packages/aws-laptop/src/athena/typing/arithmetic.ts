import { commonType, isNumber } from './coercion.ts';
import * as types from './sql-type.ts';
import { type Known, type SqlType, sqlType } from './sql-type.ts';

type Sign = '+' | '-' | '*' | '/' | '%';

const isInterval = ({ name }: SqlType): boolean => name.startsWith('interval');
const isTime = ({ name }: SqlType): boolean => name === 'date' || name.startsWith('timestamp');

/** The type of the result; `none` where Trino has no such operator. Without `right`, of the one sign before a value. */
export function arithmeticType(sign: Sign, left: SqlType, right: Known): Known | 'none' {
  if (right === undefined) return isNumber(left) || isInterval(left) || left.name === 'unknown' ? left : 'none';
  if (left.name === 'unknown' || right.name === 'unknown') return withNull(sign, left, right);
  if (isNumber(left) && isNumber(right)) return ofNumbers(left, right);
  return ofTimes(sign, left, right);
}

/** NULL is taken for what the other side needs, if there is anything. */
function withNull(sign: Sign, left: SqlType, right: SqlType): Known | 'none' {
  const other = left.name === 'unknown' ? right : left;
  const fits = other.name === 'unknown' || isNumber(other) || ((isTime(other) || isInterval(other)) && sign !== '%');
  return fits ? undefined : 'none';
}

/** A decimal's result has its own precision, which nothing here depends on. */
function ofNumbers(left: SqlType, right: SqlType): Known {
  const common = commonType(left, right);
  return common?.name === 'decimal' ? sqlType('decimal') : common;
}

function ofTimes(sign: Sign, left: SqlType, right: SqlType): Known | 'none' {
  const isSum = sign === '+' || sign === '-';
  if (isSum && isTime(left) && isInterval(right)) return left;
  if (sign === '+' && isInterval(left) && isTime(right)) return right;
  if (sign === '-' && isTime(left) && isTime(right)) return types.DAYS;
  if (isSum && isInterval(left) && left.name === right.name) return left;
  if (isInterval(left) && isNumber(right) && (sign === '*' || sign === '/')) return left;
  if (sign === '*' && isNumber(left) && isInterval(right)) return right;
  return 'none';
}
