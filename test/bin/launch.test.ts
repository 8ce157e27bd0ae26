import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { afterEach, expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../bin/start/build.ts';
import { remove } from '../support/laptop.ts';

const LAUNCHER_FILES = ['launch.mjs', 'start.mjs', 'lake.mjs'];
const COMMANDS = [
  ['npm start', 'start.mjs'],
  ['lake', 'lake.mjs'],
];

const folders: string[] = [];
afterEach(() => remove(...folders.splice(0)));

/** A checkout that has the launcher, and of each named package no more than its package.json and an entry file. */
function checkout(...packages: readonly string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'checkout-'));
  folders.push(root);
  mkdirSync(join(root, 'bin'));
  cpSync(join(PROJECT_ROOT, 'package.json'), join(root, 'package.json'));
  for (const file of LAUNCHER_FILES) cpSync(join(PROJECT_ROOT, 'bin', file), join(root, 'bin', file));
  for (const name of packages) {
    const folder = join(root, 'node_modules', name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, main: 'index.js' }));
    writeFileSync(join(folder, 'index.js'), '');
  }
  return root;
}

/** Runs a command's launcher as if this were a Node of that version. */
function launch(root: string, file: string, version: string) {
  const preload = join(root, 'version.cjs');
  writeFileSync(
    preload,
    `Object.defineProperty(process, 'version', { value: 'v${version}' });
     Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`,
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', preload, join(root, 'bin', file)], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test.each(COMMANDS)('%s before `npm ci` says to run it, on any Node', (name, file) => {
  const root = checkout();
  for (const version of ['18.20.0', '24.1.0']) {
    expect(launch(root, file, version)).toEqual({
      status: 1,
      stdout: '',
      stderr: `${name}: The dependencies are not installed. Run \`npm ci\` in this folder first.\n`,
    });
  }
});

test.each(COMMANDS)('%s on an old Node, the package "node" without its program, says both ways out', (name, file) => {
  const { status, stdout, stderr } = launch(checkout('commander', 'node'), file, '20.11.0');
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(
    new RegExp(
      `^${name}: Node 24 is missing: this is v20\\.11\\.0, [^\\n]*--ignore-scripts[^\\n]*npm rebuild node[^\\n]*\\n$`,
    ),
  );
});

test('a Node that is new enough runs the command when the package "node" has no program', () => {
  const root = checkout('commander', 'node');
  mkdirSync(join(root, 'bin', 'start'));
  writeFileSync(join(root, 'bin', 'start', 'start.ts'), 'console.log("started", process.argv.slice(2).join());');
  expect(launch(root, 'start.mjs', '24.1.0')).toEqual({ status: 0, stdout: 'started \n', stderr: '' });
});

test.each(LAUNCHER_FILES)('%s is JavaScript that a Node of years ago can read', (file) => {
  const source = readFileSync(join(PROJECT_ROOT, 'bin', file), 'utf8');
  const [old, latest] = ['node14', 'esnext'].map((target) => transformSync(source, { target }).code);
  expect(old).toBe(latest);
});
