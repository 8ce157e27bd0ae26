import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkImport, type ReferenceFile, recordsOf } from '../../../domain/imports/import.ts';
import type { ReferenceKind } from '../../../domain/imports/tables.ts';

const HEADS: Readonly<Record<ReferenceKind, string>> = {
  rate_cards:
    'card,is_example,pricing_model,market,category,currency,tier_from,tier_to,rate_micros,valid_from,valid_to',
  rate_markets: 'country,market,valid_from,valid_to',
  billing_accounts: 'account_id,time_zone,currency,portfolio_id',
};

function file(kind: ReferenceKind, lines: readonly string[], name = 'new.ndjson'): ReferenceFile {
  return { kind, name, records: recordsOf('x.csv', [HEADS[kind], ...lines].join('\n')) };
}

function faults(kind: ReferenceKind, lines: readonly string[], others: readonly ReferenceFile[] = []): string[] {
  return checkImport(file(kind, lines), others).faults.map(({ line, problem }) => `${line}: ${problem}`);
}

const rate = (tiers: string, days: string, more: { currency?: string; isExample?: string } = {}) =>
  `own,${more.isExample ?? ''},PMP,India,utility,${more.currency ?? 'INR'},${tiers},115000,${days}`;

describe('each row is held to its columns, and a fault names line, column, rule and value', () => {
  test.each<[ReferenceKind, string, string]>([
    [
      'rate_cards',
      rate('1,', '2026-01-01,', { currency: 'RUPEE' }),
      'currency must be a currency by ISO 4217, as INR (given: "RUPEE")',
    ],
    ['rate_cards', rate('1,', '1.1.2026,'), 'valid_from must be a day as 2026-10-01 (given: "1.1.2026")'],
    ['rate_cards', rate('1,', '2026-02-30,'), 'valid_from must be a day as 2026-10-01 (given: "2026-02-30")'],
    ['rate_cards', rate('1,', '2026-01-01,soon'), 'valid_to must be empty or a day as 2026-10-01 (given: "soon")'],
    [
      'rate_cards',
      'own,,PMP,India,utility,INR,1,,0.115,2026-01-01,',
      'rate_micros must be a whole number from 0 to 15 digits (given: "0.115")',
    ],
    ['rate_cards', 'own,,PMP,India,utility,INR,1,,,2026-01-01,', 'rate_micros must not be empty (given: "")'],
    [
      'rate_cards',
      'own,yes,PMP,India,utility,INR,1,,1,2026-01-01,',
      'is_example must be true, false or empty (given: "yes")',
    ],
    ['rate_cards', 'own,,CPM,India,utility,INR,1,,1,2026-01-01,', 'pricing_model must be CBP or PMP (given: "CPM")'],
    [
      'rate_cards',
      'own,,PMP,India,Utility,INR,1,,1,2026-01-01,',
      'category must be a category in lower case, its words joined by _ (given: "Utility")',
    ],
    ['rate_markets', 'IND,India,2026-01-01,', 'country must be a country by ISO 3166-1 alpha-2, as IN (given: "IND")'],
    ['rate_markets', 'IN,,2026-01-01,', 'market must not be empty (given: "")'],
    [
      'billing_accounts',
      '1,Asia/Kolkatta,INR,',
      'time_zone must be a time zone of the IANA database, as Asia/Kolkata, or UTC (given: "Asia/Kolkatta")',
    ],
    [
      'billing_accounts',
      '1,+05:30,INR,',
      'time_zone must be a time zone of the IANA database, as Asia/Kolkata, or UTC (given: "+05:30")',
    ],
    ['billing_accounts', '1,UTC,INR', 'has 3 fields; the first line names 4 columns'],
  ])('%s: %s', (kind, line, problem) => {
    expect(faults(kind, [line])).toEqual([`2: ${problem}`]);
  });

  test('a column that the table does not have is refused, and its own are named', () => {
    const records = recordsOf('x.csv', 'account_id,zone\n1,UTC\n');
    const { faults } = checkImport({ kind: 'billing_accounts', name: 'new.ndjson', records }, []);
    expect(faults[0]?.problem).toBe(
      'has no column zone; the columns are account_id, time_zone, currency, portfolio_id',
    );
  });

  test('NDJSON is held to the same rules, and its numbers and flags are read', () => {
    const lines = ['{"account_id":1,"time_zone":"Asia/Kolkata","currency":"INR"}', '[]', 'nope'];
    const records = recordsOf('x.ndjson', lines.join('\n'));
    const checked = checkImport({ kind: 'billing_accounts', name: 'new.ndjson', records }, []);
    expect(checked.faults).toEqual([
      { line: 2, problem: 'is no JSON object' },
      { line: 3, problem: 'is no JSON object' },
    ]);
    expect(JSON.parse(checked.ndjson)).toEqual({
      account_id: '1',
      time_zone: 'Asia/Kolkata',
      currency: 'INR',
      portfolio_id: null,
    });
  });

  test('what may be left out has its meaning: no example, the first message on, without end', () => {
    const { ndjson, rows } = checkImport(file('rate_cards', [rate(',', '2026-01-01,')]), []);
    expect(rows).toBe(1);
    expect(JSON.parse(ndjson)).toMatchObject({ is_example: false, tier_from: 1, tier_to: null, valid_to: null });
  });
});

describe('a charge finds one rate', () => {
  test('two periods of one rate must not overlap, whichever comes first in the file', () => {
    expect(faults('rate_cards', [rate('1,', '2026-04-01,'), rate('1,', '2026-01-01,')])).toEqual([
      '2: holds from 2026-04-01, while line 3 of new.ndjson holds without end',
    ]);
  });

  test('a period may begin on the day another ends; example, currency and market are other rates', () => {
    const lines = [
      rate('1,', '2026-01-01,2026-04-01'),
      rate('1,', '2026-04-01,'),
      rate('1,', '2026-01-01,', { isExample: 'true' }),
      rate('1,', '2026-01-01,', { currency: 'USD' }),
    ];
    expect(faults('rate_cards', lines)).toEqual([]);
  });

  test('it must not overlap with a rate of another file; the one it replaces is not asked', () => {
    const kept = file('rate_cards', [rate('1,', '2026-01-01,')], 'old.ndjson');
    expect(faults('rate_cards', [rate('1,', '2026-04-01,')], [kept])).toEqual([
      '2: holds from 2026-04-01, while line 2 of old.ndjson holds without end',
    ]);
    expect(faults('rate_cards', [rate('1,', '2025-10-01,')], [kept])).toEqual([
      '2: conflicts: old.ndjson line 2 holds from 2026-01-01, while line 2 of new.ndjson holds without end',
    ]);
  });

  test('it ends after it begins', () => {
    expect(faults('rate_cards', [rate('1,', '2026-04-01,2026-04-01')])).toEqual([
      '2: ends on 2026-04-01, which is not after 2026-04-01',
    ]);
  });

  test.each([
    [['1,100', '101,'], []],
    [['101,', '1,100'], []],
    [['1,100', '102,'], ['3: has a tier from 102; it must be from 101']],
    [['1,100', '100,'], ['3: has a tier from 100; it must be from 101']],
    [['2,'], ['2: has a tier from 2; it must be from 1']],
    [['1,100'], ['2: has the last tier end at 100; leave its end empty']],
    [['1,', '101,'], ['3: has a tier beside line 2 of new.ndjson, which has no end']],
    [['1,', '1,'], ['3: has a tier beside line 2 of new.ndjson, which has no end']],
  ])('tiers begin with the first message, without gaps, the last without end: %j', (tiers, expected) => {
    const lines = tiers.map((tier) => rate(tier, '2026-01-01,'));
    expect(faults('rate_cards', lines)).toEqual(expected);
  });
});

test('a country has one market on each day, and an account stands once', () => {
  expect(faults('rate_markets', ['MA,Morocco,2026-10-01,', 'MA,Rest of Africa,2024-01-01,2026-10-02'])).toEqual([
    '2: holds from 2026-10-01, while line 3 of new.ndjson holds until 2026-10-02',
  ]);
  expect(faults('billing_accounts', ['1,UTC,INR,', '1,UTC,USD,'])).toEqual([
    '3: names an account that line 2 of new.ndjson has',
  ]);
});

test('a market without countries or without rates is a warning, no fault', () => {
  const checked = checkImport(file('rate_markets', ['NG,Nigeria,2024-01-01,']), [
    file('rate_cards', [rate('1,', '2026-01-01,')], 'card.ndjson'),
  ]);
  expect(checked.faults).toEqual([]);
  expect(checked.warnings).toEqual([
    'No country is of the market "India" (rate_markets): its rates are not used.',
    'No rate card has the market "Nigeria": what is sent there has no known cost.',
  ]);
});

test('markets that are put in before any rate card bring no warning', () => {
  expect(checkImport(file('rate_markets', ['NG,Nigeria,2024-01-01,']), []).warnings).toEqual([]);
});

describe('the examples', () => {
  const read = (kind: ReferenceKind, name: string): ReferenceFile => {
    const path = join(import.meta.dirname, '../../../docs/examples/reference', name);
    return { kind, name, records: recordsOf(name, readFileSync(path, 'utf8')) };
  };
  const files = [
    read('rate_cards', 'rate-cards.csv'),
    read('rate_markets', 'rate-markets.csv'),
    read('billing_accounts', 'billing-accounts.csv'),
  ];

  test.each(files)('$name can be imported, without faults or warnings', (one) => {
    const others = files.filter((other) => other !== one);
    expect(checkImport(one, others)).toMatchObject({ faults: [], warnings: [] });
  });

  test('say that they are examples, in every rate and by the card’s name', () => {
    const rates = checkImport(files[0] ?? file('rate_cards', []), [])
      .ndjson.trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rates.length).toBeGreaterThan(100);
    expect(rates.filter(({ card, is_example }) => !is_example || !/example/.test(card))).toEqual([]);
  });
});

test.each([
  ['account_id;time_zone\r\n1;UTC\r\n', '";"'],
  ['account_id\ttime_zone\n1\tUTC\n', 'tabs'],
  ['account_id|time_zone\n1|UTC\n', '"|"'],
])('a file of other separators is refused by its first line: %j', (content, named) => {
  expect(() => recordsOf('a.csv', content)).toThrow(`a.csv is separated by ${named}: save it with commas.`);
});

test('a separator inside a value is a character like any other', () => {
  expect(recordsOf('a.csv', 'account_id,time_zone\n1;2,UTC|\n').records).toHaveLength(1);
});
