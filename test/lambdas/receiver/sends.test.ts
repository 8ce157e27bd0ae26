import { describe, expect, test } from 'vitest';
import { sends } from '../../../domain/sources/sends/sends.ts';
import type { Answer } from '../../../lambdas/receiver/answer.ts';
import { type ReceiverPorts, receive } from '../../../lambdas/receiver/receive.ts';
import { httpEvent, recordedPorts } from './delivery.ts';

const CREDENTIALS = { signing_secret: 'aB3'.repeat(16), previous_signing_secret: `whsec_${'xY9'.repeat(16)}` };
const NOW_MS = 1_795_176_000_000;
const A = { message_id: 'wamid.A' };
const B = { message_id: 'wamid.B' };
const WRONG = { campaign_id: '15550100999' };
const ndjson = (...items: readonly unknown[]) => items.map((item) => JSON.stringify(item)).join('\n');

function post(body: string, nowMs = NOW_MS, credentials: Readonly<Record<string, string>> = CREDENTIALS) {
  const headers = sends.sign(Buffer.from(body), credentials, { id: 'msg_1', nowMs });
  return httpEvent({ routeKey: 'POST /webhooks/sends', body, headers });
}

function recorded(change: Partial<ReceiverPorts> = {}) {
  return recordedPorts({ credentials: async () => CREDENTIALS, ...change });
}

function readable(answer: Answer): readonly unknown[] {
  const { message: _message, ...rest } = JSON.parse(answer.body ?? '');
  return [answer.statusCode, rest];
}

const REASON = 'message_id: 1 to 256 characters';

describe('the answer accounts for each item', () => {
  test.each<[string, string, number, object]>([
    ['all valid', JSON.stringify([A, B]), 200, { accepted: 2, duplicates: 0, rejected: [] }],
    ['some valid', ndjson(A, WRONG), 200, { accepted: 1, duplicates: 0, rejected: [{ index: 1, reason: REASON }] }],
    [
      'none valid',
      ndjson(WRONG),
      400,
      { error: 'nothing_valid', accepted: 0, duplicates: 0, rejected: [{ index: 0, reason: REASON }] },
    ],
    ['none at all', '{"sends":[]}', 200, { accepted: 0, duplicates: 0, rejected: [] }],
    ['too many', JSON.stringify(Array.from({ length: 501 }, () => A)), 413, { error: 'too_many_items' }],
    ['no JSON', 'Dear Ann', 400, { error: 'not_json' }],
  ])('%s', async (_name, body, statusCode, answered) => {
    expect(readable(await receive(post(body), recorded().ports))).toEqual([statusCode, answered]);
  });

  const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

  test('with one that nests too deeply among valid ones', async () => {
    const body = `[${JSON.stringify(A)},{"message_id":"wamid.C","note":${deep(300)}},${JSON.stringify(B)}]`;
    const [statusCode, answered] = readable(await receive(post(body), recorded().ports));
    expect([statusCode, answered]).toMatchObject([200, { accepted: 2, rejected: [{ index: 1 }] }]);
  });

  test('but what stands beside them, nested too deeply, refuses the body', async () => {
    const body = `{"sends":[${JSON.stringify(A)}],"note":${deep(300)}}`;
    expect(readable(await receive(post(body), recorded().ports))).toEqual([400, { error: 'nested_too_deeply' }]);
  });

  test('with duplicates', async () => {
    const { ports } = recorded({ ingest: async () => ({ accepted: 0, duplicates: 1, unfinished: [] }) });
    const [statusCode, answered] = readable(await receive(post(ndjson(A, WRONG)), ports));
    expect([statusCode, answered]).toMatchObject([200, { accepted: 0, duplicates: 1, rejected: [{ index: 1 }] }]);
  });

  test('and while some are not stored yet', async () => {
    const { ports } = recorded({
      ingest: async () => ({ accepted: 0, duplicates: 0, unfinished: ['InternalFailure'] }),
    });
    const [statusCode, answered] = readable(await receive(post(ndjson(A, WRONG)), ports));
    expect([statusCode, answered]).toMatchObject([
      503,
      { error: 'unfinished', unfinished: 1, rejected: [{ index: 1 }] },
    ]);
  });
});

test('what is rejected is counted, and not stored', async () => {
  const { ports, ingested, counted } = recorded();
  await receive(post(ndjson(A, WRONG, B, WRONG)), ports);
  expect(ingested.flat().map(({ item }) => item)).toEqual([A, B]);
  expect(Object.fromEntries(counted)).toEqual({
    SignatureCurrent: 1,
    ItemsReceived: 4,
    ItemsAccepted: 2,
    ItemsDuplicate: 0,
    ItemsUnfinished: 0,
    ItemsRejected: 2,
  });
});

describe('the signature', () => {
  test('by the previous secret is taken, and counted as such', async () => {
    const { ports, counted } = recorded();
    const answer = await receive(
      post(ndjson(A), NOW_MS, { signing_secret: CREDENTIALS.previous_signing_secret }),
      ports,
    );
    expect([answer.statusCode, counted.get('SignaturePrevious')]).toEqual([200, 1]);
  });

  test('of an attempt long ago is refused, without a look past the cache', async () => {
    const { ports, ingested, counted } = recorded({ freshCredentials: () => expect.unreachable() });
    expect(readable(await receive(post(ndjson(A), NOW_MS - 301_000), ports))).toEqual([
      401,
      { error: 'stale_timestamp' },
    ]);
    expect([ingested, counted.get('SignatureRefused')]).toEqual([[], 1]);
  });

  test('cannot be checked by a secret that is no base64: 503, and the log names the member, not its value', async () => {
    const problems: string[] = [];
    const { ports } = recorded({
      credentials: async () => ({ signing_secret: 'not base64!' }),
      onSecretError: ({ message }) => problems.push(message),
    });
    expect(readable(await receive(post(ndjson(A)), ports))).toEqual([503, { error: 'secret_unusable' }]);
    expect(problems).toEqual([expect.stringMatching(/^The signing_secret of the source "sends" is malformed/)]);
    expect(problems.join()).not.toContain('not base64!');
  });

  test('by a secret that was changed a moment ago is taken after a look past the cache', async () => {
    const changed = { signing_secret: 'cD4'.repeat(16) };
    const { ports } = recorded({ freshCredentials: async () => changed });
    expect((await receive(post(ndjson(A), NOW_MS, changed), ports)).statusCode).toBe(200);
  });
});
