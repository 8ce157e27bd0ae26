import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFaults, type Faults } from 'aws-laptop';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Laptop, mistakenAssembly, remove, startLaptop, temporaryFolder } from '../support/laptop.ts';
import { failuresListed, run } from './replay.ts';

/** Every item that is received is accounted for once, whatever becomes of its batch, and whenever one asks. */
let laptop: Laptop;
let faults: Faults;

/** With three retries of the transform: an outage that outlasts 300 takes half a minute, each time. */
const RETRIES = '"ParameterName":"NumberOfRetries","ParameterValue":';
let assembly: string;

beforeAll(async () => {
  faults = createFaults();
  assembly = await mistakenAssembly(`${RETRIES}"300"`, `${RETRIES}"3"`);
  laptop = await startLaptop(temporaryFolder(), assembly, { faults });
});
afterAll(async () => {
  await laptop.close();
  remove(laptop.dataDir, assembly);
});

const STATUSES = 80;
const BROKEN = 3;

function statusOf(n: number): unknown {
  return { id: `wamid.${n}`, status: 'sent', timestamp: '1795190400', recipient_id: '15555550100' };
}

function documentOf(statuses: readonly unknown[]): string {
  const value = { metadata: { phone_number_id: '106540352242922' }, statuses };
  const entry = [{ id: '102290129340398', changes: [{ field: 'messages', value }] }];
  return JSON.stringify({ object: 'whatsapp_business_account', entry });
}

async function deliver(...documents: readonly string[]): Promise<void> {
  const file = join(laptop.dataDir, 'documents.ndjson');
  writeFileSync(file, documents.map((document) => `${document}\n`).join(''));
  await run(laptop, 'deliver', 'meta', file, '--concurrency', '1');
}

/** What `lake status` prints beside each name, after a look at whether it adds up. */
async function status(): Promise<Readonly<Record<string, number>>> {
  const lines = (await run(laptop, 'status', '--hours', '1')).split('\n');
  const values = Object.fromEntries(lines.map((line) => [line.slice(0, 14).trim(), Number(line.slice(14, 24))]));
  const parts = ['duplicates', 'rejected', 'unfinished', 'stored', 'left out', 'failed', 'in flight'];
  expect(parts.reduce((total, part) => total + (values[part] ?? Number.NaN), 0)).toBe(values.received);
  expect(values).not.toHaveProperty('excess');
  return values;
}

test('what waits on the stream is in flight, and what came twice is a duplicate', async () => {
  const document = documentOf(Array.from({ length: STATUSES }, (_, n) => statusOf(n)));
  const broken = documentOf(Array.from({ length: BROKEN }, (_, n) => `a text where a status belongs, ${n}`));
  await deliver(document, document, broken);
  const received = STATUSES * 2 + BROKEN;
  expect(await status()).toMatchObject({ received, duplicates: STATUSES, 'in flight': STATUSES + BROKEN });
});

const IS_DOWN = {
  seed: 1,
  faults: [{ service: 'firehose', operation: 'InvokeTransform', fault: 'error-after', every: 1 } as const],
};

test('a batch whose answers are refused has failed, though the transform made and counted its rows', async () => {
  faults.use(IS_DOWN);
  await run(laptop, 'flush');
  expect(await status()).toMatchObject({ stored: 0, failed: STATUSES + BROKEN, 'in flight': 0 });
});

test('an outage that is replayed too early, however often, leaves every item replayable', async () => {
  for (let replays = 1; replays <= 5; replays += 1) {
    const said = await run(laptop, 'replay', '--source', 'failed', '--reason', 'transform_unavailable');
    // The lake's own record of the duplicates failed with them.
    expect(said).toMatch(new RegExp(`^put +${STATUSES + 1} `, 'm'));
    expect(await status()).toMatchObject({ failed: BROKEN, 'in flight': STATUSES });
    await run(laptop, 'flush');
    expect(await status()).toMatchObject({ failed: STATUSES + BROKEN, 'in flight': 0 });
  }
});

test('a failure that is replayed leaves the failed, is in flight, and is stored', async () => {
  faults.use(undefined);
  await run(laptop, 'replay', '--source', 'failed');
  expect(await status()).toMatchObject({ stored: 0, failed: BROKEN, 'in flight': STATUSES });
  await run(laptop, 'flush');
  expect(await status()).toMatchObject({ stored: STATUSES, failed: BROKEN, 'in flight': 0 });
  expect(await failuresListed(laptop)).toMatchObject([{ reason: 'item_not_an_object', count: BROKEN }]);
});

test('an item whose row would be more than an answer may hold becomes a row, and so do its neighbours', async () => {
  const before = await status();
  const emptyTexts = { ...Object(statusOf(1_000)), texts: Array.from({ length: 600_000 }, () => '') };
  await deliver(documentOf([emptyTexts, ...Array.from({ length: STATUSES }, (_, n) => statusOf(2_000 + n))]));
  await run(laptop, 'flush');
  const stored = Number(before.stored) + STATUSES + 1;
  expect(await status()).toMatchObject({ stored, failed: BROKEN, 'in flight': 0 });
  expect(await laptop.query('SELECT shortened, count(*) AS n FROM events GROUP BY 1 ORDER BY 2')).toEqual([
    { shortened: '["payload"]', n: 1 },
    { shortened: null, n: STATUSES * 2 },
  ]);
});
