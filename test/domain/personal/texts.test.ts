import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pseudonym } from '../../../domain/identity/pseudonym-keys.ts';
import { isShortNumber, isShortNumberText } from '../../../domain/personal/digits.ts';
import { holdsKeyed, idColumn, nameColumn, wordColumn } from '../../../domain/personal/keyed.ts';
import { normalForm } from '../../../domain/personal/normal-form.ts';
import { PSEUDONYM_KEYS } from '../pipeline.ts';

interface TextCase {
  readonly why: string;
  readonly text: string;
  readonly mayStandAs: readonly string[];
}

interface FormCase {
  readonly why: string;
  readonly text: string;
  readonly form: string;
}

function cases<T>(file: string): readonly T[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8'));
}

const COLUMN_OF = { word: wordColumn, name: nameColumn, id: idColumn } as const;
const KINDS = ['word', 'name', 'id'] as const;

describe('a text is stored in a column as it is where its rule allows it, else as a keyed hash', () => {
  test.each(cases<TextCase>('texts.json'))('$why: $text', ({ text, mayStandAs }) => {
    const kept = KINDS.filter((kind) => COLUMN_OF[kind](PSEUDONYM_KEYS, text) === text.normalize('NFC'));
    expect(kept).toEqual(KINDS.filter((kind) => mayStandAs.includes(kind)));
    for (const kind of KINDS.filter((one) => !kept.includes(one) && (one !== 'name' || text !== ''))) {
      expect(COLUMN_OF[kind](PSEUDONYM_KEYS, text)).toMatch(/^1\.[\w-]{22}$/);
    }
  });

  test.each(cases<TextCase>('texts.json'))('as a number: $text', ({ text, mayStandAs }) => {
    expect(isShortNumberText(text)).toBe(mayStandAs.includes('number'));
    if (/^-?[1-9][0-9]*$/.test(text)) expect(isShortNumber(Number(text))).toBe(isShortNumberText(text));
  });
});

describe('texts that read alike have one normal form', () => {
  test.each(cases<FormCase>('normal-forms.json'))('$why', ({ text, form }) => {
    expect(normalForm(text)).toBe(form);
    expect(normalForm(form)).toBe(form);
  });

  test('which is its own, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const form = normalForm(text);
        expect(normalForm(form)).toBe(form);
      }),
    );
  });
});

describe('a name', () => {
  test('is the same whatever blanks stand around it and however its letters are composed', () => {
    expect(nameColumn(PSEUDONYM_KEYS, ' Cafe\u0301 ')).toBe('Café');
    expect(nameColumn(PSEUDONYM_KEYS, ' Cafe\u0301! ')).toBe(nameColumn(PSEUDONYM_KEYS, 'Café!'));
  });

  test('of nothing but blanks is none', () => {
    for (const blank of ['', '  ', '\u00a0', null]) expect(nameColumn(PSEUDONYM_KEYS, blank)).toBeNull();
  });

  test('that looks like a keyed hash is keyed, so that what looks like one is one', () => {
    const keyed = pseudonym(PSEUDONYM_KEYS, 'name', 'x@example.com');
    expect(nameColumn(PSEUDONYM_KEYS, keyed)).not.toBe(keyed);
    expect(holdsKeyed(PSEUDONYM_KEYS, keyed)).toBe(true);
    expect(holdsKeyed(PSEUDONYM_KEYS, 'spring-sale')).toBe(false);
    expect(holdsKeyed(PSEUDONYM_KEYS, JSON.stringify([{ id: keyed }]))).toBe(true);
    expect(holdsKeyed(PSEUDONYM_KEYS, JSON.stringify([{ id: 'buy-now' }]))).toBe(false);
  });
});

test('how many digits a phone number has is defined only in domain/personal', () => {
  const domain = join(import.meta.dirname, '../../../domain');
  const files = readdirSync(domain, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('personal'))
    .filter((file) =>
      /\b1_000_000\b|\b1e6\b|\b999_999\b|(?<!\\\.\\d)\{(?:[01],)?[67],?\}/.test(
        readFileSync(join(domain, file), 'utf8'),
      ),
    );
  // Digits of fractions aside. Local parts of Brazilian and Argentine numbers, which are canonicalised, not judged.
  expect(files).toEqual(['identity/phone.ts']);
});
