import { createHmac } from 'node:crypto';
import { encodeEnvelope } from '../domain/event/envelope.ts';
import { parseKeepingNumbers } from '../domain/shared/json.ts';
import { toEnvelopes } from '../domain/sources/envelopes.ts';
import { meta } from '../domain/sources/meta/meta.ts';
import { ALL_ROUNDS, type Comparison } from './compare.ts';
import { APP_SECRET, CREDENTIALS, RECEIPT, sampleBodies } from './sample.ts';

interface SignedDelivery {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** What goes on the stream, in records. */
type Kept = readonly Buffer[];

/** The receiver without its network: verify, parse, split, name, wrap; against HMAC, parse and print. */
export function receiverCore(): Comparison<SignedDelivery, readonly Kept[]> {
  const bodies = sampleBodies().map((body) => ({ body, headers: meta.sign(body, CREDENTIALS) }));
  return {
    title: 'receiver core',
    unit: 'deliveries',
    inputs: Array.from({ length: ALL_ROUNDS }, () => bodies),
    ours: (deliveries) => deliveries.map(receive),
    floors: { 'HMAC + parse + stringify': (deliveries) => () => deliveries.map(passThrough) },
  };
}

function receive(delivery: SignedDelivery): Kept {
  if (!meta.verify(delivery, CREDENTIALS).valid) throw new Error('The sample’s signature does not verify.');
  const document = parseKeepingNumbers(delivery.body.toString('utf8'));
  return toEnvelopes(meta, document, RECEIPT).flatMap(encodeEnvelope);
}

function passThrough({ body }: SignedDelivery): Buffer {
  createHmac('sha256', APP_SECRET).update(body).digest('hex');
  return Buffer.from(JSON.stringify(JSON.parse(body.toString('utf8'))));
}
