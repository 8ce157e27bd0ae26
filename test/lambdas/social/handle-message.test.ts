import { expect, test } from 'vitest';
import type { Envelope } from '../../../domain/event/envelope.ts';
import { receive } from '../../../lambdas/receiver/receive.ts';
import { handleMessage, type SocialPorts } from '../../../lambdas/social/handle-message.ts';
import { DOCUMENT, delivery, recordedPorts } from '../receiver/delivery.ts';

const ENTRY = JSON.stringify(JSON.parse(DOCUMENT).entry[0]);
const MESSAGE = { MessageId: 'sns-1', Message: JSON.stringify({ whatsAppWebhookEntry: ENTRY }) };

function recorded(unfinished: readonly string[] = []) {
  const ingested: Envelope[] = [];
  const counted = new Map<string, number>();
  const ports: SocialPorts = {
    eventKeySecret: async () => 'a secret of the tests, 32 characters',
    ingest: async (envelopes) => {
      ingested.push(...envelopes);
      return { accepted: envelopes.length - unfinished.length, duplicates: 0, unfinished };
    },
    count: (metric, value) => counted.set(metric, value),
    nowMs: () => 1_795_176_000_000,
    apiVersion: 'v26.0',
  };
  return { ports, ingested, counted };
}

test('a message’s events are stored under the keys they have by webhook', async () => {
  const { ports, ingested, counted } = recorded();
  await handleMessage(MESSAGE, ports);
  const webhook = recordedPorts();
  await receive(delivery(DOCUMENT), webhook.ports);
  expect(ingested).toEqual(webhook.ingested.flat().map((envelope) => ({ ...envelope, deliveryId: 'sns-1' })));
  expect(Object.fromEntries(counted)).toEqual({
    ItemsReceived: 2,
    ItemsAccepted: 2,
    ItemsDuplicate: 0,
    ItemsUnfinished: 0,
  });
});

test('while an event is not stored the message fails, so that it comes again', async () => {
  const { ports, counted } = recorded(['ThrottlingException']);
  await expect(handleMessage(MESSAGE, ports)).rejects.toThrow(/^1 of the message’s events.*ThrottlingException/);
  expect(counted.get('ItemsUnfinished')).toBe(1);
});

test.each([
  ['no JSON', '+1 555 010 0001'],
  ['another service’s', '{"source":"+1 555 010 0001"}'],
  [
    'an entry that nests without end',
    JSON.stringify({ whatsAppWebhookEntry: `{"changes":${'['.repeat(300)}${']'.repeat(300)}}` }),
  ],
])('a message that is %s fails without being quoted, and nothing is stored', async (_name, Message) => {
  const { ports, ingested } = recorded();
  const taking = handleMessage({ MessageId: 'sns-1', Message }, ports);
  await expect(taking).rejects.toThrow(/^The SNS message sns-1 is not one of AWS End User Messaging Social/);
  await expect(taking).rejects.not.toThrow(/555/);
  expect(ingested).toEqual([]);
});
