import type { EventType } from '../../event/event-types.ts';
import { currencyCode, minorFromThousandths } from '../shared/amounts.ts';
import {
  contactOf,
  keyOf,
  type Mapped,
  type Mappings,
  type MetaItem,
  nameOf,
  textAt,
  wordOf,
} from '../shared/mapping.ts';
import { sourceEvent, vendorWord } from '../shared/words.ts';

export const ENGAGEMENT_MAPPINGS: Mappings = {
  'messages.user_action': userAction,
  'user_preferences.user_preference': userPreference,
  'automatic_events.automatic_event': automaticEvent,
};

/** `user_actions[].action_type` ("Track click events"). */
const ACTION_EVENTS: ReadonlyMap<string, EventType> = new Map([['marketing_messages_link_click', 'link_clicked']]);

/** `user_preferences[].value` ("user_preferences"). */
const CONSENT_EVENTS: ReadonlyMap<string, EventType> = new Map([
  ['stop', 'opted_out'],
  ['resume', 'opted_in'],
  // By a link to sign up for marketing messages.
  ['signup', 'opted_in'],
]);

/** `user_preferences[].category`, as our scopes of consent. */
const CONSENT_SCOPES: ReadonlyMap<string, string> = new Map([['marketing_messages', 'marketing']]);

/** `automatic_events[].event_name` ("automatic_events"). */
const CONVERSIONS: ReadonlySet<string> = new Set(['LeadSubmitted', 'Purchase']);

function userAction(element: MetaItem): Mapped {
  const { item } = element;
  const type = textAt(item, 'action_type');
  const click = 'marketing_messages_link_click_data';
  return {
    row: {
      event_type: ACTION_EVENTS.get(type ?? '') ?? 'unmapped',
      source_event: sourceEvent('messages.user_action', vendorWord(type)),
      direction: 'inbound',
      ...contact(element),
      click_kind: wordOf(element, textAt(item, `${click}.click_component`)),
      click_key: keyOf(element, 'click', textAt(item, `${click}.click_id`)),
      product_id: nameOf(element, textAt(item, `${click}.product_id`)),
    },
  };
}

/** A preference in a category that is not known is kept as unmapped: it must not silence, or permit, anything else. */
function userPreference(element: MetaItem): Mapped {
  const { item } = element;
  const word = textAt(item, 'value');
  const scope = CONSENT_SCOPES.get(textAt(item, 'category') ?? '') ?? null;
  return {
    row: {
      event_type: (scope !== null && CONSENT_EVENTS.get(word ?? '')) || 'unmapped',
      source_event: sourceEvent('user_preferences.user_preference', vendorWord(word)),
      direction: 'inbound',
      ...contact(element),
      new_state: wordOf(element, word),
      consent_scope: scope,
    },
  };
}

function automaticEvent(element: MetaItem): Mapped {
  const { item } = element;
  const name = textAt(item, 'event_name');
  const known = name !== null && CONVERSIONS.has(name) ? name : null;
  const currency = currencyCode(textAt(item, 'custom_data.currency'));
  return {
    row: {
      event_type: known === null ? 'unmapped' : 'conversion_reported',
      source_event: sourceEvent('automatic_events.automatic_event', known),
      ...contact(element),
      message_key: keyOf(element, 'message', textAt(item, 'id')),
      ctwa_clid: keyOf(element, 'click', textAt(item, 'ctwa_clid')),
      amount_minor: minorFromThousandths(textAt(item, 'custom_data.value'), currency),
      currency,
      detail: known,
    },
  };
}

function contact(element: MetaItem) {
  const { item, context } = element;
  return contactOf(element, {
    phones: [textAt(item, 'wa_id', 'from'), textAt(context, 'contact.wa_id')],
    userIds: [textAt(item, 'user_id', 'from_user_id'), textAt(context, 'contact.user_id')],
    parentUserIds: [textAt(item, 'parent_user_id', 'from_parent_user_id'), textAt(context, 'contact.parent_user_id')],
    usernames: [textAt(context, 'contact.profile.username')],
  });
}
