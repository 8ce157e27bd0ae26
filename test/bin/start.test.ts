import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../bin/start/build.ts';
import { remove, temporaryFolder } from '../support/laptop.ts';

const folders: string[] = [];
afterAll(() => remove(...folders.splice(0)));

function folder(): string {
  const made = temporaryFolder();
  folders.push(made);
  return made;
}

interface Started {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

function start(...words: readonly string[]): Promise<Started> {
  return new Promise((resolve) => {
    const args = [join(PROJECT_ROOT, 'bin', 'start', 'start.ts'), '--once', '--no-sample', ...words];
    execFile(process.execPath, args, (error, stdout, stderr) => {
      resolve({ exitCode: error ? Number(error.code ?? 1) : 0, stdout, stderr });
    });
  });
}

/** One sentence of ours, no stack trace. */
function plain(sentence: RegExp) {
  return { exitCode: 1, stderr: expect.stringMatching(new RegExp(`^npm start: [^\\n]*${sentence.source}[^\\n]*\\n$`)) };
}

describe('two starts on one folder', () => {
  const dataDir = folder();
  let first: Started;
  let second: Started;
  let broken: string;

  beforeAll(async () => {
    for (const name of ['s3', 'logs']) mkdirSync(join(dataDir, name), { mode: 0o755 });
    first = await start('--port', '0', '--data', dataDir);
    broken = writeCutOffFile(dataDir);
    second = await start('--port', '0', '--data', dataDir);
  });

  test('`--once` prints the webhook’s URL and how to go on, and ends with 0', () => {
    expect(first).toMatchObject({ exitCode: 0, stderr: '' });
    expect(first.stdout).toMatch(/^Webhook +http:\/\/127\.0\.0\.1:\d+\/webhooks\/meta$/m);
    expect(first.stdout).toContain('npx lake');
    expect(first.stdout).toContain('No message has been sent yet.');
  });

  test('each step says how long it took, and the longest of a first start is not one of the second', () => {
    const took = /^(.+) ….* \(?(\d+\.\d) s\)?$/gm;
    const stepsOf = ({ stdout }: Started) => [...stdout.matchAll(took)].map(([, step = '']) => step.trim());
    expect(stepsOf(first)).toContainEqual(expect.stringMatching(/^Building the bundles/));
    expect(stepsOf(first)).toContainEqual(expect.stringMatching(/^Custom::AthenaViews/));
    expect(stepsOf(second)).not.toContainEqual(expect.stringMatching(/^Custom::AthenaViews/));
    expect(stepsOf(second).length).toBe(stepsOf(first).length - 1);
  });

  test('what a start leaves is private to its user, in folders of an earlier version too', () => {
    const made = readdirSync(dataDir, { recursive: true, encoding: 'utf8' });
    expect(made.length).toBeGreaterThan(10);
    const open = made.filter((name) => (statSync(join(dataDir, name)).mode & 0o077) !== 0);
    expect(open).toEqual([]);
  });

  test('a file that was cut off is named with the way out, and the stack serves without the numbers', () => {
    expect(second.exitCode).toBe(1);
    expect(second.stdout).toMatch(/^Webhook +http/m);
    expect(second.stderr).toContain(`On this laptop it is ${broken}. `);
    expect(second.stderr).toContain(`npx lake --data ${dataDir} replay --from raw --since 2026-11-20`);
  });

  test('a third, without the secrets of the first, is refused with what it would mean and the ways out', async () => {
    rmSync(join(dataDir, 'secrets.json'));
    const refused = await start('--port', '0', '--data', dataDir);
    expect(refused).toMatchObject({ stdout: '', ...plain(/secrets\.json is missing.*count twice.*Restore.*--data/) });
    expect(existsSync(join(dataDir, 'secrets.json'))).toBe(false);
  });
});

/** As a disk that was full leaves it; its path. */
function writeCutOffFile(dataDir: string): string {
  const lake = readdirSync(join(dataDir, 's3')).find((bucket) => bucket.includes('storeslake')) ?? '';
  const partition = join(dataDir, 's3', lake, 'events', 'dt=2026-11-20', 'family=messaging');
  mkdirSync(partition, { recursive: true, mode: 0o700 });
  const file = join(partition, 'cut-off.parquet');
  writeFileSync(file, 'PAR1 and no more', { mode: 0o600 });
  return file;
}

test('a port in use is reported in one sentence that names the option, before anything is built', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? String(address.port) : '';
  expect(await start('--port', port, '--data', folder())).toMatchObject({
    stdout: '',
    ...plain(/Port \d+ is in use: .*--port/),
  });
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

test.runIf(process.platform === 'linux')('a folder that cannot be made is refused at once', async () => {
  expect(await start('--port', '0', '--data', '/proc/x')).toMatchObject({
    stdout: '',
    ...plain(/\/proc\/x cannot be made/),
  });
});

test.each([
  ['reportingTimezone=Asia/Kolkata', /There is no setting "reportingTimezone"\. Did you mean "reportingTimeZone"\?/],
  ['bufferSeconds=10', /bufferSeconds: Too small: expected number to be >=60 \(given: 10\)/],
])('--set %s is refused without a stack trace, before anything is built', async (given, words) => {
  const { exitCode, stdout, stderr } = await start('--set', given, '--data', folder(), '--port', '0');
  expect([exitCode, stdout, stderr]).toEqual([1, '', expect.stringMatching(words)]);
  expect(stderr).not.toMatch(/^ +at /m);
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
  ['--sample-days', '0'],
  ['--nonsense', ''],
  ['--set', 'reportingTimeZone'],
])('%s %s is refused with what is allowed', async (option, value) => {
  const { exitCode, stderr } = await start(option, value);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining(option)]);
});
