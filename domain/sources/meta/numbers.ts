import type { RowDraft } from '../../event/row.ts';
import { isObject, list, member } from '../../shared/json.ts';
import {
  contactOf,
  idOf,
  keyOf,
  type MappedRow,
  type MappingInput,
  type Mappings,
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
function qualityUpdate(input: MappingInput): MappedRow {
  const { item } = input;
  const event = enumWord(textAt(item, 'event'));
  return {
    row: {
      event_type: event === null ? 'unmapped' : 'number_quality_changed',
      source_event: sourceEvent('phone_number_quality_update.change', event),
      ...ownNumber(input),
      old_state: limitOf(input, textAt(item, 'old_limit')),
      new_state: limitOf(input, textAt(item, 'max_daily_conversations_per_business', 'current_limit')),
      reason: wordOf(input, textAt(item, 'event')),
    },
  };
}

function limitOf(input: MappingInput, value: string | null): string | null {
  return limitWord(value) ?? wordOf(input, value);
}

/** The name that was asked for stays behind. */
function nameUpdate(input: MappingInput): MappedRow {
  const { item } = input;
  const decision = enumWord(textAt(item, 'decision'));
  const reason = wordOf(input, textAt(item, 'rejection_reason'));
  return {
    row: {
      event_type: decision === null ? 'unmapped' : 'number_name_changed',
      source_event: sourceEvent('phone_number_name_update.change', decision),
      ...ownNumber(input),
      new_state: wordOf(input, textAt(item, 'decision')),
      reason: reason === 'NONE' ? null : reason,
    },
  };
}

/** `type` names the member that holds the settings; of calling, its switch is the state. */
function settingsUpdate(input: MappingInput): MappedRow {
  const { item } = input;
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
      entity_id: idOf(input, textAt(item, `${settings}.phone_number_id`)),
      new_state: wordOf(input, textAt(item, `${settings}.calling.status`)),
    },
  };
}

/** Who asked for the change is a person and stays behind. */
function security(input: MappingInput): MappedRow {
  const event = enumWord(textAt(input.item, 'event'));
  return {
    row: {
      event_type: event === null ? 'unmapped' : 'security_changed',
      source_event: sourceEvent('security.change', event),
      ...ownNumber(input),
      new_state: wordOf(input, textAt(input.item, 'event')),
    },
  };
}

function usernameUpdate(input: MappingInput): MappedRow {
  const { item } = input;
  const word = textAt(item, 'status', 'event');
  const status = vendorWord(word) ?? enumWord(word);
  const number = ownNumber(input);
  const username = textAt(item, 'username', 'business_username')?.toLowerCase() ?? null;
  return {
    row: {
      event_type: status === null ? 'unmapped' : 'business_username_changed',
      source_event: sourceEvent('business_username_updates.change', status),
      ...number,
      entity_key: number.entity_key ?? keyOf(input, 'username', username),
      new_state: wordOf(input, word),
    },
  };
}

/** The name of the field above on Meta's page until it was released (docs/sources.md); the name asked for stays behind. */
function usernameDecision(input: MappingInput): MappedRow {
  const { item } = input;
  const decision = enumWord(textAt(item, 'decision'));
  return {
    row: {
      event_type: decision === null ? 'unmapped' : 'business_username_changed',
      source_event: sourceEvent('phone_number_username_update.change', decision),
      ...ownNumber(input),
      new_state: wordOf(input, textAt(item, 'decision')),
      reason: wordsOf(input, list(member(item, 'rejection_reasons'))),
    },
  };
}

/** Most of these fields name the number only as people dial it: an id where there is one, and a key. */
function ownNumber(input: MappingInput): Partial<RowDraft> {
  const { item } = input;
  return {
    entity_kind: 'phone_number',
    entity_id: idOf(input, textAt(item, 'phone_number_id')),
    entity_key: contactOf(input, { phones: [textAt(item, 'display_phone_number')] }).phone_key,
  };
}
