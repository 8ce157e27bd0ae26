import type { Rng } from 'simulator';
import { normalForm } from '../../../domain/personal/normal-form.ts';

/** First and last code point of stretches that people, and those who hide something, write with. */
const STRETCHES: readonly (readonly [number, number])[] = [
  [0x20, 0x7e],
  [0x61, 0x7a],
  [0x41, 0x5a],
  [0x30, 0x39],
  [0xa1, 0x24f],
  [0x300, 0x36f],
  [0x391, 0x3c9],
  [0x410, 0x44f],
  [0x5d0, 0x5ea],
  [0x621, 0x64a],
  [0x660, 0x669],
  [0x905, 0x939],
  [0x966, 0x96f],
  [0x200b, 0x200f],
  [0x2060, 0x2064],
  [0x2070, 0x2079],
  [0x2460, 0x2473],
  [0x3041, 0x3096],
  [0x4e00, 0x4fff],
  [0xac00, 0xac80],
  [0xfe00, 0xfe0f],
  [0xff01, 0xff5e],
  [0x1d400, 0x1d7ff],
  [0x1f300, 0x1f64f],
];

/** How a number or an address may be written; `d` is a digit, `a` a letter, other characters stand for themselves. */
const FORMS = [
  '+dd ddd ddddddd',
  'tel:0ddd-ddddddd',
  '(ddd) ddd.dddd',
  'dd_ddd_ddd_ddddd',
  'aaaaa.aaaaaa@aaaaaaa.aaa',
  'aaaaa%40aaaaaa.aaa',
  'aaaaaaa aaaaaaaa',
  'AAAAAA-AAAAAAAA',
  'aaaaa-aaaaaaaaa',
  'AA.dddddddddddddddddd',
  'wamid.AAAAaaaaddddAAAA==',
];
const ZEROS = [0x30, 0x660, 0x966, 0xff10, 0x1d7ce];
const MIN_CHARACTERS = 8;

/** A random text with a character outside of `[A-Za-z0-9_]`, whose normal form is too long to be met by chance. */
export function randomText(random: Rng): string {
  for (;;) {
    const text = random.chance(0.4) ? ofForm(random) : ofStretches(random);
    if (/[^A-Za-z0-9_]/.test(text) && normalForm(text).trim().length >= MIN_CHARACTERS) return text;
  }
}

function ofStretches(random: Rng): string {
  const few = Array.from({ length: 3 }, () => picked(random, STRETCHES));
  return Array.from({ length: random.between(MIN_CHARACTERS, MIN_CHARACTERS + 16) }, () => {
    const [first, last] = picked(random, few);
    return String.fromCodePoint(random.between(first, last));
  }).join('');
}

function ofForm(random: Rng): string {
  const zero = picked(random, ZEROS);
  return picked(random, FORMS)
    .replace(/d/g, () => String.fromCodePoint(zero + random.between(0, 9)))
    .replace(/[aA]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + random.between(0, 25)));
}

function picked<T>(random: Rng, from: readonly T[]): T {
  const found = from[random.between(0, from.length - 1)];
  if (found === undefined) throw new RangeError('Nothing to pick from.');
  return found;
}
