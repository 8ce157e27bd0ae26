import { describe, expect, test } from 'vitest';
import { pseudonym, readAllPseudonymKeys, readPseudonymKeys } from '../../../domain/identity/pseudonym-keys.ts';

const FIRST = 'first pepper of the tests, 32 chars or more';
const SECOND = 'second pepper of the tests, 32 chars or more';

test('the current version is the one that "current" names', () => {
  const text = JSON.stringify({ current: '2', 1: FIRST, 2: SECOND });
  expect(readPseudonymKeys(text)).toEqual({ currentVersion: '2', pepper: SECOND });
});

test('a new pepper gives other pseudonyms, and says by its version that it did', () => {
  const before = pseudonym(readPseudonymKeys(JSON.stringify({ current: '1', 1: FIRST })), 'phone', '15550100001');
  const after = pseudonym(readPseudonymKeys(JSON.stringify({ current: '2', 2: SECOND })), 'phone', '15550100001');
  expect([before[0], after[0]]).toEqual(['1', '2']);
  expect(before.slice(2)).not.toBe(after.slice(2));
});

test('members beside the current version stop nothing', () => {
  const text = JSON.stringify({ current: '1', 1: FIRST, 2: '', note: null, rotated: 7 });
  expect(readPseudonymKeys(text)).toEqual({ currentVersion: '1', pepper: FIRST });
});

test('all versions of the pepper are read, the current one first, and nothing else beside them', () => {
  const text = JSON.stringify({ current: '2', 1: FIRST, 2: SECOND, 3: 'too short', note: null, rotated: 7 });
  expect(readAllPseudonymKeys(text)).toEqual([
    { currentVersion: '2', pepper: SECOND },
    { currentVersion: '1', pepper: FIRST },
  ]);
  expect(() => readAllPseudonymKeys(JSON.stringify({ 1: FIRST }))).toThrow(/The pepper secret must be .* Set it again/);
});

describe('a secret that is no set of pseudonym keys is refused without being quoted', () => {
  test.each([
    ['a text', `${FIRST}`],
    ['no current version', JSON.stringify({ 1: FIRST })],
    ['a current version that is not there', JSON.stringify({ current: '3', 1: FIRST })],
    ['a short pepper', JSON.stringify({ current: '1', 1: 'first pepper' })],
    ['a pepper that is no text', JSON.stringify({ current: '1', 1: 7 })],
    ['a version named like a method', JSON.stringify({ current: 'constructor', 1: FIRST })],
    ['a list', JSON.stringify([FIRST])],
    ['null', 'null'],
  ])('%s', (_name, text) => {
    expect(() => readPseudonymKeys(text)).toThrow(/The pepper secret must be .* Set it again/);
    expect(() => readPseudonymKeys(text)).not.toThrow(/first pepper/);
  });

  test('a version named like the prototype', () => {
    expect(() => readPseudonymKeys(`{"current":"__proto__","1":"${FIRST}"}`)).toThrow(/The pepper secret must be/);
  });
});
