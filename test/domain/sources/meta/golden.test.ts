import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rowsOf } from '../../pipeline.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/meta');

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
