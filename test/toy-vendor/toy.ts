import type { EventType } from '../../domain/event/event-types.ts';
import { ItemFailure } from '../../domain/event/failure.ts';
import { instantOf } from '../../domain/event/time.ts';
import { isObject, member, parseKeepingNumbers, text } from '../../domain/shared/json.ts';
import { contactOf, keyOf, textAt, wordOf } from '../../domain/sources/shared/mapping.ts';
import { urlAndParametersSignature } from '../../domain/sources/shared/signatures/url-and-parameters.ts';
import { sourceEvent } from '../../domain/sources/shared/words.ts';
import type { Source } from '../../domain/sources/source.ts';

/** Invented: a vendor that posts a status as a form or as JSON, and signs the URL. Adding a real one is no more than this. */
const WORDS: ReadonlySet<string> = new Set(['Handset_Reached']);

const STATUS_EVENTS: ReadonlyMap<string, EventType> = new Map([
  ['sent', 'message_sent'],
  ['Handset_Reached', 'message_delivered'],
]);

export const toy = {
  name: 'toy',
  kinds: ['status'],
  vocabulary: { words: [...WORDS], members: { MessageStatus: 'word', Body: 'peoples' } },
  credentials: { initial: { auth_token: '', previous_auth_token: '' }, generated: 'url_token' },
  ...urlAndParametersSignature({ header: 'x-toy-signature', member: 'auth_token' }),
  read: (body) => (body.startsWith('{') ? parseKeepingNumbers(body) : Object.fromEntries(new URLSearchParams(body))),
  split: (item) => [
    {
      kind: 'status',
      keyParts: [text(member(item, 'MessageId')), text(member(item, 'MessageStatus'))],
      isDated: true,
      context: {},
      item,
    },
  ],
  normalise({ item, context, apiVersion }, settings) {
    if (!isObject(item)) throw new ItemFailure('item_not_an_object');
    const input = { item, context, settings, apiVersion, words: WORDS };
    const status = textAt(item, 'MessageStatus');
    return {
      row: {
        event_type: STATUS_EVENTS.get(status ?? '') ?? 'unmapped',
        source_event: sourceEvent('messages.status', wordOf(input, status)),
        channel: 'whatsapp',
        origin: 'live',
        direction: 'outbound',
        message_key: keyOf(input, 'message', textAt(item, 'MessageId')),
        status: wordOf(input, status),
        ...contactOf(input, { phones: [textAt(item, 'To')] }),
      },
      eventAtMs: instantOf(member(item, 'Timestamp')),
    };
  },
} satisfies Source;
