import { type JsonObject, list, member } from '../../json.ts';
import { textAt } from './mapping.ts';

const INT_BOUND = 2 ** 31;

/** `errors[0].code`: a message fails for one reason; further ones explain it. */
export function errorCode(item: JsonObject): number | null {
  return codeOf(list(member(item, 'errors'))[0]);
}

/** `code` of one error; null where it is no whole number that fits its column. */
export function codeOf(error: unknown): number | null {
  const code = Number(textAt(error, 'code') ?? Number.NaN);
  return Number.isInteger(code) && Math.abs(code) < INT_BOUND ? code : null;
}
