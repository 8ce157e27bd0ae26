import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetObjectCommand, S3Client, type S3ServiceException } from '@aws-sdk/client-s3';
import { createFaults, OPERATOR_ACCESS_KEY } from 'aws-laptop';
import { type ManualClock, manualClock } from 'aws-laptop/testing';
import { sampleDay } from 'simulator';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { dayOf } from '../../domain/event/time.ts';
import { type Laptop, remove, startLaptop, temporaryFolder } from '../support/laptop.ts';
import { failuresListed, funnel, poisonedAssembly, run } from './replay.ts';

const MINUTE_MS = 60_000;
const { documents, truth } = sampleDay(dayOf(Date.now() - 86_400_000), 7, 60);
const folders: string[] = [];
let laptop: Laptop | undefined;

afterEach(async () => {
  await laptop?.close();
  laptop = undefined;
});
afterAll(() => remove(...folders));

interface Started {
  readonly lake: Laptop;
  readonly clock: ManualClock;
}

async function start(dataDir: string, assembly?: string, faults = createFaults()): Promise<Started> {
  await laptop?.close();
  // Noon: the nightly compaction is not due.
  const clock = manualClock(Date.UTC(2026, 10, 20, 12));
  laptop = await startLaptop(dataDir, assembly, { clock, faults });
  return { lake: laptop, clock };
}

/** Posts the sample to a stack whose transform fails on some of it, and delivers it. */
async function withFailures(faults = createFaults()): Promise<Started & { readonly dataDir: string }> {
  const [assembly, dataDir] = [await poisonedAssembly(), temporaryFolder()];
  folders.push(assembly, dataDir);
  const started = await start(dataDir, assembly, faults);
  const file = join(dataDir, 'day.ndjson');
  writeFileSync(file, documents.map((document) => `${JSON.stringify(document)}\n`).join(''));
  await run(started.lake, 'deliver', 'meta', file, '--concurrency', '4');
  await run(started.lake, 'flush');
  return { ...started, dataDir };
}

/** The failed objects of a bucket, by its part of the template: their keys and bytes. */
function failedIn(dataDir: string, bucket: 'lake' | 'sealed'): ReadonlyMap<string, string> {
  const cwd = join(dataDir, 's3');
  const paths = globSync(`*stores${bucket}*/failed/**`, { cwd, withFileTypes: true }).filter((one) => one.isFile());
  const files = paths.map((one) => join(one.parentPath, one.name));
  return new Map(files.map((file) => [file.slice(file.indexOf('/failed/') + 1), readFileSync(file, 'utf8')]));
}

async function sealed(dataDir: string, { clock }: Pick<Started, 'clock'>): Promise<void> {
  clock.advance(5 * MINUTE_MS);
  await vi.waitFor(() => expect(failedIn(dataDir, 'lake').size).toBe(0), { timeout: 600_000, interval: 50 });
}

test('what failed is sealed within minutes, listed as before, and replayed from there once', async () => {
  const started = await withFailures();
  const { dataDir, lake } = started;
  const arrived = failedIn(dataDir, 'lake');
  expect(arrived.size).toBeGreaterThan(0);
  const listed = await failuresListed(lake);

  await sealed(dataDir, started);
  expect(failedIn(dataDir, 'sealed')).toEqual(arrived);
  expect(await failuresListed(lake)).toEqual(listed);

  const { lake: fixed } = await start(dataDir);
  const count = Number(listed[0]?.count);
  expect(await run(fixed, 'replay', '--source', 'failed')).toMatch(new RegExp(`^put +${count} `, 'm'));
  await run(fixed, 'flush');
  expect(await funnel(dataDir)).toMatchObject([truth]);
  expect(await run(fixed, 'replay', '--source', 'failed')).toMatch(new RegExp(`^ +already_replayed +${count} `, 'm'));
  expect(await run(fixed, 'flush')).toMatch(/^0 records delivered/);
});

test('what was replayed before it was sealed is not replayed afterwards', async () => {
  const { dataDir } = await withFailures();
  const fixed = await start(dataDir);
  expect(await run(fixed.lake, 'replay', '--source', 'failed')).not.toMatch(/^put +0 /m);
  await run(fixed.lake, 'flush');
  await sealed(dataDir, fixed);
  expect(await failuresListed(fixed.lake)).toEqual([]);
  expect(await run(fixed.lake, 'replay', '--source', 'failed')).toMatch(/^ +already_replayed/m);
  expect(await run(fixed.lake, 'flush')).toMatch(/^0 records delivered/);
  expect(await funnel(dataDir)).toMatchObject([truth]);
});

test('an object is sealed whichever of S3’s calls fail meanwhile, and never lost', async () => {
  const faults = createFaults();
  const started = await withFailures(faults);
  const { dataDir } = started;
  const arrived = failedIn(dataDir, 'lake');
  const [s3, every] = [{ service: 's3' }, { every: 2, atMost: 3 }];
  faults.use({
    seed: 1,
    faults: [
      { ...s3, ...every, operation: 'CopyObject', fault: 'error-after' },
      { ...s3, ...every, operation: 'CopyObject', fault: 'error-before' },
      { ...s3, ...every, operation: 'GetObject', fault: 'throttle' },
      { ...s3, ...every, operation: 'DeleteObject', fault: 'error-after' },
      { ...s3, ...every, operation: 'DeleteObject', fault: 'error-before' },
    ],
  });
  for (let minutes = 0; minutes < 60 && failedIn(dataDir, 'lake').size > 0; minutes += 5) {
    started.clock.advance(5 * MINUTE_MS);
    await vi.waitFor(() => expect(faults.counts().some(({ strikes }) => strikes > 0)).toBe(true), { timeout: 600_000 });
    for (const [key, body] of arrived) {
      expect([failedIn(dataDir, 'lake').get(key), failedIn(dataDir, 'sealed').get(key)]).toContain(body);
    }
  }
  faults.use(undefined);
  await sealed(dataDir, started);
  expect(failedIn(dataDir, 'sealed')).toEqual(arrived);
});

test('nobody but the functions reads what failed, not even who may do everything', async () => {
  const started = await withFailures();
  const { dataDir, lake } = started;
  const credentials = { accessKeyId: OPERATOR_ACCESS_KEY, secretAccessKey: 'laptop' };
  const s3 = new S3Client({ endpoint: lake.endpoint, region: 'us-east-1', credentials, forcePathStyle: true });
  const buckets = globSync('*stores{lake,sealed}*', { cwd: join(dataDir, 's3') });
  const [key = ''] = failedIn(dataDir, 'lake').keys();
  const readings = () =>
    Promise.all(
      buckets.map((Bucket) =>
        s3.send(new GetObjectCommand({ Bucket, Key: key })).catch((error: S3ServiceException) => error.name),
      ),
    );
  expect(await readings()).toEqual(['AccessDenied', 'AccessDenied']);
  await sealed(dataDir, started);
  expect(await readings()).toEqual(['AccessDenied', 'AccessDenied']);
});
