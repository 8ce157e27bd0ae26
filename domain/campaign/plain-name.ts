/** The longest name that is let into a column. */
export const LONGEST_NAME_CHARACTERS = 128;

/** Seven digits in a row may be a number that somebody answers; `@` stands in e-mail addresses; a wamid holds a number. */
const PERSONAL = /\d{7}|@|wamid/i;
const CONTROL = /\p{Cc}/u;

/**
 * Forms in which digits stand in a row by chance and that are no phone number (E.164 has at most 15 digits): a UUID,
 * and MD5, SHA-1 and SHA-256 in hexadecimal.
 */
const OPAQUE =
  /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i;

export const PLAIN_NAME_RULE = `1 to ${LONGEST_NAME_CHARACTERS} characters without @, 7 digits in a row (but in a UUID or a hash) and a message id`;

/**
 * Whether what a business calls something (a campaign, a template, a button) may stand in the lake as it is: nothing in
 * it looks like a phone number, an e-mail address or a message id.
 */
export function isPlainName(name: string): boolean {
  if (name.length === 0 || name.length > LONGEST_NAME_CHARACTERS) return false;
  if (CONTROL.test(name) || !name.isWellFormed()) return false;
  return OPAQUE.test(name) || !PERSONAL.test(name);
}
