import { randomInt } from 'node:crypto';
import { createFaults } from 'aws-laptop';
import { sampleDay } from 'simulator';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { type Laptop, queryJson, remove, startLaptop, temporaryFolder } from '../support/laptop.ts';
import { allFaults } from './all-faults.ts';
import { copyRaw, events, funnel, run, widenedAssembly } from './replay.ts';
import { deliverAll, metaVendor } from './vendor.ts';

/** `REBUILD_SEED=<seed> npm run test:long -- rebuild` repeats a run's faults. */
const SEED = Number(process.env.REBUILD_SEED ?? randomInt(2 ** 31));
const APP_SECRET = 'an-invented-app-secret';
const { documents, truth } = sampleDay('2026-11-19', SEED, 200);
const BODIES = documents.map((document) => Buffer.from(JSON.stringify(document)));
const HALF = Math.floor(BODIES.length / 2);
const STORM = { posters: 4, tries: 4, pauseMs: 100 };
/** Longer than a lease (20 s). */
const CALM = { posters: 4, tries: 120, pauseMs: 250 };

const folders: string[] = [];
let laptop: Laptop | undefined;

afterEach(async () => {
  vi.unstubAllEnvs();
  await laptop?.close();
  laptop = undefined;
});
afterAll(() => remove(...folders));

function folder(): string {
  const made = temporaryFolder();
  folders.push(made);
  return made;
}

/** Posts as Meta does until each is taken, at first under every fault there is. */
async function stormThenCalm(dataDir: string, assembly: string | undefined, bodies: readonly Buffer[]): Promise<void> {
  const faults = createFaults();
  const lake = await startLaptop(dataDir, assembly, { bufferSeconds: 1, faults });
  laptop = lake;
  const post = metaVendor(`${lake.url}/webhooks/meta`, APP_SECRET);
  faults.use(allFaults(SEED));
  const { left } = await deliverAll(post, bodies, STORM);
  faults.use(undefined);
  expect((await deliverAll(post, left, CALM)).left).toEqual([]);
  await run(lake, 'flush');
}

async function filled(dataDir: string): Promise<readonly [withValue: number, all: number]> {
  const sql = "SELECT count(added_later) AS filled, count(*) AS n FROM event_rows WHERE family <> 'lake'";
  const [counts] = await queryJson(dataDir, sql);
  return [Number(counts?.filled), Number(counts?.n)];
}

test(`a lake that went through faults (seed ${SEED}) and got a column is rebuilt from raw/ alone`, async () => {
  vi.stubEnv('LAKE_META_APP_SECRET', APP_SECRET);
  const widened = await widenedAssembly();
  const lived = folder();
  const rebuilt = folder();
  folders.push(widened);

  await stormThenCalm(lived, undefined, BODIES.slice(0, HALF));
  await laptop?.close();
  await stormThenCalm(lived, widened, BODIES.slice(HALF));
  const rows = await events(lived);
  const numbers = await funnel(lived);
  const [withValue, all] = await filled(lived);
  expect(numbers).toMatchObject([truth]);
  expect([withValue > 0, withValue < all]).toEqual([true, true]);
  await laptop?.close();

  copyRaw(lived, rebuilt);
  laptop = await startLaptop(rebuilt, widened);
  await run(laptop, 'replay', '--source', 'raw');
  await run(laptop, 'flush');
  expect(await events(rebuilt)).toEqual(rows);
  expect(await funnel(rebuilt)).toEqual(numbers);
  const [everyValue, everyRow] = await filled(rebuilt);
  expect(everyValue).toBe(everyRow);
});
