import type { Answer } from '../../dashboard/answer.ts';
import { addDays, type Days } from '../../domain/pages/filter.ts';

/** Invented answers of the statements of the exec page, the same for the same arguments. */
export interface Invented {
  readonly days: Days;
  readonly today: string;
  readonly campaigns: readonly string[];
  readonly currencies: readonly string[];
  /** Of charges. */
  readonly hasUnknownPrices: boolean;
}

export const INVENTED: Invented = {
  days: { from: '2026-11-01', through: '2026-11-28' },
  today: '2026-11-28',
  campaigns: campaigns(12),
  currencies: ['INR'],
  hasUnknownPrices: false,
};

export function campaigns(count: number): readonly string[] {
  const names = [
    'diwali-offer',
    'order-update',
    'cart-reminder',
    'winter-sale',
    'otp-login',
    'review-request',
    'restock',
  ];
  return Array.from(
    { length: count },
    (_, index) => `${names[index % names.length]}-${String(index + 1).padStart(2, '0')}`,
  );
}

type Value = string | number | bigint | boolean | null;

/** Values in the columns’ order, as Athena prints them. */
export function answer(statement: string, columns: string, rows: readonly (readonly Value[])[]): Answer {
  return {
    statement,
    sql: `SELECT *\nFROM ${statement}\nWHERE day BETWEEN DATE '2026-11-01' AND DATE '2026-11-28'`,
    columns: columns.split(/,\s*/).map((name) => ({ name, type: 'varchar' })),
    rows: rows.map((row) => row.map((value) => (value === null ? null : String(value)))),
  };
}

/** Between 0 and 1, and no two neighbours alike. */
function noise(seed: number): number {
  const value = Math.sin(seed * 12.9898) * 43_758.5453;
  return value - Math.floor(value);
}

function daysOf({ from, through }: Days, today: string): readonly string[] {
  const days: string[] = [];
  for (let day = from; day <= through && day <= today; day = addDays(day, 1)) days.push(day);
  return days;
}

const MESSAGES =
  'part, category, day, sent, sent_before, sent_change, delivered, delivered_rate, delivered_rate_before, delivered_rate_change, read, read_rate, read_rate_before, read_rate_change, failed, failure_rate, failure_rate_before, failure_rate_change, outbound_conversations, engaged_conversations, engaged_rate, engaged_rate_before, engaged_rate_change, mature_delivered, replied, reply_rate, reply_rate_before, reply_rate_change, is_complete, is_running';

/** A row of counts and rates; a day has no period before. */
function messages(key: readonly Value[], seed: number, sent: number, open: readonly Value[]): readonly Value[] {
  const isDay = key[0] === 'day';
  const share = (least: number, width: number, of: number) =>
    Math.round((least + width * noise(seed + of)) * 1_000) / 1_000;
  const rate = (numerator: number, denominator: number, change: number) => {
    const value = denominator === 0 ? null : numerator / denominator;
    return isDay || value === null ? [value, null, null] : [value, value - change, change];
  };
  const delivered = Math.round(sent * share(0.93, 0.05, 1));
  const read = Math.round(delivered * share(0.55, 0.15, 2));
  const failed = Math.round(sent * share(0.01, 0.03, 3));
  const conversations = Math.round(sent * 0.7);
  const engaged = Math.round(conversations * share(0.12, 0.08, 4));
  const replied = Math.round(delivered * share(0.09, 0.05, 5));
  const before = Math.round(sent * share(0.8, 0.3, 6));
  return [
    ...key,
    ...[sent, isDay ? null : before, isDay || before === 0 ? null : (sent - before) / before],
    ...[delivered, ...rate(delivered, sent, 0.012)],
    ...[read, ...rate(read, delivered, -0.031)],
    ...[failed, ...rate(failed, sent, 0.004)],
    ...[conversations, engaged, ...rate(engaged, conversations, 0.018)],
    ...[delivered, replied, ...rate(replied, delivered, 0)],
    ...open,
  ];
}

/** As many as a week with a quiet Sunday has. */
function sentOn(day: string, index: number): number {
  const isSunday = new Date(day).getUTCDay() === 0;
  return Math.round((isSunday ? 90 : 420) + 160 * noise(index + 3) + index * 2);
}

function openness(day: string, today: string): readonly Value[] {
  return [day < addDays(today, -7), day === today];
}

function execMessages({ days, today }: Invented): Answer {
  const perDay = daysOf(days, today)
    // Nothing arrived on one of them.
    .filter((_, index) => index !== 9)
    .map((day, index) => messages(['day', null, day], index, sentOn(day, index), openness(day, today)));
  const sent = perDay.reduce((sum, row) => sum + Number(row[3]), 0);
  const shares = [
    ['authentication', 0.15],
    ['marketing', 0.5],
    ['service', 0.08],
    ['utility', 0.27],
  ] as const;
  const byCategory = shares.map(([category, share], index) =>
    messages(['category', category, null], 100 + index, Math.round(sent * share), [null, null]),
  );
  const all = sent === 0 ? [] : [messages(['all', null, null], 200, sent, [null, null])];
  return answer('exec_messages', MESSAGES, [...all, ...(sent === 0 ? [] : byCategory), ...perDay]);
}

const FAILURES =
  'source, error_code, title, meaning, action, failed, failed_before, failure_rate, failure_rate_of, failure_rate_change';

function execFailures(): Answer {
  const undeliverable = [
    'meta',
    131_026,
    'Message undeliverable',
    'The number is not on WhatsApp, or has not accepted the terms of service.',
    'Check the number, and stop sending to it.',
  ];
  const healthy = [
    'meta',
    131_049,
    'Not delivered to maintain healthy ecosystem engagement',
    'Meta limits how many marketing messages a person receives.',
    'Do not resend at once; wait at least 24 hours.',
  ];
  return answer('exec_failures', FAILURES, [
    [...undeliverable, 184, 150, 0.0142, 12_934, 0.0021],
    [...healthy, 96, 121, 0.0074, 12_934, -0.0018],
    ['meta', 999_999, null, null, null, 3, 0, 0.0002, 12_934, 0.0002],
    ['meta', null, null, null, null, 1, 0, 0.0001, 12_934, 0.0001],
  ]);
}

const SPEND =
  'part, currency, category, day, billable, billable_before, billable_change, free, unknown, unknown_charges, cost_micros, cost_before_micros, cost_change, known_cost_micros, outside_window_billable, outside_window_cost_micros, window_unknown_billable, is_complete, is_running';

function spend(key: readonly Value[], billable: number, unknown: number, open: readonly Value[]): readonly Value[] {
  const known = (billable - unknown) * 784_600;
  const isDay = key[0] === 'day';
  const before = isDay ? null : Math.round(known * 0.93);
  return [
    ...key,
    ...[
      billable,
      isDay ? null : Math.round(billable * 0.93),
      isDay ? null : 0.07,
      Math.round(billable * 0.2),
      0,
      unknown,
    ],
    ...[unknown > 0 ? null : known, before, unknown > 0 || before === null ? null : 0.0753, known],
    ...[Math.round(billable * 0.82), Math.round(known * 0.82), 4],
    ...open,
  ];
}

function execSpend({ days, today, currencies, hasUnknownPrices }: Invented): Answer {
  const rows = currencies.flatMap((currency, place) => {
    const perDay = daysOf(days, today).map((day, index) =>
      spend(
        ['day', currency, null, day],
        Math.round(sentOn(day, index) / (place + 1)),
        hasUnknownPrices && index > 3 ? 7 : 0,
        openness(day, today),
      ),
    );
    const billable = perDay.reduce((sum, row) => sum + Number(row[4]), 0);
    const unknown = perDay.reduce((sum, row) => sum + Number(row[9]), 0);
    const categories = [
      ['authentication', 0.15, 0],
      ['marketing', 0.55, unknown],
      ['utility', 0.3, 0],
    ] as const;
    return [
      spend(['all', currency, null, null], billable, unknown, [null, null]),
      ...categories.map(([category, share, unknown]) =>
        spend(['category', currency, category, null], Math.round(billable * share), unknown, [null, null]),
      ),
      ...perDay,
    ];
  });
  return answer('exec_spend', SPEND, rows);
}

function execMissingRates({ hasUnknownPrices }: Invented): Answer {
  const rows = hasUnknownPrices ? [['2026-11-01', 'marketing', 'IN', 'INR', 168]] : [];
  return answer('exec_missing_rates', 'charge_month, category, contact_country, currency, charges', rows);
}

const UNIT_COST =
  'part, currency, day, cost_micros, known_cost_micros, unknown_charges, engaged_conversations, attributed_replies, cost_per_engaged_micros, cost_per_engaged_before_micros, cost_per_engaged_change, cost_per_reply_micros, cost_per_reply_before_micros, cost_per_reply_change, is_complete, is_running';

function unitCost(key: readonly Value[], cost: number, unknown: number, engaged: number, open: readonly Value[]) {
  const replies = engaged + Math.round(engaged / 3);
  const isKnown = unknown === 0 && engaged > 0;
  const per = (count: number) => (isKnown ? cost / count : null);
  const [before, change] = key[0] === 'day' || !isKnown ? [null, null] : [4_300_000, -0.042];
  return [
    ...key,
    ...[unknown > 0 ? null : cost, cost, unknown, engaged, replies],
    ...[per(engaged), before, change, per(replies), before, change],
    ...open,
  ];
}

function execUnitCost({ days, today, currencies, hasUnknownPrices }: Invented): Answer {
  const unknown = hasUnknownPrices ? 7 : 0;
  const rows = currencies.flatMap((currency) => {
    const perDay = daysOf(days, today).map((day, index) => {
      const engaged = index === 5 ? 0 : Math.round(40 + 30 * noise(index));
      return unitCost(['day', currency, day], sentOn(day, index) * 784_600, unknown, engaged, openness(day, today));
    });
    const sum = (place: number) => perDay.reduce((sum, row) => sum + Number(row[place]), 0);
    return [unitCost(['all', currency, null], sum(4), sum(5), sum(6), [null, null]), ...perDay];
  });
  return answer('exec_unit_cost', UNIT_COST, rows);
}

function execTopReplies({ campaigns }: Invented): Answer {
  const members = (dimension: string, labels: readonly string[]) =>
    labels.map((label, index): readonly Value[] => {
      const [sent, rate] = [900 - index * 15, 0.24 / (1 + index / 6)];
      const counts = [sent, sent - 12, sent - 20, Math.round((sent - 20) * rate)];
      return [dimension, index + 1, label, label, ...counts, rate, rate - 0.02, index % 3 === 1 ? -0.012 : 0.02];
    });
  return answer(
    'exec_top_replies',
    'dimension, place, member, label, sent, delivered, mature_delivered, replied, reply_rate, reply_rate_before, reply_rate_change',
    [...members('campaign', campaigns), ...members('template', templatesOf(campaigns))],
  );
}

function templatesOf(campaigns: readonly string[]): readonly string[] {
  return campaigns.map((name, index) => `${name.replaceAll('-', '_')} (${index % 2 === 0 ? 'en' : 'hi'})`);
}

function execTopCosts({ campaigns, currencies, hasUnknownPrices }: Invented): Answer {
  const members = (dimension: string, labels: readonly string[]) =>
    currencies.flatMap((currency) =>
      labels.map((label, index): readonly Value[] => {
        const charges = 1_200 - index * 20;
        const unknown = hasUnknownPrices && index % 2 === 0 ? 7 : 0;
        const known = (charges - unknown) * 784_600;
        const engaged = index === 3 ? 0 : Math.round(charges / 9);
        const per = (count: number) => (unknown > 0 || count === 0 ? null : known / count);
        const cost = unknown > 0 ? null : known;
        return [
          ...[dimension, index + 1, label, label, currency, charges, unknown, cost, known, engaged, engaged * 2],
          ...[per(engaged), per(engaged * 2)],
        ];
      }),
    );
  return answer(
    'exec_top_costs',
    'dimension, place, member, label, currency, charges, unknown_charges, cost_micros, known_cost_micros, engaged_conversations, attributed_replies, cost_per_engaged_micros, cost_per_reply_micros',
    [...members('campaign', campaigns), ...members('template', templatesOf(campaigns))],
  );
}

export function pageOptions({ campaigns }: Invented): Answer {
  const members = {
    number: ['ep_1', 'ep_2'],
    campaign: campaigns,
    category: ['marketing', 'utility'],
    country: ['IN', 'NG'],
    channel: ['whatsapp'],
  };
  const rows = Object.entries(members).flatMap(([dimension, names]) =>
    names.map((name, index) => [dimension, name, 900 - index]),
  );
  return answer('page_options', 'dimension, member, sent', rows);
}

export function execAnswers(invented: Invented): readonly Answer[] {
  return [
    execMessages(invented),
    execFailures(),
    execSpend(invented),
    execMissingRates(invented),
    execUnitCost(invented),
    execTopReplies(invented),
    execTopCosts(invented),
  ];
}
