import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../bin/start/build.ts';
import { remove, temporaryFolder } from '../support/laptop.ts';

const folders: string[] = [];
afterEach(() => remove(...folders.splice(0)));

function folder(): string {
  const made = temporaryFolder();
  folders.push(made);
  return made;
}

function start(...words: readonly string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const args = [join(PROJECT_ROOT, 'bin', 'start', 'start.ts'), '--once', '--no-sample', ...words];
    execFile(process.execPath, args, { timeout: 25_000 }, (error, stdout, stderr) => {
      resolve({ exitCode: error ? Number(error.code ?? 1) : 0, stdout, stderr });
    });
  });
}

/** One sentence of ours, no stack trace. */
function plain(sentence: RegExp) {
  return { exitCode: 1, stderr: expect.stringMatching(new RegExp(`^npm start: [^\\n]*${sentence.source}[^\\n]*\\n$`)) };
}

test('`--once` prints the webhook’s URL and how to go on, and ends with 0', async () => {
  const { exitCode, stdout } = await start('--port', '0', '--data', folder());
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^Webhook +http:\/\/127\.0\.0\.1:\d+\/webhooks\/meta$/m);
  expect(stdout).toContain('npx lake');
});

test('what a start leaves is private to its user, in folders of an earlier version too', async () => {
  const dataDir = folder();
  for (const name of ['s3', 'logs']) mkdirSync(join(dataDir, name), { mode: 0o755 });
  expect(await start('--port', '0', '--data', dataDir)).toMatchObject({ exitCode: 0 });
  const made = readdirSync(dataDir, { recursive: true, encoding: 'utf8' });
  expect(made.length).toBeGreaterThan(10);
  const open = made.filter((name) => (statSync(join(dataDir, name)).mode & 0o077) !== 0);
  expect(open).toEqual([]);
});

test('a port in use is reported in one sentence', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? String(address.port) : '';
  expect(await start('--port', port, '--data', folder())).toMatchObject(plain(/Port \d+ is in use/));
  server.close();
});

test('a file in place of the data folder is reported in one sentence', async () => {
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  expect(await start('--port', '0', '--data', file)).toMatchObject(plain(/is not a folder/));
});

test('a corrupt secrets file is reported in one sentence that names it', async () => {
  const dataDir = folder();
  writeFileSync(join(dataDir, 'secrets.json'), 'garbage', { mode: 0o600 });
  expect(await start('--port', '0', '--data', dataDir)).toMatchObject(plain(/secrets\.json/));
});

test('a corrupt query database is reported in one sentence that names it', async () => {
  const dataDir = folder();
  mkdirSync(join(dataDir, 'athena'));
  writeFileSync(join(dataDir, 'athena', 'athena.duckdb'), 'garbage'.repeat(1000));
  expect(await start('--port', '0', '--data', dataDir)).toMatchObject(plain(/athena\.duckdb/));
});

test('a folder on which another stack runs is refused', async () => {
  const dataDir = folder();
  writeFileSync(join(dataDir, 'endpoint.json'), JSON.stringify({ pid: process.pid }));
  expect(await start('--port', '0', '--data', dataDir)).toMatchObject(plain(/already runs/));
});

test.each([
  ['--port', '99999'],
  ['--port', 'http'],
  ['--buffer-seconds', '0'],
  ['--nonsense', ''],
])('%s %s is refused with what is allowed', async (option, value) => {
  const { exitCode, stderr } = await start(option, value);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining(option)]);
});
