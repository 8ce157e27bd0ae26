import { describe, expect, test } from 'vitest';
import { fixturesOf } from '../../../bin/docs/fixtures.ts';
import { itemKinds, SOURCES } from '../../../domain/sources/registry.ts';
import { expectedOf, goldenOf } from './golden.ts';

describe.each(SOURCES)('a delivery of source $name becomes the rows and rejections beside it', (source) => {
  const fixtures = fixturesOf([source]);

  test('there are some', () => {
    expect(fixtures.length).toBeGreaterThan(0);
  });

  test.each(fixtures)('$name', ({ text, expectedPath }) => {
    const golden = goldenOf(source, text);
    expect(golden).toEqual(expectedOf(expectedPath, golden));
  });

  test('its items are of the kinds that the source names', () => {
    const kinds = fixtures.flatMap(({ text }) =>
      source.split((source.read ?? JSON.parse)(text)).map(({ kind }) => kind),
    );
    expect([...new Set(kinds)].filter((kind) => !itemKinds([source]).includes(kind))).toEqual([]);
  });
});

test('a delivery without the other half of its pair fails with the rows and where to save them', () => {
  const golden = [{ row: { source: 'meta' }, partition: { family: 'messages' } }];
  const missing = () => expectedOf('test/fixtures/meta/nothing.expected.json', golden);
  expect(missing).toThrow('save them as test/fixtures/meta/nothing.expected.json');
  expect(missing).toThrow(JSON.stringify(golden, null, 2));
});
