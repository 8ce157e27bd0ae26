import { memoize } from '../shared/memoize.ts';
import { hasFewDigits } from './digits.ts';
import { holdsEncodedContact } from './encoded.ts';
import { normalForm } from './normal-form.ts';
import { isSpelledAddress, isSpelledNumber } from './spelled.ts';

/** The longest name that is stored in a column unchanged. */
export const MAX_NAME_CHARACTERS = 128;

/** Letters of any script with their combining marks, ASCII digits, `_ . : -` and the space. */
const GRAMMAR = /^(?:\p{L}\p{M}*|[0-9_.: -])+$/u;

/** MD5, SHA-1 and SHA-256 in hexadecimal, and UUIDs: of a phone number they are undone by trying all numbers. */
const HEX_DIGEST = /[0-9a-f]{32}/i;
const MARKS = /[\s_.:\p{M}-]/gu;
/** Characters that nobody sees: variation selectors and fillers may spell any text between letters. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u;
/** A message id: it holds the phone number in base64. */
const MESSAGE_ID = /wamid|(?<!\p{L})w[\s_.:-]*a[\s_.:-]*m[\s_.:-]*i[\s_.:-]*d(?!\p{L})/iu;
/** Meta's business-scoped user ids, of two capitals, a dot, letters and digits. */
const USER_ID = /(?<![A-Z0-9])[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{10,}/;
const REMEMBERED = 2_000;

/**
 * Whether what a business calls something (a campaign, a template, a button) may stand in a column as it is. One grammar
 * wherever the name comes from. It holds no phone number, e-mail address, message id, user id or unkeyed hash, by any
 * spelling; a person's name, and a text in base64 that happens to fit, cannot be distinguished from a campaign's name.
 */
export function isPlainName(name: string): boolean {
  return name.length > 0 && name.length <= MAX_NAME_CHARACTERS && isPlain(name);
}

const isPlain = memoize(REMEMBERED, (name: string): boolean => {
  if (!GRAMMAR.test(name) || UNSEEN.test(name) || !hasFewDigits(name)) return false;
  const form = normalForm(name);
  if (form.includes('@') || MESSAGE_ID.test(form) || USER_ID.test(form)) return false;
  if (isSpelledAddress(form) || isSpelledNumber(form)) return false;
  return !HEX_DIGEST.test(form.normalize('NFD').replace(MARKS, '')) && !holdsEncodedContact(form);
});
