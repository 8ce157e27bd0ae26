import { canonicalPhone } from '../../identity/phone.ts';
import { at } from '../../shared/json.ts';
import { errorCode } from '../shared/errors.ts';
import {
  contactOf,
  idOf,
  type Mapped,
  type Mappings,
  type MetaItem,
  textAt,
  withOrigin,
  wordOf,
} from '../shared/mapping.ts';
import { figureOf } from '../shared/money.ts';
import { capitalWord } from '../shared/words.ts';
import { messageColumns, messageEvent } from './message-row.ts';
import { OUTBOUND_EVENTS } from './words.ts';

/** What the WhatsApp Business app hands over of its past, up to 180 days of it, when the number is taken on. */
export const HISTORY_MAPPINGS: Mappings = {
  'history.history_message': withOrigin('history', historyMessage),
  // The media of a message follow later, in a message of the same id.
  'history.message': withOrigin('history', historyMessage),
  'history.history': withOrigin('history', chunk),
  'history.change': withOrigin('history', chunk),
};

function historyMessage(element: MetaItem): Mapped {
  const { item } = element;
  const direction = directionOf(element);
  const event = messageEvent(item);
  const status = textAt(item, 'history_context.status');
  return {
    row: {
      event_type: direction === 'outbound' ? (OUTBOUND_EVENTS.get(event) ?? event) : event,
      direction,
      ...otherParty(element, direction),
      ...messageColumns(element, 'message'),
      status: capitalWord(status) ?? wordOf(element, status),
    },
  };
}

/** From the business's own number it is outbound, from anybody else inbound; a message without a sender is neither. */
function directionOf({ item, context }: MetaItem): 'inbound' | 'outbound' | null {
  const from = textAt(item, 'from');
  const own = textAt(context, 'metadata.display_phone_number');
  const isOwn = digitsOf(from) === digitsOf(own);
  if (from !== null) return isOwn ? 'outbound' : 'inbound';
  if (textAt(item, 'from_user_id') !== null) return 'inbound';
  return textAt(item, 'to', 'to_user_id') === null ? null : 'outbound';
}

function digitsOf(written: string | null): string | null {
  return written === null ? null : (canonicalPhone(written)?.digits ?? written);
}

/** The thread is the talk with one contact, whichever side a message of it is from. */
function otherParty(element: MetaItem, direction: 'inbound' | 'outbound' | null) {
  const { item, context } = element;
  const side = direction === 'outbound' ? 'to' : 'from';
  const stated = direction === null ? null : side;
  return contactOf(element, {
    phones: [
      stated && textAt(item, stated),
      textAt(context, 'thread.context.wa_id', 'thread.id'),
      textAt(context, 'contact.wa_id'),
    ],
    userIds: [
      stated && textAt(item, `${stated}_user_id`),
      textAt(context, 'thread.context.user_id'),
      textAt(context, 'contact.user_id'),
    ],
    parentUserIds: [
      stated && textAt(item, `${stated}_parent_user_id`),
      textAt(context, 'thread.context.parent_user_id'),
      textAt(context, 'contact.parent_user_id'),
    ],
    usernames: [textAt(context, 'thread.context.username'), textAt(context, 'contact.profile.username')],
  });
}

/** What is left of a piece when its messages are taken out: how far the handing over is, or why there is none. */
function chunk(element: MetaItem): Mapped {
  const { item, context } = element;
  return {
    row: {
      event_type: 'history_handed_over',
      entity_kind: 'phone_number',
      entity_id: idOf(element, textAt(context, 'metadata.phone_number_id')),
      measured: figureOf(at(item, 'metadata.progress')),
      error_code: errorCode(item),
    },
  };
}
