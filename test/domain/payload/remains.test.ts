import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newPaths, readKnownPaths } from '../../../domain/payload/drift.ts';
import { remainsOf } from '../../../domain/payload/remains.ts';
import { shapeOf } from '../../../domain/payload/shape.ts';
import { PLATFORM, vocabularyOf } from '../../../domain/payload/vocabulary.ts';
import { sends } from '../../../domain/sources/sends/sends.ts';

function payloadOf(item: unknown): unknown {
  return JSON.parse(remainsOf('test.kind', item, PLATFORM).payload);
}

describe('what remains of a payload', () => {
  test.each<[string, unknown, unknown]>([
    ['switches and small whole numbers are kept', { voice: true, count: 7 }, { voice: true, count: 7 }],
    ['a vendor’s word in a member of words is kept', { type: 'text' }, { type: 'text' }],
    ['CAPITAL_WORDS are kept in a member of words', { reason: 'NEW_REASON' }, { reason: 'NEW_REASON' }],
    ['CAPITAL_WORDS are described elsewhere', { body: 'MARIA_GARCIA' }, { body: '<text 12>' }],
    [
      'a place is described',
      { location: { latitude: 52, longitude: 13 } },
      { location: { latitude: '<number>', longitude: '<number>' } },
    ],
    [
      'what people fill in is described, whatever its member is called',
      { nfm_reply: { response_json: { code: 4829, status: 'positive', voice: true } } },
      { nfm_reply: { response_json: { code: '<number>', status: '<word 8>', voice: '<boolean>' } } },
    ],
    [
      'a contact card’s own words are described',
      { contacts: [{ phones: [{ type: 'mum' }, { type: 'HOME' }] }] },
      { contacts: [{ phones: [{ type: '<word 3>' }, { type: 'HOME' }] }] },
    ],
    [
      'a member with digits in its name is not named',
      { tel_49_170_123_45678: 1, step_2: 1 },
      { '<member 0>': '<number>', '<member 1>': '<number>' },
    ],
    ['a time is kept in a member of times', { timestamp: '1795190400' }, { timestamp: '1795190400' }],
    ['a text is described', { body: 'Ada wrote' }, { body: '<text 9>' }],
    ['a name is described, also where a word belongs', { type: 'AdaExample' }, { type: '<text 10>' }],
    [
      'a number that somebody may answer is described',
      { any: 15_550_100_001, type: '15550100001' },
      { any: '<number>', type: '<text 11>' },
    ],
    ['a coordinate is described', { latitude: 48.137 }, { latitude: '<number>' }],
    ['a member with a number for a name is not named', { '15550100001': 1 }, { '<member 0>': '<number>' }],
    ['a member with a person for a name is not named', { 'Ada Example': 1 }, { '<member 0>': '<number>' }],
  ])('%s', (_rule, item, kept) => {
    expect(payloadOf(item)).toEqual(kept);
  });

  test('of what the business posts nothing but known words is kept', () => {
    const { payload } = remainsOf(
      'sends.send',
      { count: 7, status: 'MARIA_GARCIA', kind: 'url', type: 'text' },
      vocabularyOf(sends.vocabulary),
    );
    expect(JSON.parse(payload)).toEqual({ count: '<number>', status: '<text 12>', kind: '<text 3>', type: 'text' });
  });

  test('is JSON, whatever it was', () => {
    fc.assert(fc.property(fc.jsonValue(), (item) => void payloadOf(item)));
  });
});

describe('the shape of a payload', () => {
  test('is the same whatever the values and the order of members are', () => {
    expect(shapeOf({ a: 'x', b: [1, 2] }).fingerprint).toBe(shapeOf({ b: [3], a: 'y' }).fingerprint);
  });

  test.each<[string, unknown]>([
    ['another member', { a: 'x', b: [1], c: 1 }],
    ['another kind of value', { a: 1, b: [1] }],
    ['a list where a value was', { a: ['x'], b: [1] }],
  ])('differs with %s', (_what, item) => {
    expect(shapeOf(item).fingerprint).not.toBe(shapeOf({ a: 'x', b: [1] }).fingerprint);
  });
});

describe('drift', () => {
  const known = readKnownPaths({ 'meta.x': ['id string', 'text.body string'] });

  test('names the paths that a known kind did not have, with their kinds and without values', () => {
    expect(newPaths(known, 'meta.x', shapeOf({ id: '1', text: { body: 'b' }, later: { flag: true } }).paths)).toEqual([
      'later.flag boolean',
    ]);
  });

  test('is none for a kind that is not known, and for a known member that is null', () => {
    expect(newPaths(known, 'meta.y', shapeOf({ any: 1 }).paths)).toEqual([]);
    expect(newPaths(known, 'meta.x', shapeOf({ id: null }).paths)).toEqual([]);
  });

  test('shows in the row when a field appears that Meta did not send before', () => {
    const status = { id: 'wamid.1', status: 'sent', timestamp: '1795190400', recipient_id: '1', brand_new_member: 'x' };
    expect(remainsOf('meta.messages.status', status, PLATFORM).newPaths).toBe('["brand_new_member string"]');
  });
});

describe('a payload that is too long is shortened', () => {
  test.each<[string, unknown, (kept: unknown) => unknown, unknown]>([
    [
      'a list, by how many are left out',
      Array(60_000).fill(''),
      (kept) => Array.isArray(kept) && kept.at(-1),
      /^<\d+ more>$/,
    ],
    [
      'an object, by how many are left out',
      Object.fromEntries(Array.from({ length: 900 }, (_, n) => [`m${n}`, Array(100).fill('')])),
      (kept) => String(Object.entries(Object(kept)).at(-1)),
      /^<more>,\d+$/,
    ],
    [
      'what lies too deep, by its kind',
      JSON.parse(`${'['.repeat(40)}1${']'.repeat(40)}`),
      (kept) => JSON.stringify(kept),
      /^\[+"<list>"\]+$/,
    ],
  ])('%s, and stays JSON', (_rule, item, mark, expected) => {
    const { payload, shortened } = remainsOf('test.kind', item, PLATFORM);
    expect(payload.length).toBeLessThan(270_000);
    expect(mark(JSON.parse(payload))).toMatch(expected instanceof RegExp ? expected : '');
    expect(shortened).toContain('payload');
  });

  test('and keeps a shape of its own, whatever was remembered of its beginning', () => {
    const list = Array(60_000).fill('');
    const [whole, more] = [remainsOf('test.kind', [''], PLATFORM), remainsOf('test.kind', [...list, 1], PLATFORM)];
    expect(more.shape).toBe(shapeOf(['', 1]).fingerprint);
    expect(more.shape).not.toBe(whole.shape);
  });

  test('or else is marked as nothing', () => {
    expect(remainsOf('test.kind', { a: 1 }, PLATFORM).shortened).toEqual([]);
  });
});
