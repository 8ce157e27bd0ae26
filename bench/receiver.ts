import { createHmac } from 'node:crypto';
import { encodeEnvelope } from '../domain/envelope.ts';
import { parseKeepingNumbers } from '../domain/json.ts';
import { envelopesOf } from '../domain/sources/envelopes.ts';
import { meta } from '../domain/sources/meta/meta.ts';
import type { Comparison } from './compare.ts';
import { APP_SECRET, CREDENTIALS, RECEIPT, sampleBodies } from './sample.ts';

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
  const document = parseKeepingNumbers(delivery.body.toString('utf8'));
  for (const envelope of envelopesOf(meta, document, RECEIPT)) encodeEnvelope(envelope);
}
