import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rowsOf } from '../../pipeline.ts';
import { outcomesOf } from './golden.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/meta');

function casesIn(folder: string): readonly string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.filter((name) => !name.endsWith('.expected.json')).map((name) => name.slice(0, -'.json'.length));
}

function check(folder: string, name: string): void {
  const outcomes = outcomesOf(readFileSync(join(folder, `${name}.json`), 'utf8'));
  expect(outcomes).toEqual(JSON.parse(readFileSync(join(folder, `${name}.expected.json`), 'utf8')));
}

describe('a document becomes the rows beside it', () => {
  test.each(casesIn(FOLDER))('%s', (name) => check(FOLDER, name));
});

test('what an id or a time is written as is no drift: as a number of any size, and as a text', () => {
  for (const name of [
    'template-ids-of-every-size',
    'template-quality',
    'template-components',
    'shapes-of-other-versions',
  ]) {
    const rows = rowsOf(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));
    expect(
      rows.map(({ row }) => row.new_paths ?? null),
      name,
    ).toEqual(rows.map(() => null));
  }
});
