import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeEnvelope } from '../../domain/event/envelope.ts';
import { isDeeperThan, parseKeepingNumbers } from '../../domain/shared/json.ts';
import { sends } from '../../domain/sources/sends/sends.ts';
import { transform } from '../../domain/transform.ts';
import { type ReceiverPorts, receive } from '../../lambdas/receiver/receive.ts';
import { SETTINGS } from '../domain/pipeline.ts';
import { anyBody, anyJson } from '../domain/sources/sends/batches.ts';
import { take } from '../domain/sources/sends/sends.ts';
import { delivery, httpEvent, recordedPorts } from '../lambdas/receiver/delivery.ts';
import { campaign } from './campaign.ts';

const CREDENTIALS = { signing_secret: 'aB3'.repeat(16) };
const NOW_MS = 1_795_176_000_000;

function postOfSends(body: string) {
  const headers = sends.sign(Buffer.from(body), CREDENTIALS, { id: 'msg_1', nowMs: NOW_MS });
  return httpEvent({ routeKey: 'POST /webhooks/sends', body, headers });
}

function recorded(change: Partial<ReceiverPorts> = {}) {
  return recordedPorts({ credentials: async () => CREDENTIALS, ...change });
}

/** Whether the text is one of the few that a source has no form for. */
function isNoBody(body: string): boolean {
  try {
    return isDeeperThan(200, sends.read(body));
  } catch {
    return true;
  }
}

test('sends: whatever is posted is answered, item by item, and what is taken becomes a row', async () => {
  const { runs, seed } = campaign('sends', 120_000);
  const seen = { taken: 0, rejected: 0, noBody: 0 };
  const posts = fc.asyncProperty(anyBody, async (body) => {
    const { ports, ingested } = recorded();
    const { statusCode = 0, body: answered } = await receive(postOfSends(body), ports);
    expect([200, 400]).toContain(statusCode);
    if (isNoBody(body)) {
      seen.noBody += 1;
      expect(statusCode).toBe(400);
      return;
    }
    const envelopes = ingested.flat();
    const { accepted, rejected } = JSON.parse(answered ?? '');
    expect(accepted).toBe(envelopes.length);
    expect(rejected).toEqual(take(body).rejected);
    for (const record of envelopes.flatMap(encodeEnvelope)) transform(record, SETTINGS);
    seen.taken += envelopes.length;
    seen.rejected += rejected.length;
  });
  await fc.assert(posts, { numRuns: runs, seed });
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(runs / 50);
});

test('receiver: whatever Meta’s route is sent, signed, is taken or refused with a reason', async () => {
  const { runs, seed } = campaign('receiver', 40_000);
  const anyValue = fc.tuple(fc.constantFrom('messages', 'statuses', 'contacts', 'metadata', 'history'), anyJson);
  const document = anyValue.map(
    ([name, json]) => `{"object":"x","entry":[{"id":1,"changes":[{"field":"messages","value":{"${name}":${json}}}]}]}`,
  );
  const posts = fc.asyncProperty(fc.oneof(anyBody, document), async (body) => {
    const { ports, ingested } = recordedPorts();
    const { statusCode } = await receive(delivery(body), ports);
    const isJson = isParsed(body);
    expect(statusCode).toBe(isJson ? 200 : 400);
    if (isJson) expect(ingested.flat().length).toBeGreaterThan(0);
  });
  await fc.assert(posts, { numRuns: runs, seed });
});

function isParsed(text: string): boolean {
  try {
    parseKeepingNumbers(text);
    return true;
  } catch {
    return false;
  }
}

const MIB = 1024 * 1024;

/** Bodies that grow with `bytes`, each of a kind that once took more than its bytes' worth. */
const HOSTILE: readonly (readonly [string, (bytes: number) => string])[] = [
  ['lines that are no JSON', (bytes) => `{"message_id":"a"}\n${'{"message_id":\n'.repeat(bytes / 15)}`],
  ['blank lines', (bytes) => `{"message_id":"a"}\n${'\n'.repeat(bytes)}{"message_id":"b"}`],
  ['a phone number of blanks', (bytes) => `{"message_id":"a","to":{"phone":"+1${' '.repeat(bytes)}"}}`],
  ['a large part beside 500 sends', (bytes) => `{"b":"${'x'.repeat(bytes)}","sends":${someSends(500)}}`],
  ['one send of many members', (bytes) => `{"message_id":"a",${numbered(bytes / 16, (n) => `"member_${n}":1`)}}`],
  ['a list of one number', (bytes) => `[${numbered(bytes / 5, () => '1.50')}]`],
  ['a text of escapes', (bytes) => `{"message_id":"a","note":"${'\\u0000'.repeat(bytes / 6)}"}`],
];

function numbered(count: number, member: (n: number) => string): string {
  return Array.from({ length: count }, (_, n) => member(n)).join(',');
}

function someSends(count: number): string {
  return `[${numbered(count, (n) => `{"message_id":"wamid.${n}"}`)}]`;
}

describe('time and stream grow with the bytes received', () => {
  test.each(HOSTILE)('%s', async (_name, bodyOf) => {
    const measure = async (bytes: number) => {
      const event = postOfSends(bodyOf(bytes));
      const { ports, ingested } = recorded();
      const start = performance.now();
      const { statusCode = 0 } = await receive(event, ports);
      const streamed = ingested.flat().flatMap(encodeEnvelope);
      const durationMs = performance.now() - start;
      expect(statusCode).toBeLessThan(500);
      return { durationMs, streamBytes: streamed.reduce((sum, { length }) => sum + length, 0) };
    };
    await measure(MIB / 4);
    const small = await measure(MIB / 4);
    const large = await measure(4 * MIB);
    expect(large.streamBytes).toBeLessThan(2 * 4 * MIB);
    // Sixteen times the bytes; a machine that others use too may take a few times that. The square would be 256.
    expect(large.durationMs).toBeLessThan(64 * Math.max(small.durationMs, 5));
  });
});
