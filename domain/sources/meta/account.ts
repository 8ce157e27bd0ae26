import type { EventType } from '../../event/event-types.ts';
import { instantOf } from '../../event/time.ts';
import { at } from '../../shared/json.ts';
import { codeOf } from '../shared/errors.ts';
import { idOf, type MappedRow, type MappingInput, type Mappings, textAt, wordOf } from '../shared/mapping.ts';
import { enumWord, limitWord, sourceEvent, vendorWord } from '../shared/words.ts';
import { ACCOUNT_UPDATE_MAPPINGS } from './account-update.ts';
import { NUMBER_MAPPINGS } from './numbers.ts';

export const ACCOUNT_MAPPINGS: Mappings = {
  ...NUMBER_MAPPINGS,
  ...ACCOUNT_UPDATE_MAPPINGS,
  'business_capability_update.change': capabilityUpdate,
  'business_status_update.change': businessStatus,
  'account_review_update.change': reviewUpdate,
  'account_alerts.change': alert,
  'partner_solutions.change': partnerSolution,
  'payment_configuration_update.change': paymentConfiguration,
  'messages.error': reportedError,
};

/** `account_alerts`' `entity_type`, as our kinds of entity. */
const ENTITY_KINDS: ReadonlyMap<string, string> = new Map([
  ['BUSINESS', 'business'],
  ['PHONE_NUMBER', 'phone_number'],
  ['WABA', 'account'],
  ['WHATSAPP_BUSINESS_ACCOUNT', 'account'],
]);

/** `payment_configuration_update`'s `status`: the one place where Meta's words are `Capitalised_Like_This`. */
const PAYMENT_STATES: ReadonlySet<string> = new Set([
  'Active',
  'Disabled',
  'Inactive',
  'Needs_Connecting',
  'Needs_Testing',
]);

function named(eventType: EventType, word: string | null): EventType {
  return word === null ? 'unmapped' : eventType;
}

function capabilityUpdate(input: MappingInput): MappedRow {
  const { item, context } = input;
  const limit = limitWord(textAt(item, 'max_daily_conversations_per_business', 'max_daily_conversation_per_phone'));
  const isLimit = limit ?? textAt(item, 'max_phone_numbers_per_business', 'max_phone_numbers_per_waba');
  return {
    row: {
      event_type: named('account_limits_changed', isLimit),
      entity_kind: 'account',
      entity_id: idOf(input, textAt(context, 'entry_id')),
      new_state: limit,
    },
  };
}

function reviewUpdate(input: MappingInput): MappedRow {
  const { item, context } = input;
  const decision = enumWord(textAt(item, 'decision'));
  return {
    row: {
      event_type: named('account_reviewed', decision),
      source_event: sourceEvent('account_review_update.change', decision),
      entity_kind: 'account',
      entity_id: idOf(input, textAt(context, 'entry_id')),
      new_state: wordOf(input, textAt(item, 'decision')),
    },
  };
}

/** The alert is in `alert_info`, or beside the entity. Its description is prose and is not kept. */
function alert(input: MappingInput): MappedRow {
  const { item } = input;
  const written = (name: string) => textAt(item, `alert_info.${name}`, name);
  const word = (name: string) => enumWord(written(name));
  const type = word('alert_type');
  return {
    row: {
      event_type: named('account_alerted', type ?? word('alert_severity')),
      source_event: sourceEvent('account_alerts.change', type),
      entity_kind: ENTITY_KINDS.get(textAt(item, 'entity_type') ?? '') ?? null,
      entity_id: idOf(input, textAt(item, 'entity_id')),
      new_state: wordOf(input, written('alert_status')),
      reason: wordOf(input, written('alert_type')),
      severity: wordOf(input, written('alert_severity')),
    },
  };
}

/** The business portfolio: `COMPROMISED_NOTIFICATION`. */
function businessStatus(input: MappingInput): MappedRow {
  const { item } = input;
  const event = enumWord(textAt(item, 'event'));
  return {
    row: {
      event_type: named('account_alerted', event),
      source_event: sourceEvent('business_status_update.change', event),
      entity_kind: 'business',
      entity_id: idOf(input, textAt(item, 'business_id')),
      reason: wordOf(input, textAt(item, 'event')),
    },
  };
}

function partnerSolution(input: MappingInput): MappedRow {
  const { item } = input;
  const event = enumWord(textAt(item, 'event'));
  const status = textAt(item, 'solution_status', 'status');
  return {
    row: {
      event_type: named('partner_changed', event ?? enumWord(status)),
      source_event: sourceEvent('partner_solutions.change', event),
      entity_kind: 'partner_solution',
      entity_id: idOf(input, textAt(item, 'solution_id')),
      new_state: wordOf(input, status),
      reason: wordOf(input, textAt(item, 'event')),
    },
  };
}

/** The configuration's name and the merchant's id are the business's own and stay behind. */
function paymentConfiguration(input: MappingInput): MappedRow {
  const { item } = input;
  const status = textAt(item, 'status');
  const state = PAYMENT_STATES.has(status ?? '') ? status : (enumWord(status) ?? vendorWord(status));
  const times = ['updated_timestamp', 'created_timestamp'].map((name) => at(item, name));
  return {
    row: {
      event_type: named('payment_configuration_changed', state),
      source_event: sourceEvent('payment_configuration_update.change', state),
      entity_kind: 'payment_configuration',
      new_state: wordOf(input, status),
      detail: wordOf(input, textAt(item, 'provider_name')),
    },
    at: times.find((time) => instantOf(time) !== null),
  };
}

/** `value.errors[]`: an error of the account or the system, not of a message. */
function reportedError(input: MappingInput): MappedRow {
  const { item, context } = input;
  return {
    row: {
      event_type: 'account_error_reported',
      entity_kind: 'account',
      entity_id: idOf(input, textAt(context, 'entry_id')),
      error_code: codeOf(item),
    },
  };
}
