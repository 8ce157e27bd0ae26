import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Target } from '../../../bin/cli/target.ts';
import { createFollower, type Follower } from '../../../bin/start/follow.ts';

const REPORT = { generation: '20261128T121500Z-1a2b3c4d', watermark: null, events: 0, tables: 14, seconds: 0.2 };
const BUCKET = 'lake';
const ROWS = 'events/dt=2026-11-28/family=message/a.parquet';

/** Lambda’s answers to the refreshes, in order; after the last one, reports. */
let answers: readonly Answer[];
let refreshes: number;
/** When each was asked for, and how long it takes. */
let askedMs: number[];
let takesMs: number;
let failures: string[];
let server: Server;
let follower: Follower;
let target: Target;

type Answer = object | { readonly errorMessage: string };

beforeEach(async () => {
  [answers, refreshes, failures] = [[], 0, []];
  [askedMs, takesMs] = [[], 0];
  server = createServer((request, response) => {
    request.resume().on('end', () => {
      const answer = answers[refreshes] ?? REPORT;
      refreshes += 1;
      askedMs.push(performance.now());
      if ('errorMessage' in answer) response.setHeader('x-amz-function-error', 'Unhandled');
      setTimeout(() => response.end(JSON.stringify(answer)), takesMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  target = {
    stackName: 'Lake',
    clientConfig: {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'laptop', secretAccessKey: 'laptop' },
    },
    output: (name) => (name === 'LakeBucket' ? BUCKET : name),
  };
  follower = createFollower((reason) => failures.push(reason));
});

afterEach(async () => {
  await follower.end();
  await new Promise((resolve) => server.close(resolve).closeAllConnections());
});

const LONGER_THAN_IT_SETTLES_MS = 800;

/** Also of what it would still begin. */
async function refreshesAtEnd(): Promise<number> {
  await vi.waitFor(() => expect(refreshes).toBeGreaterThan(0), 10_000);
  await sleep(LONGER_THAN_IT_SETTLES_MS);
  await follower.end();
  return refreshes;
}

test('objects that land together are refreshed once', async () => {
  follower.start(target);
  for (const n of [1, 2, 3]) follower.written(BUCKET, `${ROWS}${n}`);
  expect(await refreshesAtEnd()).toBe(1);
});

test('what was written before it starts is refreshed as it starts', async () => {
  follower.written(BUCKET, ROWS);
  follower.start(target);
  expect(await refreshesAtEnd()).toBe(1);
});

test('under traffic without a pause it rests twice as long as a refresh takes', async () => {
  takesMs = 400;
  follower.start(target);
  follower.written(BUCKET, ROWS);
  await vi.waitFor(() => expect(refreshes).toBe(1), 10_000);
  follower.written(BUCKET, ROWS);
  await vi.waitFor(() => expect(refreshes).toBe(2), 10_000);
  const [first = 0, second = 0] = askedMs;
  expect(second - first).toBeGreaterThan(3 * takesMs - 20);
});

test('reference data is followed', async () => {
  follower.start(target);
  follower.written(BUCKET, 'reference/rate_cards/mine.ndjson');
  expect(await refreshesAtEnd()).toBe(1);
});

test('what lands during a refresh is in the next one', async () => {
  follower.start(target);
  follower.written(BUCKET, ROWS);
  await vi.waitFor(() => expect(refreshes).toBe(1), 10_000);
  follower.written(BUCKET, ROWS);
  await vi.waitFor(() => expect(refreshes).toBe(2), 10_000);
});

test('another refresh under way is waited for, because it may have read before', async () => {
  answers = [{ heldBy: REPORT.generation, heldUntil: '2026-11-28T12:30:00.000Z' }, REPORT];
  follower.start(target);
  follower.written(BUCKET, ROWS);
  await vi.waitFor(() => expect(refreshes).toBe(2), 10_000);
});

test('a refresh that failed is reported, and the next object is followed all the same', async () => {
  answers = [{ errorMessage: 'Refresh, tables: int_messages: scan limit' }];
  follower.start(target);
  follower.written(BUCKET, ROWS);
  await vi.waitFor(() => expect(failures).toEqual(['Refresh, tables: int_messages: scan limit']), 10_000);
  follower.written(BUCKET, ROWS);
  await vi.waitFor(() => expect(refreshes).toBe(2), 10_000);
});

test('what the refresh itself writes, payloads and other buckets wake nobody', async () => {
  follower.start(target);
  follower.written(BUCKET, 'refreshed/facts/int_messages/generation=x/part=0/a');
  follower.written(BUCKET, 'refresh/current.json');
  follower.written(BUCKET, 'failed/processing-failed/a');
  follower.written('results', ROWS);
  await sleep(LONGER_THAN_IT_SETTLES_MS);
  expect(refreshes).toBe(0);
});

test('nothing is begun after its end', async () => {
  follower.start(target);
  await follower.end();
  follower.written(BUCKET, ROWS);
  await follower.end();
  expect(refreshes).toBe(0);
});
