import type { Answer } from '../../dashboard/answer.ts';
import type { Facts } from '../../dashboard/facts.ts';
import type { FailedItem } from '../../domain/contracts/replay/answer.ts';
import { answer } from './answers.ts';

/** Invented answers of the statements of the operations page. */
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const DAYS = Array.from({ length: 7 }, (_, index) => `2026-11-${22 + index}`);

function hours(): Answer {
  const rows = ['inbound', 'sent'].flatMap((direction) =>
    DAYS.flatMap((day, index) =>
      HOURS.map((hour) => {
        const isToCome = index === 6 && hour > 15;
        const messages = direction === 'sent' && hour > 7 ? hour * 3 + index : 1;
        const against = direction === 'sent' && hour === 12 && index === 2 ? 'above' : null;
        const known = [isToCome ? null : messages, hour > 7 ? hour * 3 : 1.25, against];
        return [direction, day, ((index + 6) % 7) + 1, hour, 4, index === 6 && hour === 15, ...known];
      }),
    ),
  );
  const columns = 'direction, day, day_of_week, hour, weeks, is_running, messages, usual, against_usual';
  return answer('operations_hours', columns, rows);
}

const FAILURES =
  'source, error_code, title, meaning, action, concerns, failed, failed_before, failed_change, failure_rate, failure_rate_of, last_failed_day';
const FRESHNESS =
  'source, events, newest_event_at, newest_received_at, silent_seconds, lateness_p50_seconds, lateness_p95_seconds, lateness_max_seconds, complete_until_at, refreshed_at, refreshed_until_at';
const ACCOUNT =
  'event_at, received_at, event_type, source, source_event, entity_kind, entity_id, template, old_state, new_state, reason, severity, error_code, effective_at, account_id, endpoint_id, event_key';

const AT = '2026-11-28 09:42:00.000';
const HEALTHY = 'Meta limits how many marketing messages a person receives.';

const PAUSED = [
  ...[AT, AT, 'template_status_changed', 'meta', 'message_template_status_update.change.paused', 'template', '77'],
  ...['spring_offer (en)', null, 'PAUSED', 'LOW_QUALITY', null, null, null, 'a1', null, 'k'],
];

export function operationsAnswers(): readonly Answer[] {
  return [
    hours(),
    answer('operations_failures', FAILURES, [
      ['meta', 131_049, 'Ecosystem', HEALTHY, 'Wait a day.', 'contact', 96, 121, -0.2066, 0.0074, 12_934, '2026-11-28'],
      ['meta', 999_999, null, null, null, null, 3, 0, null, 0.0002, 12_934, '2026-11-20'],
      ['meta', null, null, null, null, null, 1, 0, null, 0.0001, 12_934, '2026-11-20'],
    ]),
    answer('operations_freshness', FRESHNESS, [
      ['sends', 40, AT, '2026-11-25 09:00:00.000', 261_720, null, null, null, '2026-11-18 09:00:00.000', AT, AT],
      ['meta', 12_934, AT, AT, 0, 2, 31, 86_400, '2026-11-21 09:42:00.000', AT, AT],
    ]),
    answer(
      'operations_intake',
      'received_hour, source, is_running, events, unmapped',
      Array.from({ length: 48 }, (_, index) => {
        const [day, hour] = [26 + Math.floor((index + 10) / 24), (index + 10) % 24];
        return [`2026-11-${day} ${String(hour).padStart(2, '0')}:00:00.000`, 'meta', index === 47, index * 3, 0];
      }),
    ),
    answer('operations_unmapped', 'source, source_event, unmapped, first_day, last_day', [
      ['meta', 'moods.change', 7, '2026-11-20', '2026-11-28'],
    ]),
    answer('operations_drift', 'source, source_event, path, events, first_seen_at, last_seen_at', [
      ['meta', 'statuses.sent', 'aura.colour s', 3, AT, AT],
    ]),
    answer('operations_duplicates', 'source, kind, place, duplicates, first_seen_at, last_seen_at', [
      ['meta', 'status', 'front door', 1_204, AT, AT],
    ]),
    answer('operations_account', ACCOUNT, [PAUSED]),
  ];
}

const ITEM: FailedItem = {
  ...{ source: 'meta', kind: 'status', eventKey: 'f0f0f0f0f0f0f0f0', reason: 'normaliser_error' },
  receivedAtMs: Date.parse('2026-11-28T09:30:00Z'),
};

export function tailAnswer(): Answer {
  return answer(
    'operations_tail',
    'received_at, source, kind, event_key, outcome, items, event_type, kept_text, reporting_zone',
    [
      [AT, 'meta', 'messages.text', '9f2c8a7766554433', 'accepted', 1, 'message_received', '<text 30>', 'UTC'],
      [
        '2026-11-28 09:41:00.000',
        'meta',
        'status',
        'duplicates.d1.meta.status',
        'duplicate',
        3,
        'duplicates_refused',
        null,
      ],
      ['2026-11-28 09:20:00.000', 'meta', 'moods.change', 'abcd', 'not understood', 1, 'unmapped', null, 'UTC'],
    ],
  );
}

export const FACTS: Facts = {
  problems: [],
  counts: {
    ...{ hours: 24, received: 4_012, duplicates: 33, rejected: 2, unfinished: 0, refusedSignatures: 5 },
    ...{ previousSignatures: 0, throttled: null, failed: 12 },
  },
  failed: {
    groups: [
      {
        ...{ type: 'processing-failed', code: 'Lambda.ProcessingFailedStatus', reason: 'normaliser_error', count: 12 },
        ...{ firstSeenMs: Date.parse('2026-11-27T09:30:00Z'), lastSeenMs: Date.parse('2026-11-28T09:30:00Z') },
      },
    ],
    newest: [ITEM],
  },
  checks: {
    checkedAt: '2026-11-28T03:00:00.000Z',
    seconds: 9.8,
    totals: { checks: 195, ok: 192, warn: 1, fail: 1, error: 1 },
    findings: [
      { outcome: 'fail', view: 'metric_cost', rule: 'no cost is negative', rows: 3 },
      { outcome: 'error', view: 'fact_replies', rule: 'each reply has a message', rows: null },
      { outcome: 'warn', view: 'metric_cost', rule: 'every charge has a known cost', rows: 1 },
    ],
  },
  tail: { answer: tailAnswer(), failed: [ITEM] },
  lakeOption: '--stack Lake',
};

/** Nothing is wrong, and nothing was ever run. */
export const CALM: Facts = {
  problems: [],
  counts: {
    ...{ hours: 24, received: 4_012, duplicates: 33, rejected: 0, unfinished: 0, refusedSignatures: 0 },
    ...{ previousSignatures: 0, throttled: null, failed: 0 },
  },
  failed: { groups: [], newest: [] },
  checks: {
    checkedAt: '2026-11-28T03:00:00.000Z',
    seconds: 9.8,
    totals: { checks: 195, ok: 195, warn: 0, fail: 0, error: 0 },
    findings: [],
  },
  lakeOption: '',
};
