import { type JsonObject, list, member } from '../../shared/json.ts';
import { textAt } from './mapping.ts';

/** Meta's longest codes have seven digits (2593109: history declined); international phone numbers have more. */
const CODE_BOUND = 10_000_000;

/** `errors[0].code`: a message fails for one reason; further ones explain it. */
export function errorCode(item: JsonObject): number | null {
  return codeOf(list(member(item, 'errors'))[0]);
}

/** `code` of one error; null where it is no whole number of seven digits at most. */
export function codeOf(error: unknown): number | null {
  const code = Number(textAt(error, 'code') ?? Number.NaN);
  return Number.isInteger(code) && Math.abs(code) < CODE_BOUND ? code : null;
}
