/**
 * One spelling for texts that read alike, so that a phone number or an e-mail address is recognised however it is
 * written: NFKC, without format characters (zero-width spaces, bidirectional marks), every decimal digit as an ASCII
 * digit, percent-encoding decoded. Only for comparing: what is stored is never a normal form.
 */
export function normalForm(text: string): string {
  if (PLAIN.test(text)) return text;
  let form = text;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const next = onceNormalised(form);
    if (next === form) break;
    form = next;
  }
  return form;
}

/** Printable ASCII without a percent sign is its own normal form: most texts end here. */
const PLAIN = /^[\x20-\x24\x26-\x7e]*$/;

/** `%2525…40` may be encoded any number of times; a bound keeps hostile texts cheap. */
const MAX_ROUNDS = 8;

const FORMAT = /\p{Cf}/gu;

/**
 * Letters to Unicode, but phone numbers are written with them, digit by digit: by value, the forms of contracts among
 * them (Unicode's Numeric_Value of 0 to 9), and 两, which has no such value.
 */
const HAN_DIGITS = [
  '〇零',
  '一壱壹幺弌𠤪',
  '二㒃两兩弍弐貮貳贰',
  '三仨叁参參叄弎𠫽𠬙𢦘𣬛',
  '四亖肆𠁤𠃢𦉭',
  '五㐅㠪伍𠄡',
  '六陆陸𠫪',
  '七㭍柒漆𠀁',
  '八捌',
  '九廾玖',
];
const FOREIGN_DIGIT = new RegExp(`[^\\P{Nd}0-9]|[${HAN_DIGITS.join('')}]`, 'gu');
const PERCENT_ENCODED = /(?:%[0-9A-Fa-f]{2})+/g;

function onceNormalised(text: string): string {
  const decoded = text.replace(PERCENT_ENCODED, (bytes) => Buffer.from(bytes.replaceAll('%', ''), 'hex').toString());
  return decoded.normalize('NFKC').replace(FORMAT, '').replace(FOREIGN_DIGIT, asciiDigit);
}

function asciiDigit(digit: string): string {
  const han = HAN_DIGITS.findIndex((digits) => digits.includes(digit));
  return String(han === -1 ? decimalValue(digit.codePointAt(0) ?? 0) : han);
}

const DECIMAL = /^\p{Nd}$/u;

/** Digits of a script follow one another from zero to nine, so a digit's value is its distance from the first. */
function decimalValue(codePoint: number): number {
  let first = codePoint;
  while (DECIMAL.test(String.fromCodePoint(first - 1))) first -= 1;
  return (codePoint - first) % 10;
}
