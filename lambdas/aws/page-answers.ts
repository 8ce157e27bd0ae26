import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AthenaClient } from '@aws-sdk/client-athena';
import pMap from 'p-map';
import { type Answer, rowsOf } from '../../dashboard/answer.ts';
import type { Facts } from '../../dashboard/facts.ts';
import { formatsOf } from '../../dashboard/format.ts';
import type { Header, Page, View } from '../../dashboard/page.ts';
import { DEFAULT_FILTER, type Filter, windowOf } from '../../domain/pages/filter.ts';
import { fillStatement, type Values, valuesOf } from '../../domain/pages/statement.ts';
import { type AthenaPlace, execute } from './athena.ts';
import { fetchResult, type QueryResult } from './athena-result.ts';

/** Answers one query, as it is, without the row of its column names. Throws with the reason when there is no answer. */
export type Ask = (sql: string) => Promise<QueryResult>;

/** What a page is asked through. */
export interface PagePorts {
  readonly ask: Ask;
  /** The text of a file of `athena-sql/pages`. */
  readonly statement: (name: string) => string;
  /** For pages that need them; null where they cannot be had. */
  readonly facts: () => Promise<Facts | null>;
  readonly nowMs: () => number;
}

/** What a page needs to know besides its numbers. */
export interface Presentation extends Pick<View, 'place'>, Pick<Header, 'refreshMinutes'> {
  /** BCP 47. */
  readonly locale: string;
}

export interface Asked {
  /** One for each filter, in their order. */
  readonly views: readonly View[];
  /** Of `page_options`: what a page can be narrowed to. */
  readonly options: Answer;
}

/** Athena allows 20 active DML queries at least in every region, for people's questions too ("Service Quotas"). */
const AT_ONCE = 10;
/** Asked before the others: periods end on the day that the header names. */
const FIRST = ['page_header', 'page_options'] as const;

/**
 * Asks a page's statements for one filter, side by side. One that fails has an answer with its reason, so that the page
 * says what is missing. @throws Error only if the clock, a file or the facts do.
 */
export async function askPage(
  ports: PagePorts,
  page: Page,
  filter: Filter,
  presentation: Presentation,
): Promise<{ readonly view: View; readonly options: Answer }> {
  const { views, options } = await askPages(ports, page, [filter], presentation);
  const [view] = views;
  if (view === undefined) throw new Error(`${page.name} has no view.`);
  return { view, options };
}

/** The same for several filters at one time; a statement that is the same for several of them is asked once. */
export async function askPages(
  ports: PagePorts,
  page: Page,
  filters: readonly Filter[],
  { locale, place, refreshMinutes }: Presentation,
): Promise<Asked> {
  const nowMs = ports.nowMs();
  const facts = page.needsFacts ? ports.facts() : null;
  // It is waited for below: a failure before that is no unhandled one.
  facts?.catch(() => undefined);
  const fill = (name: string, values: Values) => ({ name, sql: fillStatement(ports.statement(name), values) });
  const unfiltered = valuesOf(DEFAULT_FILTER, windowOf(DEFAULT_FILTER.period, dayIn('UTC', nowMs)));
  const first = FIRST.map((name) => fill(name, unfiltered));
  const [headerAnswer, options] = await Promise.all(first.map(({ name, sql }) => answered(ports.ask, name, sql)));
  if (headerAnswer === undefined || options === undefined) throw new Error(`${FIRST.join(', ')} were not asked.`);
  const header = { ...headerOf(headerAnswer, nowMs), nowMs, refreshMinutes };
  const asked = filters.map((filter) => {
    const window = windowOf(filter.period, header.today);
    const own = page.statements.filter((name) => !FIRST.some((other) => other === name));
    return { filter, window, statements: own.map((name) => fill(name, valuesOf(filter, window))) };
  });
  const answers = await answersOf(ports.ask, [...asked.flatMap(({ statements }) => statements)]);
  const common = { facts: await facts, formats: formatsOf(locale), header, place };
  const views = asked.map(({ filter, window, statements }) => {
    const own = statements.flatMap(({ sql }) => answers.get(sql) ?? []);
    return { ...common, filter, window, answer: finder(page, [headerAnswer, options, ...own]) };
  });
  return { views, options };
}

interface Statement {
  readonly name: string;
  readonly sql: string;
}

/** By the text that was asked. */
async function answersOf(ask: Ask, statements: readonly Statement[]): Promise<ReadonlyMap<string, Answer>> {
  const different = new Map(statements.map((statement) => [statement.sql, statement]));
  const answers = await pMap(different.values(), ({ name, sql }) => answered(ask, name, sql), { concurrency: AT_ONCE });
  return new Map(answers.map((answer) => [answer.sql, answer]));
}

async function answered(ask: Ask, statement: string, sql: string): Promise<Answer> {
  try {
    return { statement, sql, ...(await ask(sql)) };
  } catch (error) {
    return { statement, sql, columns: [], rows: [], error: error instanceof Error ? error.message : String(error) };
  }
}

function finder(page: Page, answers: readonly Answer[]): View['answer'] {
  const byName = new Map(answers.map((answer) => [answer.statement, answer]));
  return (name) => {
    const answer = byName.get(name);
    if (answer === undefined) throw new Error(`The page ${page.name} does not name ${name} among its statements.`);
    return answer;
  };
}

/** Without an answer, and in an empty lake, today is the clock's. */
function headerOf(answer: Answer, nowMs: number): Omit<Header, 'nowMs' | 'refreshMinutes'> {
  const [row] = rowsOf(answer);
  const text = (column: string) => row?.text(column) ?? null;
  const zone = text('reporting_zone') ?? 'UTC';
  return {
    asOf: isoTime(text('as_of')),
    refreshedAt: isoTime(text('refreshed_at')),
    zone,
    today: text('today') ?? dayIn(zone, nowMs),
    firstDataDay: text('first_data_day'),
  };
}

/** Athena prints `2026-11-20 10:00:00.000`, in UTC here. */
function isoTime(timestamp: string | null): string | null {
  return timestamp === null ? null : new Date(`${timestamp.replace(' ', 'T')}Z`).toISOString();
}

/** Swedish dates are those of ISO 8601. */
function dayIn(timeZone: string, ms: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(ms);
}

/** A statement of a page takes tenths of a second: the first looks at it come quickly, and the pauses stay short. */
const PAUSES = { firstPauseMs: 5, maxPauseMs: 250 };

/** Asks Athena. Results are left to their bucket, where they expire. */
export function athenaAsk(client: AthenaClient, place: AthenaPlace): Ask {
  return async (sql) => {
    const { QueryExecutionId = '' } = await execute(client, place, sql, PAUSES);
    const { columns, rows } = await fetchResult(client, QueryExecutionId);
    return { columns, rows: rows.slice(1) };
  };
}

/** Statements of pages in a folder of SQL; each file is read once. */
export function pageStatements(sqlFolder: string): PagePorts['statement'] {
  const texts = new Map<string, string>();
  return (name) => {
    const text = texts.get(name) ?? readFileSync(join(sqlFolder, 'pages', `${name}.sql`), 'utf8');
    texts.set(name, text);
    return text;
  };
}
