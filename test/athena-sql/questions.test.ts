import type { DuckDBConnection } from '@duckdb/node-api';
import { isSharedFunction } from 'aws-laptop/athena';
import { beforeAll, describe, expect, test } from 'vitest';
import { asOf, type Question, questionsOfPage } from '../support/questions.ts';
import { type Grammar, trinoGrammar } from '../support/trino-grammar.ts';
import { REFERENCE, recentTalk } from './recent-talk.ts';
import { isTrinoForm, isTrinoFunction } from './trino-functions.ts';
import { viewTables } from './view-tables.ts';

/** The columns of each answer, by the number of its question. */
const COLUMNS: Readonly<Record<number, string>> = {
  1: 'campaign sent delivered delivered_rate',
  2: 'error_code title concerns failed action',
  3: 'template currency attributed_replies cost cost_per_reply unknown_charges',
  4: 'position clicks delivered clicks_per_message',
  5: 'campaign reached replied',
  6: 'week campaign opted_out reached opt_out_rate',
  7: 'source newest_received_at minutes_ago complete_until_at refreshed_minutes_ago refreshed_until_at',
  8: 'category currency charges cost known_cost unknown_charges',
  9: 'contact_country market category currency charge_kind first_day charges',
  10: 'week replies median_minutes p90_minutes',
  11: 'waits answered within_5_minutes within_1_hour within_24_hours',
  12: 'week sent delivered read replied delivered_rate read_rate reply_rate reply_rate_of is_complete',
  13: 'hour part_of_day conversations started_by_contact',
  14: 'contact_country new_contacts',
  15: 'number_id contact_country sent delivered delivered_rate',
  16: 'source kind place duplicates last_seen_at',
  17: 'source source_event events first_day last_day',
  18: 'dt source events over_1_hour over_1_day',
  19: 'started_by conversations messages minutes',
  20: 'country sent failed failure_rate',
  21: 'template campaign button position clicks delivered click_rate',
  22: 'consent_scope is_opt_in people last_change_at',
  23: 'day_of_week hour sent read inbound replies',
  24: 'category is_in_service_window currency billable known_cost unknown_charges',
};

interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const QUESTIONS = questionsOfPage();
const NOW = new Date();
let connection: DuckDBConnection;
let grammar: Grammar;

beforeAll(async () => {
  grammar = await trinoGrammar();
  connection = await viewTables({ event_rows: recentTalk(NOW), ...REFERENCE });
});

async function answerTo(number: number): Promise<Answer> {
  const sql = QUESTIONS.find((question) => question.number === number)?.sql ?? '';
  const reader = await connection.runAndReadAll(asOf(sql, NOW));
  return { columns: reader.columnNames(), rows: reader.getRows().map((row) => row.map(String)) };
}

describe.each(QUESTIONS)('$number. $title', ({ number, sql, notes }: Question) => {
  test('has an answer, in its columns', async () => {
    const { columns, rows } = await answerTo(number);
    expect(columns.join(' ')).toBe(COLUMNS[number]);
    expect(rows.length).toBeGreaterThan(0);
  });

  test('is Trino’s SQL, and calls only functions that both engines have', () => {
    expect(grammar.mistakes(sql)).toEqual([]);
    // DuckDB takes a day less a number, and a day that is compared with a text; Trino does not.
    expect(sql).not.toMatch(/\bcurrent_date\s*[-+]\s*\d|\b(?:period_start|\w*day|charge_month)\s*[=<>]+\s*'/);
    const isShared = (name: string) => isTrinoForm(name) || (isTrinoFunction(name) && isSharedFunction(name));
    expect(grammar.functions(sql).filter((name) => !isShared(name))).toEqual([]);
  });

  test('says in two notes how to read the answer, and what it does not say', () => {
    expect(notes.map((note) => note.slice(0, note.indexOf(':**')))).toEqual(['- **Read it', '- **It does not say']);
  });
});

test('the questions are numbered from 1, each once', () => {
  expect(QUESTIONS.map(({ number }) => number)).toEqual(QUESTIONS.map((_, index) => index + 1));
});

describe('the numbers are those of the talk', () => {
  test('yesterday three of five messages of the campaign were delivered', async () => {
    expect((await answerTo(1)).rows[0]).toEqual(['autumn', '5', '3', '0.6']);
  });

  test('a failure has its words, and a code that nobody knows is kept', async () => {
    expect((await answerTo(2)).rows.map(([code, title]) => [code, title])).toEqual([
      ['131026', 'Undeliverable'],
      ['999999', 'not known in words'],
    ]);
  });

  test('an answer of the business ends a wait within the hour', async () => {
    const [waits, answered, within5, within60] = (await answerTo(11)).rows[0] ?? [];
    expect([answered, within5]).toEqual([within60, '0']);
    expect(Number(waits)).toBeGreaterThan(Number(answered));
  });
});

describe('the page is read strictly', () => {
  test('a section without a statement is refused', () => {
    expect(() => questionsOfPage('# Questions\n\n## 1. Why?\n\nBecause.\n')).toThrow('no question with its SQL');
  });

  test('the day and the instant are replaced where the statement asks for them', () => {
    const sql = "SELECT current_date - INTERVAL '1' DAY, localtimestamp";
    expect(asOf(sql, new Date('2026-11-28T09:30:00.5Z'))).toBe(
      "SELECT DATE '2026-11-28' - INTERVAL '1' DAY, TIMESTAMP '2026-11-28 09:30:00.500'",
    );
  });
});
