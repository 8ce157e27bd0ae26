import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../bin/start/build.ts';
import { remove, temporaryFolder } from '../support/laptop.ts';

const folders: string[] = [];
afterEach(() => remove(...folders.splice(0)));

function start(plan: string): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const dataDir = temporaryFolder();
  folders.push(dataDir);
  const words = ['--once', '--no-sample', '--port', '0', '--data', dataDir, '--faults', plan];
  return new Promise((resolve) => {
    execFile(process.execPath, [join(PROJECT_ROOT, 'bin', 'start', 'start.ts'), ...words], (error, stdout, stderr) => {
      resolve({ exitCode: error ? Number(error.code ?? 1) : 0, stdout, stderr });
    });
  });
}

test('`npm start -- --faults` takes the example, and prints at the end how often each fault struck', async () => {
  const { exitCode, stdout } = await start(join(PROJECT_ROOT, 'packages', 'aws-laptop', 'examples', 'faults.json'));
  expect(exitCode).toBe(0);
  expect(stdout).toContain('Fault dynamodb PutItem throttle: 0 of 0');
});

test.each([
  [
    'an unknown word',
    '{"seed":1,"faults":[{"service":"dynamodb","operation":"Put","fault":"throttle","every":1}]}',
    /"Put" is not one of dynamodb's PutItem/,
  ],
  ['no JSON', 'faults: all', /plan\.json cannot be read/],
])('a plan with %s is refused before anything starts', async (_what, text, words) => {
  const folder = temporaryFolder();
  folders.push(folder);
  const file = join(folder, 'plan.json');
  writeFileSync(file, text);
  const { exitCode, stderr, stdout } = await start(file);
  expect([exitCode, stderr]).toEqual([1, expect.stringMatching(words)]);
  expect(stdout).toBe('');
});
