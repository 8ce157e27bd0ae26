import { createHash } from 'node:crypto';
import { normalForm } from '../../domain/personal/normal-form.ts';
import { Needles } from '../support/needles.ts';
import type { Planted } from './planted.ts';

/** A person whose data are spelled so that a plain search does not see them. */
export interface Disguised {
  readonly as: string;
  readonly person: Planted;
  readonly disguised: Planted;
}

type Disguise = (one: Planted) => Partial<Planted>;

function digitsFrom(zero: number): (text: string) => string {
  return (text) => text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
}

function between(text: string, mark: string): string {
  return [...text].join(mark);
}

function percent(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}

function digest(algorithm: string, text: string): string {
  return createHash(algorithm).update(text).digest('hex');
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

const DISGUISES: Readonly<Record<string, Disguise>> = {
  'Arabic-Indic digits': ({ phone }) => ({ phone: digitsFrom(0x660)(phone) }),
  'full-width digits and signs': ({ phone, email, name }) => ({
    phone: digitsFrom(0xff10)(phone),
    email: email.replace('@', '＠'),
    name: name.replace(/[a-z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)),
  }),
  'mathematical digits': ({ phone }) => ({ phone: digitsFrom(0x1d7ce)(phone) }),
  'Han digits': ({ phone }) => ({
    phone: phone.replace(/\d/g, (digit) => '〇一二三四五六七八九'[Number(digit)] ?? ''),
  }),
  'marks between digits': ({ phone }) => ({ phone: `${phone.slice(0, 4)}-${phone.slice(4, 7)}:${phone.slice(7)}` }),
  'underscores between digits': ({ phone }) => ({ phone: between(phone, '_') }),
  'zero-width spaces': ({ phone, email, name, words }) => ({
    phone: between(phone, '\u200b'),
    email: between(email, '\u200b'),
    name: between(name, '\u2060'),
    words: between(words, '\u00ad'),
  }),
  'percent-encoding': ({ phone, email, name, words }) => ({
    phone: percent(phone),
    email: email.replace('@', '%40'),
    name: percent(name),
    words: percent(percent(words)),
  }),
  'percent-encoding twice': ({ phone, email }) => ({
    phone: percent(percent(phone)),
    email: email.replace('@', '%2540'),
  }),
  'an at in words': ({ email }) => ({ email: email.replace('@', '(at)') }),
  'an at between blanks': ({ email }) => ({ email: email.replace('@', ' at ') }),
  MD5: ({ phone, email }) => ({ phone: digest('md5', phone), email: digest('md5', email) }),
  'SHA-1 in capitals': ({ phone, email }) => ({
    phone: digest('sha1', phone).toUpperCase(),
    email: digest('sha1', email).toUpperCase(),
  }),
  'SHA-256': ({ phone, email }) => ({ phone: digest('sha256', phone), email: digest('sha256', email) }),
  base64: ({ phone, email, words }) => ({ phone: base64(phone), email: base64(email), words: base64(words) }),
  'base64 without padding': ({ phone, email }) => ({
    phone: base64(phone).replaceAll('=', ''),
    email: base64(email).replaceAll('=', ''),
  }),
  'the inside of a message id': ({ wamid }) => ({
    phone: wamid.slice('wamid.'.length),
    email: wamid.slice('wamid.'.length),
  }),
};

const KINDS = Object.entries(DISGUISES);

export function disguise(n: number, person: Planted): Disguised {
  const [as, change] = KINDS[n % KINDS.length] ?? ['nothing', () => ({})];
  return { as, person, disguised: { ...person, ...change(person) } };
}

/**
 * The same person with a name and words in the form of a vendor's words. Where the vendor alone writes a word, such a
 * word stays; these are planted only where people write.
 */
export function inCapitals(person: Planted): Planted {
  const capitals = (text: string) => text.toUpperCase().replaceAll(' ', '_');
  return { ...person, name: capitals(person.name), words: capitals(person.words), username: capitals(person.username) };
}

/** What of a person is unlike anything else, in small letters and without marks, and its unkeyed hashes. */
function tracesOf({ phone, userId, email, name, words, username }: Planted): readonly string[] {
  const local = email.split('@')[0] ?? '';
  const hashes = ['md5', 'sha1', 'sha256'].flatMap((kind) => [digest(kind, phone), digest(kind, email)]);
  const letters = [...name.split(' '), ...words.split(' '), ...username.split('.'), local];
  return [
    phone,
    userId.replace(/\D/g, ''),
    ...letters.filter((part) => part.length >= 8 && part !== 'tomorrow'),
    ...hashes,
  ];
}

/** Searches a text as it is, in its normal form, and in that without marks. */
export class Traces {
  private readonly needles: Needles;

  constructor(people: readonly Planted[]) {
    this.needles = new Needles([...new Set(people.flatMap(tracesOf))]);
  }

  in(text: string): readonly string[] {
    const form = normalForm(text).toLowerCase();
    const found = [text, form, form.replace(/[^0-9a-z]/g, '')].flatMap((spelling) => this.needles.in(spelling));
    return [...new Set(found.map(({ planted, as }) => `${as} of ${planted}`))].slice(0, 20);
  }
}
