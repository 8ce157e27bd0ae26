import type { SourceRow } from '../../event/row.ts';
import { isObject, list, member } from '../../shared/json.ts';
import {
  contactOf,
  idOf,
  keyOf,
  type Mapped,
  type Mappings,
  type MetaItem,
  textAt,
  wordOf,
  wordsOf,
} from '../shared/mapping.ts';
import { enumWord, limitWord, sourceEvent, vendorId, vendorWord } from '../shared/words.ts';

/** The business's own numbers. */
export const NUMBER_MAPPINGS: Mappings = {
  'phone_number_quality_update.change': qualityUpdate,
  'phone_number_name_update.change': nameUpdate,
  'account_settings_update.change': settingsUpdate,
  'security.change': security,
  'business_username_updates.change': usernameUpdate,
  'phone_number_username_update.change': usernameDecision,
};

/** `event` says what happened, `new_state` the limit that holds since. */
function qualityUpdate(element: MetaItem): Mapped {
  const { item } = element;
  const event = enumWord(textAt(item, 'event'));
  return {
    row: {
      event_type: event === null ? 'unmapped' : 'number_quality_changed',
      source_event: sourceEvent('phone_number_quality_update.change', event),
      ...ownNumber(element),
      old_state: limitOf(element, textAt(item, 'old_limit')),
      new_state: limitOf(element, textAt(item, 'max_daily_conversations_per_business', 'current_limit')),
      reason: wordOf(element, textAt(item, 'event')),
    },
  };
}

function limitOf(element: MetaItem, value: string | null): string | null {
  return limitWord(value) ?? wordOf(element, value);
}

/** The name that was asked for stays behind. */
function nameUpdate(element: MetaItem): Mapped {
  const { item } = element;
  const decision = enumWord(textAt(item, 'decision'));
  const reason = wordOf(element, textAt(item, 'rejection_reason'));
  return {
    row: {
      event_type: decision === null ? 'unmapped' : 'number_name_changed',
      source_event: sourceEvent('phone_number_name_update.change', decision),
      ...ownNumber(element),
      new_state: wordOf(element, textAt(item, 'decision')),
      reason: reason === 'NONE' ? null : reason,
    },
  };
}

/** `type` names the member that holds the settings; of calling, its switch is the state. */
function settingsUpdate(element: MetaItem): Mapped {
  const { item } = element;
  const type = vendorWord(textAt(item, 'type'));
  const settings = 'phone_number_settings';
  const isSettings = type !== null || isObject(member(item, settings));
  const numberId = vendorId(textAt(item, `${settings}.phone_number_id`));
  return {
    row: {
      event_type: isSettings ? 'account_settings_changed' : 'unmapped',
      source_event: sourceEvent('account_settings_update.change', type),
      ...(numberId === null ? {} : { endpoint_id: numberId }),
      entity_kind: type === null || type === settings ? 'phone_number' : 'account',
      entity_id: idOf(element, textAt(item, `${settings}.phone_number_id`)),
      new_state: wordOf(element, textAt(item, `${settings}.calling.status`)),
    },
  };
}

/** Who asked for the change is a person and stays behind. */
function security(element: MetaItem): Mapped {
  const event = enumWord(textAt(element.item, 'event'));
  return {
    row: {
      event_type: event === null ? 'unmapped' : 'security_changed',
      source_event: sourceEvent('security.change', event),
      ...ownNumber(element),
      new_state: wordOf(element, textAt(element.item, 'event')),
    },
  };
}

function usernameUpdate(element: MetaItem): Mapped {
  const { item } = element;
  const word = textAt(item, 'status', 'event');
  const status = vendorWord(word) ?? enumWord(word);
  const number = ownNumber(element);
  const username = textAt(item, 'username', 'business_username')?.toLowerCase() ?? null;
  return {
    row: {
      event_type: status === null ? 'unmapped' : 'business_username_changed',
      source_event: sourceEvent('business_username_updates.change', status),
      ...number,
      entity_key: number.entity_key ?? keyOf(element, 'username', username),
      new_state: wordOf(element, word),
    },
  };
}

/** The name of the field above on Meta's page until it was released (docs/sources.md); the name asked for stays behind. */
function usernameDecision(element: MetaItem): Mapped {
  const { item } = element;
  const decision = enumWord(textAt(item, 'decision'));
  return {
    row: {
      event_type: decision === null ? 'unmapped' : 'business_username_changed',
      source_event: sourceEvent('phone_number_username_update.change', decision),
      ...ownNumber(element),
      new_state: wordOf(element, textAt(item, 'decision')),
      reason: wordsOf(element, list(member(item, 'rejection_reasons'))),
    },
  };
}

/** Most of these fields name the number only as people dial it: an id where there is one, and a key. */
function ownNumber(element: MetaItem): Partial<SourceRow> {
  const { item } = element;
  return {
    entity_kind: 'phone_number',
    entity_id: idOf(element, textAt(item, 'phone_number_id')),
    entity_key: contactOf(element, { phones: [textAt(item, 'display_phone_number')] }).phone_key,
  };
}
