import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };

const SOURCES = join(import.meta.dirname, '../src');

test('the package imports its own files and its dependencies, nothing of whoever reads what it writes', () => {
  const dependencies = Object.keys(manifest.dependencies);
  const imported = readdirSync(SOURCES).flatMap((file) =>
    [...readFileSync(join(SOURCES, file), 'utf8').matchAll(/\bfrom '([^']+)'/g)].map(([, name = '']) => name),
  );
  expect(imported.length).toBeGreaterThan(50);
  const isOwn = (name: string) => /^\.\/[\w-]+\.ts$/.test(name);
  const isDependency = (name: string) => dependencies.some((one) => name === one || name.startsWith(`${one}/`));
  expect(imported.filter((name) => !isOwn(name) && !isDependency(name))).toEqual([]);
});
