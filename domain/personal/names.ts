import { remembering } from '../remembering.ts';
import { hasFewDigits } from './digits.ts';
import { normalForm } from './normal-form.ts';

/** The longest name that stands in a column as it is. */
export const MAX_NAME_CHARACTERS = 128;

/** Letters of any script with their combining marks, ASCII digits, `_ . : -` and the space. */
const GRAMMAR = /^(?:\p{L}\p{M}*|[0-9_.: -])+$/u;

/** MD5, SHA-1 and SHA-256 in hexadecimal, and UUIDs: of a phone number they are undone by trying all numbers. */
const HEX_DIGEST = /[0-9a-f]{32}/i;
const MARKS = /[\s_.:-]/g;
/** A message id: it holds the phone number in base64. */
const MESSAGE_ID = /wamid/i;
/** Meta's business-scoped user ids, of two capitals, a dot, letters and digits. */
const USER_ID = /(?<![A-Za-z0-9])[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{10,}/;
/** `maria at example.com`, `maria_at_example dot com`. */
const SPELLED_ADDRESS =
  /(?<![\p{L}\p{N}])at[^\p{L}\p{N}]+[\p{L}\p{N}_: -]+(?:\.|[^\p{L}\p{N}]dot[^\p{L}\p{N}])\p{L}{2}/iu;

const REMEMBERED = 2_000;

/**
 * Whether what a business calls something (a campaign, a template, a button) may stand in a column as it is. One grammar
 * wherever the name comes from. It holds no phone number, e-mail address, message id, user id or unkeyed hash, by any
 * spelling; a person's name, and a text in base64 that happens to fit, cannot be told from a campaign's name.
 */
export function isPlainName(name: string): boolean {
  return name.length > 0 && name.length <= MAX_NAME_CHARACTERS && isPlain(name);
}

const isPlain = remembering(REMEMBERED, (name: string): boolean => {
  if (!GRAMMAR.test(name) || !hasFewDigits(name)) return false;
  const form = normalForm(name);
  if (form.includes('@') || MESSAGE_ID.test(form) || USER_ID.test(form) || SPELLED_ADDRESS.test(form)) return false;
  return !HEX_DIGEST.test(form.replace(MARKS, '')) && !holdsEncodedContact(form);
});

/** Ten characters of base64 are the fewest that hold seven digits. */
const BASE64 = /[A-Za-z0-9_-]{10,}/g;
const ENCODED_PHONE = /(?:\d[\s().+-]?){7}/;
const ENCODED_ADDRESS = /[\w.+-]{3,}@[\w-]{2,}\.\w{2,}/;

/** Base64 of a number or an address, as far as it fits the grammar; a group of four characters may begin anywhere. */
function holdsEncodedContact(form: string): boolean {
  return (form.match(BASE64) ?? []).some((token) =>
    [0, 1, 2, 3].some((start) => {
      const decoded = Buffer.from(token.slice(start), 'base64url').toString('latin1');
      return ENCODED_PHONE.test(decoded) || ENCODED_ADDRESS.test(decoded);
    }),
  );
}
