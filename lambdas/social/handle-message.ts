import type { SNSMessage } from 'aws-lambda';
import { parseKeepingNumbers } from '../../domain/shared/json.ts';
import { meta } from '../../domain/sources/meta/meta.ts';
import { documentOfSocial } from '../../domain/sources/meta/social.ts';
import { isTooDeep, type StorePorts, storeDelivery } from '../ingest/store-delivery.ts';

/** What the function needs from the world; `aws.ts` provides it, the tests pretend it. */
export interface SocialPorts extends StorePorts {}

type Message = Pick<SNSMessage, 'MessageId' | 'Message'>;

/**
 * One SNS message onto the stream, under the keys its events would have by webhook (without an id and a time: if the
 * webhook held this entry only). Throws when an event is not stored
 * yet, or the message is not one of AWS End User Messaging Social: Lambda tries again, and keeps in the queue of failed
 * messages what fails to the end. A message is not quoted: it holds personal data.
 */
export async function handleMessage(message: Message, ports: SocialPorts): Promise<void> {
  const delivery = { source: meta, deliveryId: message.MessageId, body: bodyIn(message) };
  const { unfinished } = await storeDelivery(delivery, ports);
  if (unfinished.length === 0) return;
  const codes = [...new Set(unfinished)].join(', ');
  throw new Error(`${unfinished.length} of the message’s events are not stored yet (${codes}).`);
}

/** The webhook's body that would hold the message's entry. */
function bodyIn({ MessageId, Message }: Message): unknown {
  const body = documentOfSocial(parsedOrNull(Message));
  if (body !== null && !isTooDeep(body)) return body;
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
