import type { SNSMessage } from 'aws-lambda';
import type { SocialMetric } from '../../domain/contracts/operations.ts';
import type { Envelope } from '../../domain/event/envelope.ts';
import { isDeeperThan, parseKeepingNumbers } from '../../domain/shared/json.ts';
import { toEnvelopes } from '../../domain/sources/envelopes.ts';
import { meta } from '../../domain/sources/meta/meta.ts';
import { deliveryOfSocial } from '../../domain/sources/meta/social.ts';
import type { IngestOutcome } from '../ingest/ingest.ts';

/** What the function needs from the world; the handler provides it, the tests pretend it. */
export interface SocialPorts {
  readonly eventKeySecret: () => Promise<string>;
  readonly ingest: (envelopes: readonly Envelope[]) => Promise<IngestOutcome>;
  readonly count: (metric: SocialMetric, value: number) => void;
  readonly nowMs: () => number;
  readonly apiVersion: string;
}

/** As the receiver's: Meta nests a dozen levels. */
const DEEPEST_LEVELS = 200;

/**
 * One SNS message onto the stream, under the keys its events would have by webhook (without an id and a time: if the
 * webhook held this entry only). Throws when an event is not stored
 * yet, or the message is not one of AWS End User Messaging Social: Lambda tries again, and keeps in the queue of failed
 * messages what fails to the end. A message is not quoted: it holds personal data.
 */
export async function takeMessage(message: Pick<SNSMessage, 'MessageId' | 'Message'>, ports: SocialPorts) {
  const envelopes = toEnvelopes(meta, documentIn(message), {
    eventKeySecret: await ports.eventKeySecret(),
    receivedAtMs: ports.nowMs(),
    deliveryId: message.MessageId,
    apiVersion: ports.apiVersion,
  });
  const outcome = await ports.ingest(envelopes);
  ports.count('ItemsReceived', envelopes.length);
  ports.count('ItemsAccepted', outcome.accepted);
  ports.count('ItemsDuplicate', outcome.duplicates);
  ports.count('ItemsUnfinished', outcome.unfinished.length);
  if (outcome.unfinished.length === 0) return;
  const codes = [...new Set(outcome.unfinished)].join(', ');
  throw new Error(`${outcome.unfinished.length} of the message’s events are not stored yet (${codes}).`);
}

function documentIn({ MessageId, Message }: Pick<SNSMessage, 'MessageId' | 'Message'>): unknown {
  const document = deliveryOfSocial(parsedOrNull(Message));
  if (document !== null && !isDeeperThan(DEEPEST_LEVELS, document)) return document;
  throw new Error(
    `The SNS message ${MessageId} is not one of AWS End User Messaging Social: it must be JSON with ` +
      '`whatsAppWebhookEntry`, the JSON text of an entry with `changes`. Subscribe the function to that service’s topic only.',
  );
}

function parsedOrNull(text: string): unknown {
  try {
    return parseKeepingNumbers(text);
  } catch {
    return null;
  }
}
