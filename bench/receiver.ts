import { createHmac } from 'node:crypto';
import { encodeEnvelope } from '../domain/envelope.ts';
import { eventKey } from '../domain/identity/event-key.ts';
import { parseKeepingNumbers } from '../domain/json.ts';
import { meta } from '../domain/sources/meta/meta.ts';
import type { Comparison } from './compare.ts';
import { APP_SECRET, CREDENTIALS, EVENT_KEY_SECRET, RECEIVED_AT_MS, sampleBodies } from './sample.ts';

/** The receiver without its network: verify, parse, split, name, wrap; against HMAC, parse and print. */
export function receiverCore(): Comparison {
  const bodies = sampleBodies().map((body) => ({ body, headers: meta.sign(body, CREDENTIALS) }));
  return {
    title: 'receiver core / (HMAC + parse + stringify)',
    unit: 'deliveries',
    unitsPerRound: bodies.length,
    ours() {
      for (const delivery of bodies) receive(delivery);
    },
    floor() {
      for (const { body } of bodies) {
        createHmac('sha256', APP_SECRET).update(body).digest('hex');
        Buffer.from(JSON.stringify(JSON.parse(body.toString('utf8'))));
      }
    },
  };
}

function receive(delivery: { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> }): void {
  if (!meta.verify(delivery, CREDENTIALS).valid) throw new Error('The sample’s signature does not verify.');
  for (const { kind, keyParts, context, item } of meta.split(parseKeepingNumbers(delivery.body.toString('utf8')))) {
    encodeEnvelope({
      source: meta.name,
      kind,
      eventKey: eventKey(EVENT_KEY_SECRET, meta.name, keyParts),
      receivedAtMs: RECEIVED_AT_MS,
      deliveryId: 'bench',
      apiVersion: 'v26.0',
      context,
      item,
    });
  }
}
