import { MIN_PHONE_DIGITS } from './digits.ts';

/** Phone numbers and e-mail addresses in words, in the languages that people spell them in most. All take normal forms. */

const AT = 'at|аt|aт|ат|arroba|arobase|chiocciola|klammeraffe|собака';
const DOT = 'dot|dоt|punkt|punto|ponto|point|точка';
const START = '(?<![\\p{L}\\p{N}])';
const DOTTED = `(?:\\.|\\s\\.\\s+|[^\\p{L}\\p{N}]+(?:${DOT})[^\\p{L}\\p{N}]+)`;

/** `maria at example.com`, `maria_at_example dot com`. */
const ADDRESS = new RegExp(`${START}(?:${AT})[^\\p{L}\\p{N}]+[\\p{L}\\p{N}_: -]+${DOTTED}\\p{L}{2}`, 'iu');
/** `mariaATexampleDOTcom`. */
const ADDRESS_IN_ONE_WORD = /[\p{Ll}\p{N}]AT[\p{Ll}\p{N}].*[\p{Ll}\p{N}]DOT\p{Ll}{2}/u;

export function isSpelledAddress(form: string): boolean {
  return ADDRESS.test(form) || ADDRESS_IN_ONE_WORD.test(form);
}

const DIGIT_WORDS = [
  'zero one two three four five six seven eight nine',
  'null eins zwei zwo drei vier fünf fuenf sechs sieben acht neun',
  'cero uno dos tres cuatro cinco seis siete ocho nueve',
  'zéro un deux trois quatre cinq sept huit neuf',
  'um dois três tres quatro sete oito nove',
  'uno due tre quattro cinque sei sette otto',
  'ноль один два три четыре пять шесть семь восемь девять',
  'शून्य एक दो तीन चार पांच पाँच छह सात आठ नौ',
  'صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة',
  '영 공 일 이 삼 사 오 육 칠 팔 구',
]
  .flatMap((words) => words.split(' '))
  .map((word) => word.normalize('NFKC'));

const WORD = DIGIT_WORDS.join('|');
const RUN = new RegExp(`(?:(?:[0-9]|${WORD})[\\s_.:-]*){${MIN_PHONE_DIGITS},}`, 'giu');
const ONE_WORD = new RegExp(WORD, 'giu');
/** Fewer beside digits are no number in words: `2026-11-20 um 12 uno`. */
const MIN_WORDS = 4;

/** `four nine one seven zero one two`, `사구일칠…`: as many digits in a row as a phone number has, most of them words. */
export function isSpelledNumber(form: string): boolean {
  return (form.match(RUN) ?? []).some((run) => (run.match(ONE_WORD)?.length ?? 0) >= MIN_WORDS);
}
