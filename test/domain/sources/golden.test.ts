import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fixturesOf } from '../../../bin/docs/fixtures.ts';
import { itemKinds, SOURCES } from '../../../domain/sources/registry.ts';
import { goldenOf } from './golden.ts';

describe.each(SOURCES)('a delivery of source $name becomes the rows and rejections beside it', (source) => {
  const fixtures = fixturesOf([source]);

  test('there are some', () => {
    expect(fixtures.length).toBeGreaterThan(0);
  });

  test.each(fixtures)('$name', ({ text, expectedPath }) => {
    expect(existsSync(expectedPath), `${expectedPath} is the other half of the pair`).toBe(true);
    expect(goldenOf(source, text)).toEqual(JSON.parse(readFileSync(expectedPath, 'utf8')));
  });

  test('its items are of the kinds that the source names', () => {
    const kinds = fixtures.flatMap(({ text }) =>
      source.split((source.read ?? JSON.parse)(text)).map(({ kind }) => kind),
    );
    expect([...new Set(kinds)].filter((kind) => !itemKinds([source]).includes(kind))).toEqual([]);
  });
});
