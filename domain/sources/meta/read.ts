import { isObject, parseKeepingNumbers } from '../../shared/json.ts';

/** The member under which a delivery carries its own text. */
export const TEXT_AS_RECEIVED = 'text_as_received';

/**
 * Parses a delivery. Of members that an object names twice, JSON.parse keeps the last; RFC 8259 leaves open what they
 * mean. Such a text is kept beside the delivery, so that nothing is lost. Meta is not known to send any.
 * Throws SyntaxError when the text is not JSON.
 */
export function read(text: string): unknown {
  const delivery = parseKeepingNumbers(text);
  if (!isObject(delivery) || colonsIn(text) === membersIn(delivery)) return delivery;
  return { ...delivery, [TEXT_AS_RECEIVED]: text };
}

const QUOTE = 0x22;
const COLON = 0x3a;
const BACKSLASH = 0x5c;

/** Colons outside of strings: one per member. The text is JSON. */
function colonsIn(text: string): number {
  let colons = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) isInString = !isInString;
    else if (unit === BACKSLASH) at += 1;
    else if (unit === COLON && !isInString) colons += 1;
  }
  return colons;
}

/** Members of all objects in the value. Not recursive: how deep it nests is checked later. */
function membersIn(value: unknown): number {
  let members = 0;
  const waiting = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null || JSON.isRawJSON(next)) continue;
    const inner = Object.values(next);
    if (!Array.isArray(next)) members += inner.length;
    for (const one of inner) waiting.push(one);
  }
  return members;
}
