import { describe, expect, test } from 'vitest';
import { sourceRowsOf } from './fields.ts';

type Members = Readonly<Record<string, unknown>>;

/** The only row of a change. */
function rowOf(field: string, value: Members) {
  const changes = [{ field, value: { messaging_product: 'whatsapp', ...value } }];
  const rows = sourceRowsOf(JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1000', changes }] }));
  expect(rows).toHaveLength(1);
  return rows[0] ?? {};
}

/** In each table: field, a word, the event it is, and where the word stands. */
const WORDS: readonly (readonly [field: string, words: string, event: string, value: (word: string) => Members])[] = [
  [
    'message_template_status_update',
    'APPROVED ARCHIVED DELETED DISABLED FLAGGED IN_APPEAL LIMIT_EXCEEDED LOCKED PAUSED PENDING PENDING_DELETION ' +
      'REINSTATED REJECTED UNARCHIVED',
    'template_status_changed',
    (event) => ({ event, message_template_id: 1 }),
  ],
  [
    'message_template_quality_update',
    'GREEN YELLOW RED UNKNOWN',
    'template_quality_changed',
    (word) => ({ new_quality_score: word }),
  ],
  [
    'account_update',
    'ACCOUNT_DELETED ACCOUNT_OFFBOARDED ACCOUNT_RECONNECTED ACCOUNT_RESTRICTION ACCOUNT_VIOLATION AD_ACCOUNT_LINKED ' +
      'AUTH_INTL_PRICE_ELIGIBILITY_UPDATE BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE DISABLED_UPDATE ' +
      'MM_LITE_TERMS_SIGNED PARTNER_ADDED PARTNER_APP_INSTALLED PARTNER_APP_UNINSTALLED ' +
      'PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE PARTNER_REMOVED VOLUME_BASED_PRICING_TIER_UPDATE',
    'account_changed',
    (event) => ({ event }),
  ],
  ['flows', 'FLOW_STATUS_CHANGE', 'flow_status_changed', (event) => ({ event, flow_id: '1' })],
  [
    'flows',
    'CLIENT_ERROR_RATE ENDPOINT_ERROR_RATE ENDPOINT_LATENCY ENDPOINT_AVAILABILITY FLOW_VERSION_EXPIRY_WARNING',
    'flow_alerted',
    (event) => ({ event, flow_id: '1' }),
  ],
  ['calls', 'connect', 'call_connected', (event) => ({ calls: [{ id: 'wacid.1', event }] })],
  ['calls', 'terminate', 'call_ended', (event) => ({ calls: [{ id: 'wacid.1', event }] })],
  ['calls', 'call_created', 'call_created', (event) => ({ calls: [{ id: 'wacid.1', event }] })],
  [
    'calls',
    'RINGING ACCEPTED REJECTED',
    'call_status_changed',
    (status) => ({ statuses: [{ id: 'wacid.1', type: 'call', status }] }),
  ],
  [
    'user_preferences',
    'stop',
    'opted_out',
    (value) => ({ user_preferences: [{ category: 'marketing_messages', value }] }),
  ],
  [
    'user_preferences',
    'resume',
    'opted_in',
    (value) => ({ user_preferences: [{ category: 'marketing_messages', value }] }),
  ],
  ['messages', 'marketing_messages_link_click', 'link_clicked', (word) => ({ user_actions: [{ action_type: word }] })],
  [
    'automatic_events',
    'LeadSubmitted Purchase',
    'conversion_reported',
    (event_name) => ({ automatic_events: [{ event_name }] }),
  ],
  ['group_lifecycle_update', 'group_create group_delete', 'group_changed', group],
  [
    'group_participants_update',
    'group_participants_add group_participants_remove group_join_request_created group_join_request_revoked',
    'group_changed',
    group,
  ],
  ['group_settings_update', 'group_settings_update', 'group_changed', group],
  ['group_status_update', 'group_suspend group_suspend_cleared', 'group_changed', group],
];

function group(type: string): Members {
  return { groups: [{ group_id: 'group-1', type }] };
}

const CASES = WORDS.flatMap(([field, words, event, value]) =>
  words.split(' ').map((word) => ({ field, word, event, value })),
);

test.each(CASES)('$field: $word is $event', ({ field, word, event, value }) => {
  const row = rowOf(field, value(word));
  expect(row.event_type).toBe(event);
  expect(row.source_event).toMatch(new RegExp(`^${field}\\.`));
});

describe('a word is known exactly, or not at all', () => {
  const strange = (word: string) => [`${word}_`, `X${word}`, ` ${word}`, '__proto__', 'constructor', 'hasOwnProperty'];

  test.each(CASES)('$field: $word', ({ field, word, value }) => {
    for (const other of strange(word)) expect(rowOf(field, value(other)).event_type, other).toBe('unmapped');
  });
});

describe('where only the form of a word is known, any word of that form is the event', () => {
  test.each([
    ['phone_number_quality_update', 'number_quality_changed', { event: 'ONBOARDING' }],
    ['phone_number_name_update', 'number_name_changed', { decision: 'DEFERRED' }],
    ['business_capability_update', 'account_limits_changed', { max_daily_conversations_per_business: -1 }],
    ['account_review_update', 'account_reviewed', { decision: 'REJECTED' }],
    ['account_settings_update', 'account_settings_changed', { phone_number_settings: {} }],
    ['security', 'security_changed', { event: 'PIN_RESET_REQUEST' }],
    ['partner_solutions', 'partner_changed', { event: 'SOLUTION_CREATED' }],
    ['account_alerts', 'account_alerted', { alert_type: 'OBA_APPROVED' }],
    ['payment_configuration_update', 'payment_configuration_changed', { status: 'Active' }],
    ['business_username_updates', 'business_username_changed', { status: 'reserved' }],
    ['template_category_update', 'template_category_changed', { new_category: 'UTILITY' }],
    ['message_template_components_update', 'template_components_changed', { message_template_id: 1 }],
  ])('%s is %s', (field, event, value) => {
    expect(rowOf(field, value).event_type).toBe(event);
    expect(rowOf(field, { note: 'Ada Example' }).event_type).toBe('unmapped');
  });
});

test('a payment reported among the calls is not a call', () => {
  const statuses = [{ id: 'wacid.1', type: 'payment', status: 'ACCEPTED' }];
  expect(rowOf('calls', { statuses }).event_type).toBe('unmapped');
});

test('a change that is announced keeps the category that is still in force', () => {
  const value = { new_category: 'UTILITY', correct_category: 'MARKETING', category_update_timestamp: 1795262347 };
  expect(rowOf('template_category_update', value)).toMatchObject({
    template_category: 'utility',
    old_state: 'UTILITY',
    new_state: 'MARKETING',
    effective_at: '2026-11-21 11:59:07.000',
  });
});

test.each([
  ['42', 42],
  [42.9, 42],
  [-1, undefined],
  ['2 minutes', undefined],
  ['9999999999', undefined],
])('a call’s duration is whole seconds: %s', (duration, seconds) =>
  expect(rowOf('calls', { calls: [{ id: 'wacid.1', event: 'terminate', duration }] }).duration_seconds).toBe(seconds),
);

test('a number in the place of a template’s name is keyed', () => {
  const named = (name: string) =>
    rowOf('message_template_components_update', { message_template_id: 1, message_template_name: name }).template_name;
  expect(named('sale_20261120')).toBe('sale_20261120');
  for (const name of ['call_15550100001', '15550100001', 'for_49_170_123_45678', 'ada@example.com']) {
    expect(named(name), name).toBe(`name(${name})`);
  }
});
