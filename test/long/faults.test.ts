import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createFaults, type FaultRule, type Faults } from 'aws-laptop';
import { sampleDay, seeded } from 'simulator';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Laptop, remove, startLaptop, temporaryFolder } from '../support/laptop.ts';
import { allFaults } from './all-faults.ts';
import { compare, itemsOf, objectsUnder } from './oracle.ts';
import { deliverAll, metaVendor, type Post } from './vendor.ts';

/**
 * The whole stack under every fault that AWS may have, with traffic as Meta sends it. A run that fails is repeated by
 * its seed: `FAULTS_SEED=<seed> npm run test:long -- faults`. The outcomes of the calls are the same then; which call
 * comes when is the machine's affair, so a failure may need several runs.
 */
const SEED = Number(process.env.FAULTS_SEED ?? randomInt(2 ** 31));
const APP_SECRET = 'an-invented-app-secret';
const DAY = '2026-11-20';
const MESSAGES = 1_000;
const POSTERS = 8;
const CONCURRENT_DUPLICATES = 0.1;
/** Of the transform, for a batch: the template's setting transformRetries, and the first. */
const ATTEMPTS = 301;

/** Longer than a lease (20 s): what nobody released can be claimed by then. */
const UNTIL_LEASES_END = { posters: POSTERS, tries: 120, pauseMs: 250 };

let laptop: Laptop;
let faults: Faults;
let post: Post;

beforeAll(async () => {
  vi.stubEnv('LAKE_META_APP_SECRET', APP_SECRET);
  faults = createFaults();
  laptop = await startLaptop(temporaryFolder(), undefined, { bufferSeconds: 1, faults });
  post = metaVendor(`${laptop.url}/webhooks/meta`, APP_SECRET);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  faults.use(undefined);
  await laptop.close();
  remove(laptop.dataDir);
});

function always(rule: Omit<FaultRule, 'every'>): void {
  faults.use({ seed: SEED, faults: [{ ...rule, every: 1 }] });
}

/** A document with one status of a message. */
function statusOf(id: string): Buffer {
  const status = { id, status: 'sent', timestamp: '1795190400', recipient_id: '15555550100' };
  const value = { metadata: { phone_number_id: '106540352242922' }, statuses: [status] };
  const entry = [{ id: '1', changes: [{ field: 'messages', value }] }];
  return Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry }));
}

async function flush(): Promise<void> {
  const { exitCode, stderr } = await laptop.lake('flush');
  expect(exitCode, stderr).toBe(0);
}

const sample = sampleDay(DAY, SEED, MESSAGES);
const bodies = sample.documents.map((document) => Buffer.from(JSON.stringify(document)));
const items = bodies.flatMap(itemsOf);

/** Some deliveries come twice at the same moment: posters take neighbours side by side. */
function withTwins(): readonly Buffer[] {
  const random = seeded(SEED);
  return bodies.flatMap((body) => (random.chance(CONCURRENT_DUPLICATES) ? [body, body] : [body]));
}

test(`under every fault at once (seed ${SEED}), each acknowledged item is in events once and the funnel is true`, async () => {
  faults.use(allFaults(SEED));
  const deliveries = withTwins();
  const stormy = await deliverAll(post, deliveries, { posters: POSTERS, tries: 4, pauseMs: 100 });
  faults.use(undefined);
  const calm = await deliverAll(post, stormy.left, UNTIL_LEASES_END);
  expect(calm.left).toEqual([]);
  await flush();

  const findings = await compare(laptop.dataDir, items, items);
  console.log(
    JSON.stringify({ seed: SEED, deliveries: deliveries.length, stormy: stormy.answers, calm: calm.answers }),
    JSON.stringify({ items: items.length, ...findings }),
    faults.counts().map(({ rule, calls, strikes }) => `${rule.operation} ${rule.fault} ${strikes}/${calls}`),
  );
  expect(findings).toMatchObject({ lost: [], doubled: [], foreign: [], failedObjects: [] });
  const funnel = await laptop.query('SELECT * FROM metric_message_funnel_daily');
  expect(funnel).toEqual([expect.objectContaining(sample.truth)]);

  // Otherwise the test would show nothing.
  expect(faults.counts().filter(({ strikes }) => strikes === 0)).toEqual([]);
  expect(findings.copies).toBeGreaterThan(0);
  expect(stormy.answers['200']).toBeLessThan(Object.values(stormy.answers).reduce((sum, count) => sum + count, 0));
});

test.each([
  ['is answered with an error', { fault: 'error-after' }],
  ['is not answered', { fault: 'slow', seconds: 20 }],
] as const)(
  'a claim that is written but %s is released in time: the vendor need not wait for the lease',
  async (...[what, fault]) => {
    always({ service: 'dynamodb', operation: 'PutItem', ...fault });
    expect(await post(statusOf(`wamid.${what}`))).toBe(503);
    faults.use(undefined);
    expect(await post(statusOf(`wamid.${what}`))).toBe(200);
  },
  60_000,
);

test('what a stream refused until the function’s time was up is released, and taken when it is sent again', async () => {
  always({ service: 'firehose', operation: 'PutRecordBatch', fault: 'partial' });
  expect(await post(statusOf('wamid.refused'))).toBe(429);
  faults.use(undefined);
  expect(await post(statusOf('wamid.refused'))).toBe(200);
});

test('a batch that the transform fails for good is under failed/ with its payload, and its neighbours are rows', async () => {
  await flush();
  // Once, and again for each of the retries.
  faults.use({
    seed: SEED,
    faults: [{ service: 'firehose', operation: 'InvokeTransform', fault: 'error-before', every: 1, atMost: ATTEMPTS }],
  });
  expect(await post(statusOf('wamid.failing'))).toBe(200);
  await flush();
  expect(await post(statusOf('wamid.neighbour'))).toBe(200);
  await flush();
  const lines = objectsUnder(laptop.dataDir, 'failed').flatMap((file) => readFileSync(file, 'utf8').trim().split('\n'));
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ errorCode: 'Lambda.FunctionError', attemptsMade: ATTEMPTS }),
  ]);
  expect(Buffer.from(JSON.parse(lines[0] ?? '').rawData, 'base64').toString()).toContain('wamid.failing');
  const [failing, neighbour] = [
    { id: 'wamid.failing', kind: 'sent' },
    { id: 'wamid.neighbour', kind: 'sent' },
  ];
  const { lost } = await compare(laptop.dataDir, [failing, neighbour], []);
  expect(lost).toEqual([failing]);
});

test('a secret store that does not answer costs a call, not the delivery', async () => {
  const silent = createFaults({
    seed: SEED,
    faults: [
      { service: 'secretsmanager', operation: 'GetSecretValue', fault: 'slow', seconds: 30, every: 1, atMost: 1 },
    ],
  });
  const fresh = await startLaptop(temporaryFolder(), undefined, { faults: silent });
  try {
    expect(await metaVendor(`${fresh.url}/webhooks/meta`, APP_SECRET)(statusOf('wamid.secret'))).toBe(200);
    expect(silent.counts()).toMatchObject([{ strikes: 1 }]);
  } finally {
    await fresh.close();
    remove(fresh.dataDir);
  }
});
