/** The longest name that is let into a column. */
export const LONGEST_NAME_CHARACTERS = 128;

/**
 * Seven digits in a row may be a number that somebody answers, as may as many with marks between them after a `+`; `@`
 * stands in e-mail addresses; a wamid holds a number.
 */
const PERSONAL = /\d{7}|\+(?:[\s().-]*\d){7}|@|wamid/i;
/** Seven digits and nothing but the marks that people write in phone numbers, unless it is a day. */
const DIALLED = /^(?:[\s().-]*\d){7,}[\s().-]*$/;
const WRITTEN_DAY = /^(?:20\d\d[-.]\d{1,2}[-.]\d{1,2}|\d{1,2}[-.]\d{1,2}[-.]20\d\d)$/;
const CONTROL = /\p{Cc}/u;

/**
 * Forms in which digits stand in a row by chance and that are no phone number (E.164 has at most 15 digits): a UUID,
 * and MD5, SHA-1 and SHA-256 in hexadecimal.
 */
const OPAQUE =
  /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i;

/** Of a campaign known by a long number nobody can say that it is none of a phone: the rule says how to write it. */
export const PLAIN_NAME_RULE = `1 to ${LONGEST_NAME_CHARACTERS} characters without @, a message id, a phone number or 7 digits in a row (but in a UUID or a hash); break a long number up with a letter before it (c-1234-5678), and a day (2026-11-20)`;

/**
 * Whether what a business calls something (a campaign, a button) may stand in the lake as it is: nothing in it looks
 * like a phone number, an e-mail address or a message id. Templates' names have a rule of their own (template.ts).
 */
export function isPlainName(name: string): boolean {
  if (name.length === 0 || name.length > LONGEST_NAME_CHARACTERS) return false;
  if (CONTROL.test(name) || !name.isWellFormed()) return false;
  return OPAQUE.test(name) || !(PERSONAL.test(name) || isDialled(name));
}

function isDialled(name: string): boolean {
  return DIALLED.test(name) && !WRITTEN_DAY.test(name);
}
