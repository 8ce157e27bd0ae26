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
