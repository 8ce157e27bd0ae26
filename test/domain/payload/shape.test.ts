import { describe, expect, test } from 'vitest';
import { shapeOf } from '../../../domain/payload/shape.ts';

describe('the paths of a payload', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['are each value’s, with its kind', { a: 'x', b: 1, c: true }, ['a string', 'b number', 'c boolean']],
    ['lead through objects', { a: { b: { c: 'x' } } }, ['a.b.c string']],
    ['lead through lists, whose elements are one path', { a: [{ b: 1 }, { b: 2 }] }, ['a[].b number']],
    ['lead through lists in lists', { a: [[1]] }, ['a[][] number']],
    ['are sorted, each once', { b: 1, a: [1, 1, 'x'] }, ['a[] number', 'a[] string', 'b number']],
    ['tell null apart', { a: null }, ['a null']],
    [
      'name no member that could be somebody’s data',
      { 'Ada Example': { '15550100001': 1 } },
      ['<member>.<member> number'],
    ],
    ['of a bare value begin with nothing', 7, [' number']],
    ['of nothing are none', { a: {}, b: [] }, []],
  ])('%s', (_rule, item, paths) => expect(shapeOf(item).paths).toEqual(paths));
});

test('a fingerprint is sixteen characters of base64url', () => {
  expect(shapeOf({ a: 1 }).fingerprint).toMatch(/^[A-Za-z0-9_-]{16}$/);
});

describe('however a payload is made, its paths are bounded', () => {
  const named = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`m${letters(n)}`, n]));
  const deep = (levels: number): unknown => JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);

  test.each<[string, unknown]>([
    ['in number', named(5_000)],
    ['in levels', deep(1_000_000)],
    ['in characters', { ['n'.repeat(32)]: named(999), ...Object.fromEntries(deepNames(20)) }],
  ])('%s, and it says so', (_what, item) => {
    const { paths, isShortened, fingerprint } = shapeOf(item);
    expect(isShortened).toBe(true);
    expect(paths.length).toBeLessThan(1_000);
    expect(paths.join().length).toBeLessThan(70_000);
    expect(fingerprint).toBe(shapeOf(item).fingerprint);
  });

  test('what is listed whole does not say so', () => {
    expect(shapeOf({ a: [named(900)] }).isShortened).toBe(false);
    expect(shapeOf(deep(32))).toMatchObject({ isShortened: false, paths: [expect.stringContaining('number')] });
    expect(shapeOf(deep(33)).isShortened).toBe(true);
  });

  test('a value more of a known path takes no place', () => {
    expect(shapeOf(Array(100_000).fill({ a: 1 }))).toMatchObject({ paths: ['[].a number'], isShortened: false });
  });
});

/** A number in letters: names with digits are not shown. */
function letters(n: number): string {
  return [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
}

/** Members within members of long names. */
function deepNames(levels: number): readonly (readonly [string, unknown])[] {
  const name = 'd'.repeat(32);
  let value: unknown = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`leaf_${letters(n)}`, '']));
  for (let level = 0; level < levels; level += 1) value = { [name]: value };
  return [['deep', value]];
}
