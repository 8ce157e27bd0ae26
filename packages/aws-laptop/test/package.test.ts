import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };

const ROOT = join(import.meta.dirname, '..');
const TEXT = /\.(ts|mjs|json|sql|md)$/;
const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => TEXT.test(name) && !/(^|\/)(node_modules|cdk\.out)\/|package-lock\.json$/.test(name));
const textOf = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** The words are put together, so that this file may be read too. */
const WORDS = new RegExp(
  `${['what' + 'sapp', '\\bme' + 'ta\\b', 'la' + 'ke', '\\bdom' + 'ain/', '\\blamb' + 'das/'].join('|')}`,
  'i',
);
/** JavaScript's and S3's own names that contain one of them. */
const ALLOWED = new RegExp(['import\\.me' + 'ta', 'x-amz-me' + 'ta-'].join('|'), 'g');

test('no file knows a product that runs on the package', () => {
  const lines = files.flatMap((file) =>
    textOf(file)
      .split('\n')
      .map((line, index) => `${file}:${index + 1}: ${line}`),
  );
  expect(lines.filter((line) => WORDS.test(line.replace(ALLOWED, '')))).toEqual([]);
  expect(lines.length).toBeGreaterThan(8_000);
});

const IMPORT = /(?:^(?:import|export)\b[^;'"]*?\bfrom\s*|^import\s*|\bimport\(\s*)'([^']+)'/gm;
const code = files.filter((file) => file.endsWith('.ts'));
const importsOf = (file: string) => [...textOf(file).matchAll(IMPORT)].map(([, name]) => name ?? '');
const isLocal = (name: string) => name.startsWith('.');

test('no import leaves the package', () => {
  const outside = code.flatMap((file) =>
    importsOf(file)
      .filter(isLocal)
      .filter((name) => relative(ROOT, join(ROOT, dirname(file), name)).startsWith('..'))
      .map((name) => `${file} -> ${name}`),
  );
  expect(outside).toEqual([]);
});

test('what src imports is a dependency, what the tests import is one at least in development', () => {
  const packageOf = (name: string) => name.match(/^(@[^/]+\/)?[^/]+/)?.[0] ?? name;
  const missing = (file: string, known: object) =>
    importsOf(file)
      .filter((name) => !isLocal(name) && !name.startsWith('node:'))
      .map(packageOf)
      // The events' types only; nothing of it runs.
      .filter((name) => name !== 'aws-lambda' && !Object.hasOwn(known, name))
      .map((name) => `${file} -> ${name}`);
  const { dependencies, devDependencies, peerDependencies } = manifest;
  const inSource = code.filter((file) => file.startsWith('src/'));
  const atRun = inSource.flatMap((file) =>
    missing(file, file.startsWith('src/testing') ? { ...dependencies, ...peerDependencies } : dependencies),
  );
  const inTests = code.filter((file) => !file.startsWith('src/'));
  expect(atRun).toEqual([]);
  expect(inTests.flatMap((file) => missing(file, { ...dependencies, ...devDependencies }))).toEqual([]);
});
