import type { EventType } from '../../event/event-types.ts';

/** `statuses[].status` and the event each is. */
export const STATUS_EVENTS: ReadonlyMap<string, EventType> = new Map([
  ['sent', 'message_sent'],
  ['delivered', 'message_delivered'],
  ['read', 'message_read'],
  ['played', 'message_played'],
  ['failed', 'message_failed'],
]);

/** `messages[].type` values that are a contact's message to the business. */
export const MESSAGE_EVENTS: ReadonlyMap<string, EventType> = new Map([
  ['text', 'message_received'],
  ['image', 'message_received'],
  ['video', 'message_received'],
  ['audio', 'message_received'],
  ['document', 'message_received'],
  ['sticker', 'message_received'],
  ['location', 'message_received'],
  ['contacts', 'message_received'],
  ['interactive', 'message_received'],
  ['button', 'message_received'],
  ['order', 'message_received'],
  ['unsupported', 'message_received'],
]);

const VENDOR_WORD = /^[a-z][a-z_-]{0,63}$/;

/**
 * A vendor's word, kept beside ours. Meta's are lower-case letters; whatever is not might be a number or a name, and
 * gives null.
 */
export function vendorWord(value: string | null): string | null {
  return value !== null && VENDOR_WORD.test(value) ? value : null;
}

/** `CBP`, `PMP`, or a later one of the same form. */
export function pricingModel(value: string | null): string | null {
  return value !== null && /^[A-Z]{3}$/.test(value) ? value : null;
}
