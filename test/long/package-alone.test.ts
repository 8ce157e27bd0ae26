import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../bin/start/build.ts';
import { remove, temporaryFolder } from '../support/laptop.ts';

const folder = temporaryFolder();
afterAll(() => remove(folder));

const PACKAGE = join(PROJECT_ROOT, 'packages', 'aws-laptop');

function npm(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd: folder, encoding: 'utf8' });
  return { status, output: `${stdout}${stderr}` };
}

test('the package copied alone into an empty folder installs, passes its tests and starts', () => {
  const names = execFileSync('git', ['ls-files', '-z'], { cwd: PACKAGE, encoding: 'utf8' }).split('\0').filter(Boolean);
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    cpSync(join(PACKAGE, name), join(folder, name));
  }
  const startedMs = Date.now();
  const installed = npm('install', '--no-audit', '--no-fund');
  if (installed.status !== 0 && /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH/.test(installed.output)) {
    console.log('NOT RUN: aws-laptop alone (no package registry can be reached)');
    return;
  }
  expect(installed).toMatchObject({ status: 0 });
  const types = npm('run', 'types');
  expect(types, types.output).toMatchObject({ status: 0 });
  const tested = npm('test');
  expect(tested, tested.output.slice(-4_000)).toMatchObject({ status: 0 });
  const help = spawnSync('npx', ['aws-laptop', '--help'], { cwd: folder, encoding: 'utf8' });
  expect(help.stdout).toContain('Usage: aws-laptop');
  console.log(`aws-laptop alone: ${names.length} files, ${Math.round((Date.now() - startedMs) / 1_000)} s`);
});
