import { createHmac } from 'node:crypto';
import { encodeEnvelope } from '../domain/envelope.ts';
import { parseKeepingNumbers } from '../domain/json.ts';
import { envelopesOf } from '../domain/sources/envelopes.ts';
import { meta } from '../domain/sources/meta/meta.ts';
import { ALL_ROUNDS, type Comparison } from './compare.ts';
import { APP_SECRET, CREDENTIALS, RECEIPT, sampleBodies } from './sample.ts';

interface Posted {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** The receiver without its network: verify, parse, split, name, wrap; against HMAC, parse and print. */
export function receiverCore(): Comparison<Posted, void> {
  const bodies = sampleBodies().map((body) => ({ body, headers: meta.sign(body, CREDENTIALS) }));
  return {
    title: 'receiver core',
    unit: 'deliveries',
    inputs: Array.from({ length: ALL_ROUNDS }, () => bodies),
    ours: (deliveries) => deliveries.forEach(receive),
    floors: { 'HMAC + parse + stringify': (deliveries) => () => deliveries.forEach(passThrough) },
  };
}

function receive(delivery: Posted): void {
  if (!meta.verify(delivery, CREDENTIALS).valid) throw new Error('The sample’s signature does not verify.');
  const document = parseKeepingNumbers(delivery.body.toString('utf8'));
  for (const envelope of envelopesOf(meta, document, RECEIPT)) encodeEnvelope(envelope);
}

function passThrough({ body }: Posted): void {
  createHmac('sha256', APP_SECRET).update(body).digest('hex');
  Buffer.from(JSON.stringify(JSON.parse(body.toString('utf8'))));
}
