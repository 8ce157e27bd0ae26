import { MIN_PHONE_DIGITS } from './digits.ts';

/** Contacts in base64 and base32, as far as they fit the grammar of names. All functions take normal forms. */

/** Ten characters of base64 are the fewest that hold seven digits. */
const BASE64 = /[A-Za-z0-9_-]{10,}/g;
const BASE32 = /[A-Za-z2-7]{12,}/g;
const MARKS = /[\s.:]/g;
/** A few bytes may stand between digits: marks, blanks, or zeros of UTF-16. */
const PHONE = new RegExp(`(?:\\d\\W{0,3}){${MIN_PHONE_DIGITS}}`);
const ADDRESS = /[\w.+-]{3,}@[\w-]{2,}\.\w{2,}/;
/** So many bytes of printable ASCII are no accident: names that decode to them are one in a hundred thousand. */
const SENTENCE = /^[\x20-\x7e]{15,}$/;
const WHOLLY_BASE64 = /^[A-Za-z0-9+/_-]{10,}={0,2}$/;

/** A group of four characters (of base32: of eight) may begin anywhere, and marks may stand between them. */
export function holdsEncodedContact(form: string): boolean {
  const joined = form.replace(MARKS, '');
  return [...new Set([form, joined])].some((text) => inBase64(text) || inBase32(text));
}

function inBase64(text: string): boolean {
  return (text.match(BASE64) ?? []).some((token) => startsOf(token, 4).some(holdsInBase64));
}

/** What was encoded twice is decoded twice. */
function holdsInBase64(encoded: string): boolean {
  const decoded = Buffer.from(encoded, 'base64url').toString('latin1');
  if (PHONE.test(decoded) || ADDRESS.test(decoded) || SENTENCE.test(decoded)) return true;
  const again = WHOLLY_BASE64.test(decoded) ? Buffer.from(decoded, 'base64').toString('latin1') : '';
  return PHONE.test(again) || ADDRESS.test(again);
}

function inBase32(text: string): boolean {
  return (text.match(BASE32) ?? []).some((token) =>
    startsOf(token.toUpperCase(), 8).some((encoded) => {
      const decoded = decodedBase32(encoded);
      return PHONE.test(decoded) || ADDRESS.test(decoded);
    }),
  );
}

function startsOf(token: string, group: number): readonly string[] {
  return Array.from({ length: group }, (_, start) => token.slice(start));
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648, section 6, without padding. */
function decodedBase32(encoded: string): string {
  let [bits, held, decoded] = [0, 0, ''];
  for (const character of encoded) {
    bits = ((bits << 5) | ALPHABET.indexOf(character)) & 0xfff;
    held += 5;
    if (held < 8) continue;
    held -= 8;
    decoded += String.fromCharCode((bits >> held) & 0xff);
  }
  return decoded;
}
