import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { remove, temporaryFolder } from '../support/laptop.ts';
import { refuseOtherDuckdb } from './dbt.ts';

test('PyPI’s DuckDB is pinned to the minor version of the npm one', () => {
  expect(() => refuseOtherDuckdb(join(import.meta.dirname, '../../package.json'))).not.toThrow();
});

test('another minor version is refused', () => {
  const folder = temporaryFolder();
  onTestFinished(() => remove(folder));
  const file = join(folder, 'package.json');
  writeFileSync(file, JSON.stringify({ devDependencies: { '@duckdb/node-api': '1.6.0-r.1' } }));
  expect(() => refuseOtherDuckdb(file)).toThrow('@duckdb/node-api is 1.6.0-r.1');
});
