import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const GLOSSARY = 'docs/glossary.md';

/** History keeps its words, and licences are not ours to write. */
const NOT_OURS =
  /^(CHANGELOG\.md|docs\/glossary\.md|test\/words\.test\.ts)$|(^|\/)LICENSE$|^test\/fixtures\/|\.(json|csv|pem)$/;

interface Banned {
  readonly word: string;
  readonly instead: string;
}

/** The words of the glossary's last column, each with the term of its row. */
function bannedWords(glossary: string): readonly Banned[] {
  const rows = glossary.split('\n').filter((line) => line.startsWith('|'));
  const cells = rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return cells.flatMap(([instead = '', ...rest]) =>
    (rest.at(-1) ?? '')
      .split(', ')
      .filter((word) => word !== '' && word !== 'not' && !/^-+$/.test(word))
      .map((word) => ({ word, instead })),
  );
}

function trackedFiles(): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' });
  return listed.split('\0').filter((path) => path !== '' && !NOT_OURS.test(path));
}

/** `file:line: "word": write …` for each banned word or phrase, in any case, whole or as a part of a name. */
function findings(path: string, text: string, banned: readonly Banned[]): readonly string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      banned
        .filter(({ word }) => isIn(line, word.toLowerCase()))
        .map(({ word, instead }) => `${path}:${index + 1}: "${word}": write ${instead}`),
    );
}

function isIn(line: string, word: string): boolean {
  return word.includes(' ') ? ` ${line.toLowerCase()} `.includes(` ${word} `) : wordsOf(line).has(word);
}

/** Whole words, and the parts of names in camelCase and snake_case. */
function wordsOf(line: string): ReadonlySet<string> {
  const names = line.match(/\w+/g) ?? [];
  const parts = names.flatMap((name) => [name, ...name.split(/_|(?<=[a-z0-9])(?=[A-Z])/)]);
  return new Set(parts.map((part) => part.toLowerCase()));
}

const BANNED = bannedWords(readFileSync(join(ROOT, GLOSSARY), 'utf8'));

test('the glossary names words that are not used', () => {
  expect(BANNED.length).toBeGreaterThan(20);
});

test('no file uses a word that the glossary replaces', () => {
  const found = trackedFiles().flatMap((path) => findings(path, readFileSync(join(ROOT, path), 'utf8'), BANNED));
  expect(found).toEqual([]);
});

describe('the search', () => {
  const banned = [
    { word: 'shakeHands', instead: 'verify callback' },
    { word: 'fate', instead: 'outcome' },
  ];

  test.each([
    ['what its Fate is', 1],
    ['const fateOf = 1;', 1],
    ['SELECT message_fate FROM x', 1],
    ['source.shakeHands(delivery)', 1],
    ['fated and fatemarks are other words', 0],
  ])('finds in %j so many: %i', (line, count) => {
    expect(findings('a.ts', line, banned)).toHaveLength(count);
  });
});

test('no file has the marks of a merge that was not finished', () => {
  const marked = trackedFiles().filter((path) => /^(<{7}|>{7}) /m.test(readFileSync(join(ROOT, path), 'utf8')));
  expect(marked).toEqual([]);
});
