import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleDay } from 'simulator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayOf } from '../../domain/event/time.ts';
import { type Laptop, remove, startLaptop, temporaryFolder } from '../support/laptop.ts';

/** Closed, with two open days. */
const DAY = dayOf(Date.now() - 4 * 86_400_000);
const { documents, truth } = sampleDay(DAY, 1, 60);
const METRICS = ['metric_message_funnel_daily', 'metric_intake_hourly'];

let laptop: Laptop;

beforeAll(async () => {
  laptop = await startLaptop(temporaryFolder());
  // Several deliveries of one day, so that it has several files; the last part comes late.
  for (const part of [0, 1, 2]) await deliver(documents.filter((_, n) => n % 4 === part));
});

afterAll(async () => {
  await laptop.close();
  remove(laptop.dataDir);
});

async function deliver(part: readonly unknown[]): Promise<void> {
  const file = join(laptop.dataDir, 'part.ndjson');
  writeFileSync(file, part.map((document) => `${JSON.stringify(document)}\n`).join(''));
  expect(await laptop.lake('deliver', 'meta', file)).toMatchObject({ exitCode: 0 });
  expect(await laptop.lake('flush')).toMatchObject({ exitCode: 0 });
}

/** Of this moment: nothing is buffered, and `flush` ends with a refresh that began after it. */
async function refreshed(): Promise<void> {
  expect(await laptop.lake('flush')).toMatchObject({ exitCode: 0 });
}

async function metrics(): Promise<readonly unknown[]> {
  await refreshed();
  return Promise.all(METRICS.map((metric) => laptop.query(`SELECT * FROM ${metric} ORDER BY 1, 2`)));
}

function files(prefix: string): readonly string[] {
  return globSync(`s3/*lake*/${prefix}/**/dt=${DAY}/**/*`, { cwd: laptop.dataDir, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}

test('the views step leaves no result behind: a bucket that holds objects could not be deleted on rollback', () => {
  expect(globSync('s3/*results*/**/*.txt*', { cwd: laptop.dataDir })).toEqual([]);
});

test('the function of the template compacts a closed day by its own permissions: fewer files, the same metrics', async () => {
  const before = await metrics();
  const { exitCode, stdout, stderr } = await laptop.lake('compact');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toContain(DAY);
  expect(await metrics()).toEqual(before);
  expect(files('compacted').length).toBeLessThan(files('events').length);
});

test('what comes late waits for the next run, which folds it in: the funnel is then the sample’s', async () => {
  const before = await metrics();
  await deliver(documents.filter((_, n) => n % 4 === 3));
  expect((await metrics())[0]).toEqual(before[0]);
  await laptop.lake('compact');
  const { sent, delivered, read, failed } = truth;
  expect((await metrics())[0]).toEqual([expect.objectContaining({ day: DAY, sent, delivered, read, failed })]);
});

test('a day is compacted by name, and an open one is refused', async () => {
  expect((await laptop.lake('compact', '--day', DAY)).stdout).toMatch(new RegExp(`^${DAY}: \\d+ rows`));
  const refused = await laptop.lake('compact', '--day', dayOf(Date.now()));
  expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/must be closed/) });
});

test('a second run while one is at it says who has the lease until when, and is no failure', async () => {
  const [lease = ''] = globSync('s3/*lake*/compaction/lease.json', { cwd: laptop.dataDir });
  const former = readFileSync(join(laptop.dataDir, lease), 'utf8');
  const until = new Date(Date.now() + 600_000).toISOString();
  writeFileSync(join(laptop.dataDir, lease), JSON.stringify({ owner: 'request-1', until }));
  const { exitCode, stdout, stderr } = await laptop.lake('compact');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toBe(
    `Another run (request request-1) compacts, until ${until} at the latest; run this again when it has ended.\n`,
  );
  writeFileSync(join(laptop.dataDir, lease), former);
  expect((await laptop.lake('compact')).stdout).toContain('are closed');
});

test('a deployment keeps the closed days closed', async () => {
  const before = await metrics();
  await laptop.close();
  // As if they had been replaced long ago and removed: what is read is read from the closed side.
  for (const folder of globSync(`s3/*lake*/events/dt=${DAY}`, { cwd: laptop.dataDir })) {
    rmSync(join(laptop.dataDir, folder), { recursive: true });
  }
  laptop = await startLaptop(laptop.dataDir);
  expect(await metrics()).toEqual(before);
  expect((await laptop.lake('compact')).stdout).toMatch(
    /^Nothing to compact\. Days up to \d{4}-\d\d-\d\d are closed\.\n$/,
  );
});
