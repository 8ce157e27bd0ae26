import { isObject, type JsonObject, member } from '../../shared/json.ts';
import { read } from './read.ts';

/**
 * Meta's delivery from a message of AWS End User Messaging Social: its SNS topic gets each entry of Meta's as a JSON
 * text, in the member `whatsAppWebhookEntry` ("Message and event destinations"). Null when it is no such message.
 */
export function deliveryOfSocial(message: unknown): JsonObject | null {
  const entry = entryOf(member(message, 'whatsAppWebhookEntry'));
  return entry && { object: 'whatsapp_business_account', entry: [entry] };
}

/** An entry without `changes` would be no event of Meta’s: it is refused, and kept where refused messages are. */
function entryOf(text: unknown): JsonObject | null {
  if (typeof text !== 'string') return null;
  try {
    const entry = read(text);
    return isObject(entry) && Array.isArray(member(entry, 'changes')) ? entry : null;
  } catch {
    return null;
  }
}
