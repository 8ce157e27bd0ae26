import { describe, expect, test } from 'vitest';
import { circlesAmong, importsIn, partOf, type SourceFile, sourcesOf } from './architecture.ts';

const SOURCES = sourcesOf(['bin', 'lib', 'lambdas', 'domain', 'packages', 'dashboard', 'bench']);

function sourcesIn(part: string): readonly SourceFile[] {
  return SOURCES.filter((source) => source.part === part);
}

/** `file -> import` for each import of the given files that the rule does not allow. */
function breaches(sources: readonly SourceFile[], allowed: (imported: string, source: SourceFile) => boolean) {
  return sources.flatMap((source) =>
    source.imports.filter((name) => !allowed(name, source)).map((name) => `${source.path} -> ${name}`),
  );
}

/** Which parts of ours a part may import, besides itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  lambdas: ['domain', 'dashboard'],
  lib: ['domain'],
  packages: [],
  dashboard: ['domain'],
  // What is measured is started as the tests start it.
  bench: ['bin', 'domain', 'dashboard', 'lambdas', 'packages', 'test'],
  bin: ['lib', 'domain', 'dashboard', 'packages', 'lambdas/aws'],
};

describe('imports run in one direction', () => {
  test.each(Object.entries(MAY_IMPORT))('%s imports only itself and %j', (part, others) => {
    const isOf = (name: string) => others.some((other) => name.startsWith(`${other}/`));
    const allowed = (name: string) => [null, part].includes(partOf(name)) || isOf(name);
    expect(breaches(sourcesIn(part), allowed)).toEqual([]);
  });

  test('a package imports only itself: neither the product nor another package', () => {
    const packageOf = (path: string) => path.split('/').slice(0, 2).join('/');
    const own = (name: string, { path }: SourceFile) => partOf(name) === null || packageOf(name) === packageOf(path);
    expect(breaches(sourcesIn('packages'), own)).toEqual([]);
  });

  test('packages are imported by name, from bin and bench only', () => {
    const isPackage = (name: string) => /^(packages|aws-laptop|simulator)(\/|$)/.test(name);
    const outside = SOURCES.filter(({ part }) => !['bin', 'bench', 'packages'].includes(part));
    expect(breaches(outside, (name) => !isPackage(name))).toEqual([]);
    const users = SOURCES.filter(({ part }) => part === 'bin' || part === 'bench');
    expect(breaches(users, (name) => !name.startsWith('packages/'))).toEqual([]);
  });

  test('only bin takes the app or the stack from lib', () => {
    const outside = SOURCES.filter(({ part }) => part !== 'lib' && part !== 'bin');
    expect(breaches(outside, (name) => partOf(name) !== 'lib')).toEqual([]);
  });

  test('files of ours are imported with their extension', () => {
    const isWhole = (name: string) =>
      !/^(bin|lib|lambdas|domain|packages|bench)\//.test(name) || /\.(ts|json)$/.test(name);
    expect(breaches(SOURCES, isWhole)).toEqual([]);
  });
});

describe('the domain is pure', () => {
  // Computation only: neither files, sockets, processes nor timers.
  const PACKAGES = new Set([
    'node:crypto',
    'node:zlib',
    'node:buffer',
    'csv-parse/sync',
    'safe-stable-stringify',
    'zod',
    'pure-rand',
    'libphonenumber-js',
    'standardwebhooks',
  ]);
  const packageOf = (name: string) => name.split('/')[0] ?? '';

  test('it imports no package but those that compute', () => {
    const isData = (name: string) => name.startsWith('domain/') && name.endsWith('.json');
    const allowed = (name: string) =>
      partOf(name) === 'domain' || isData(name) || PACKAGES.has(name) || PACKAGES.has(packageOf(name));
    expect(breaches(sourcesIn('domain'), allowed)).toEqual([]);
  });

  test.each([
    ['the time', /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\b/],
    ['chance', /\bMath\.random\b|\brandomUUID\b|\brandomBytes\b/],
    ['its surroundings', /\bprocess\.|\bfetch\(|\bsetTimeout\b|\bconsole\./],
  ])('it does not ask for %s', (_what, pattern) => {
    const asking = sourcesIn('domain').filter(({ code }) => pattern.test(code));
    expect(asking.map(({ path }) => path)).toEqual([]);
  });
});

describe('a vendor touches one place', () => {
  const SHARED = 'domain/sources/shared/';
  const isOfVendor = (path: string) => /^domain\/sources\/[^/]+\//.test(path) && !path.startsWith(SHARED);
  const ofVendors = sourcesIn('domain').filter(({ path }) => isOfVendor(path));
  const vendors = Map.groupBy(ofVendors, ({ path }) => vendorOf(path));

  /** A folder, or a file of `vendors/`. */
  function vendorOf(path: string): string {
    const [, , folder, file] = path.split('/');
    return folder === 'vendors' ? `vendors/${file}` : `${folder}/`;
  }

  const ALLOWED = /^domain\/(?:sources\/(?:shared\/|source\.ts$)|(?:event|identity|payload|personal|shared)\/)/;

  test.each([...vendors])(
    '%s imports shared parts and those of event, identity, payload and personal, never another vendor',
    (name, files) => {
      const isOwn = (imported: string) => imported.startsWith(`domain/sources/${name}`);
      const isOurs = (imported: string) => partOf(imported) !== null;
      expect(breaches(files, (imported) => !isOurs(imported) || isOwn(imported) || ALLOWED.test(imported))).toEqual([]);
    },
  );

  test('what is shared imports no vendor', () => {
    const shared = sourcesIn('domain').filter(({ path }) => path.startsWith(SHARED));
    expect(breaches(shared, (imported) => !isOfVendor(imported))).toEqual([]);
  });

  test('a vendor is one file of `vendors/` until it needs 300 lines', () => {
    const lines = (files: readonly SourceFile[]) => files.reduce((sum, { code }) => sum + code.split('\n').length, 0);
    const folders = [...vendors].filter(([name]) => name.endsWith('/') && name !== 'lake/');
    expect(folders.filter(([, files]) => files.length > 1 && lines(files) <= 300).map(([name]) => name)).toEqual([]);
    const files = [...vendors].filter(([name]) => !name.endsWith('/'));
    expect(files.filter(([, [file]]) => lines(file ? [file] : []) > 300).map(([name]) => name)).toEqual([]);
  });
});

test('the functions have no branch for the laptop', () => {
  const laptopAware = sourcesIn('lambdas').filter(({ code }) =>
    /AWS_ENDPOINT_URL|\blocalhost\b|127\.0\.0\.1/.test(code),
  );
  expect(laptopAware.map(({ path }) => path)).toEqual([]);
});

test('the functions and the domain never print: a log is the logger’s, without personal data', () => {
  const printing = [...sourcesIn('lambdas'), ...sourcesIn('domain')].filter(({ code }) => /\bconsole\./.test(code));
  expect(printing.map(({ path }) => path)).toEqual([]);
});

test('no files import each other in a circle, type imports included', () => {
  expect(circlesAmong(SOURCES)).toEqual([]);
});

describe('the scanner', () => {
  test('finds a circle through several files, and none where imports only run forward', () => {
    const file = (path: string, ...imports: readonly string[]): SourceFile => ({ path, part: '', code: '', imports });
    const circle = [file('a.ts', 'b.ts'), file('b.ts', 'c.ts'), file('c.ts', 'a.ts', 'd.ts'), file('d.ts')];
    expect(circlesAmong(circle)).toEqual([['a.ts', 'b.ts', 'c.ts']]);
    expect(circlesAmong(circle.slice(1))).toEqual([]);
  });

  test.each([
    ["import { a } from './a.ts';", ['./a.ts']],
    ["import type { A } from '../a.ts';", ['../a.ts']],
    ["import {\n  a,\n  b,\n} from './ab.ts';", ['./ab.ts']],
    ["export { a } from './a.ts';", ['./a.ts']],
    ["export * from './a.ts';", ['./a.ts']],
    ["import './effect.ts';", ['./effect.ts']],
    ["const a = await import('./a.ts');", ['./a.ts']],
    ["import * as z from 'zod/mini';", ['zod/mini']],
    ["const from = ['from', 'to'];", []],
  ])('sees %j', (code, expected) => {
    expect(importsIn(code)).toEqual(expected);
  });

  test('finds the sources it is to judge', () => {
    for (const part of ['bin', 'lib', 'lambdas', 'domain', 'packages'])
      expect(sourcesIn(part).length).toBeGreaterThan(0);
  });
});
