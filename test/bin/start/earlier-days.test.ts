import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Delivery, sampleDays } from 'simulator';
import { afterAll, expect, test } from 'vitest';
import { requireSource } from '../../../bin/cli/sources.ts';
import { type EarlierPorts, earlierDays } from '../../../bin/start/earlier-days.ts';
import type { ReceivedRecord } from '../../../bin/start/received.ts';
import { ingest } from '../../../lambdas/ingest/ingest.ts';
import { receive } from '../../../lambdas/receiver/receive.ts';
import { World } from '../../lambdas/ingest/world.ts';
import { httpEvent, recordedPorts } from '../../lambdas/receiver/delivery.ts';

const folder = mkdtempSync(join(tmpdir(), 'earlier-'));
afterAll(() => rmSync(folder, { recursive: true }));

const END_MS = Date.parse('2026-11-21T09:41:00Z');
const DELIVERIES: readonly Delivery[] = [...sampleDays(END_MS, 5, 400, 8).deliveries];
const KEYS = { eventKeySecret: 'a secret of the tests, 32 characters', apiVersion: 'v26.0' };

function stream(failsAt = Number.POSITIVE_INFINITY) {
  const records: ReceivedRecord[] = [];
  let calls = 0;
  const ports: EarlierPorts = {
    ...KEYS,
    async publish(put) {
      calls += 1;
      if (calls === failsAt) throw new Error('cut short');
      records.push(...put);
    },
    flush: async () => undefined,
  };
  return { records, ports };
}

async function addAll(ports: EarlierPorts, progressFile: string): Promise<void> {
  const days = earlierDays(ports, progressFile, 300);
  for (const delivery of DELIVERIES) await days.add(delivery);
  await days.end();
}

const texts = (records: readonly { readonly data: Buffer }[]) => records.map(({ data }) => data.toString()).sort();

test('the records are those that the receiver makes of the same deliveries, its counts of duplicates among them', async () => {
  const world = new World();
  for (const [index, { source, atMs, document }] of DELIVERIES.entries()) {
    const body = JSON.stringify(document);
    const { sign } = requireSource(source);
    const credentials = { app_secret: 'x', signing_secret: Buffer.from('x'.repeat(32)).toString('base64') };
    const event = httpEvent({ routeKey: `POST /webhooks/${source}`, body });
    const url = 'https://example.com/webhooks/sends';
    const headers = sign(Buffer.from(body), credentials, { id: 'one', nowMs: atMs, url });
    const { ports } = recordedPorts({
      credentials: async () => credentials,
      nowMs: () => atMs,
      ingest: (envelopes) => ingest(envelopes, world.ports),
    });
    const requestContext = { ...event.requestContext, requestId: `sample-${index + 1}` };
    world.timeLeftMs = 10_000;
    expect(await receive({ ...event, headers, requestContext }, ports)).toMatchObject({ statusCode: 200 });
  }
  const { records, ports } = stream();
  await addAll(ports, join(folder, 'whole.txt'));
  expect(world.audit.length).toBeGreaterThan(5);
  expect(texts(records)).toEqual(texts([...world.stream, ...world.audit]));
});

test('a posting that was cut short goes on where it ended, and puts nothing twice', async () => {
  const whole = stream();
  await addAll(whole.ports, join(folder, 'uncut.txt'));
  const cut = stream(2);
  const progress = join(folder, 'cut.txt');
  await expect(addAll(cut.ports, progress)).rejects.toThrow('cut short');
  expect(cut.records.length).toBeGreaterThan(0);
  expect(cut.records.length).toBeLessThan(whole.records.length);
  expect(existsSync(progress)).toBe(true);
  const rest = stream();
  await addAll(rest.ports, progress);
  expect(texts([...cut.records, ...rest.records])).toEqual(texts(whole.records));
});
