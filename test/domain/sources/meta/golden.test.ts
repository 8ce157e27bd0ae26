import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
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
