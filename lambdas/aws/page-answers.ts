import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AthenaClient } from '@aws-sdk/client-athena';
import pMap from 'p-map';
import { type Answer, rowsOf } from '../../dashboard/answer.ts';
import type { Facts } from '../../dashboard/facts.ts';
import { formatsOf } from '../../dashboard/format.ts';
import type { Header, Page, View } from '../../dashboard/page.ts';
import { DEFAULT_FILTER, type Filter, type Window, windowOf } from '../../domain/pages/filter.ts';
import { fillStatement, valuesOf } from '../../domain/pages/statement.ts';
import { type AthenaPlace, startExecution } from './athena.ts';
import { fetchResult, type QueryResult } from './athena-result.ts';
import { waitTogether } from './athena-together.ts';

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

type Several<T> = readonly [T, ...T[]];

export interface Asked {
  /** One for each filter, in their order. */
  readonly views: Several<View>;
  /** Of `page_options`: what a page can be narrowed to. */
  readonly options: Answer;
}

/** Of Athena's quota of active DML queries, which differs by region and is people's too ("Service Quotas", Amazon Athena User Guide). */
const AT_ONCE = 10;
/** Asked before the others: periods end on the day that the header names. */
const HEADER = 'page_header';
const OPTIONS = 'page_options';

/**
 * Asks a page's statements for one filter, side by side. One that fails has an answer with its reason, so that the page
 * says what is missing. @throws Error only if a statement has no file, or the facts fail.
 */
export async function askPage(
  ports: PagePorts,
  page: Page,
  filter: Filter,
  presentation: Presentation,
): Promise<{ readonly view: View; readonly options: Answer }> {
  const { views, options } = await askPages(ports, page, [filter], presentation);
  return { view: views[0], options };
}

/** The same for several filters at one time; a statement that is the same for several of them is asked once. */
export async function askPages(
  ports: PagePorts,
  page: Page,
  filters: Several<Filter>,
  { locale, place, refreshMinutes }: Presentation,
): Promise<Asked> {
  const facts = page.needsFacts ? ports.facts() : null;
  // It is waited for below: a failure before that is no unhandled one.
  facts?.catch(() => undefined);
  const first = await askFirst(ports, refreshMinutes);
  const plans = eachOf(filters, (filter) => planOf(ports, page, filter, first.header.today));
  const answers = await answersOf(ports.ask, plans);
  const common = { facts: await facts, formats: formatsOf(locale), header: first.header, place };
  const views = eachOf(plans, ({ filter, window, statements }): View => {
    const own = statements.flatMap(({ sql }) => answers.get(sql) ?? []);
    return { ...common, filter, window, answer: finder(page, [first.headerAnswer, first.options, ...own]) };
  });
  return { views, options: first.options };
}

function eachOf<T, U>([first, ...others]: Several<T>, make: (one: T) => U): Several<U> {
  return [make(first), ...others.map(make)];
}

async function askFirst({ ask, statement, nowMs }: PagePorts, refreshMinutes: number) {
  const now = nowMs();
  // Neither has a mark that these days would go to.
  const values = valuesOf(DEFAULT_FILTER, windowOf(DEFAULT_FILTER.period, dayIn('UTC', now)));
  const [headerAnswer, options] = await Promise.all([
    answered(ask, { name: HEADER, sql: fillStatement(statement(HEADER), values) }),
    answered(ask, { name: OPTIONS, sql: fillStatement(statement(OPTIONS), values) }),
  ]);
  return { header: { ...headerOf(headerAnswer, now), nowMs: now, refreshMinutes }, headerAnswer, options };
}

interface Statement {
  readonly name: string;
  readonly sql: string;
}

/** What is asked for a filter. */
interface Plan {
  readonly filter: Filter;
  readonly window: Window;
  readonly statements: readonly Statement[];
}

function planOf({ statement }: PagePorts, page: Page, filter: Filter, today: string): Plan {
  const window = windowOf(filter.period, today);
  const own = page.statements.filter((name) => name !== HEADER && name !== OPTIONS);
  const values = valuesOf(filter, window);
  return { filter, window, statements: own.map((name) => ({ name, sql: fillStatement(statement(name), values) })) };
}

/** By the text that was asked. */
async function answersOf(ask: Ask, plans: readonly Plan[]): Promise<ReadonlyMap<string, Answer>> {
  const different = new Map(plans.flatMap(({ statements }) => statements).map((one) => [one.sql, one]));
  const answers = await pMap(different.values(), (statement) => answered(ask, statement), { concurrency: AT_ONCE });
  return new Map(answers.map((answer) => [answer.sql, answer]));
}

async function answered(ask: Ask, { name: statement, sql }: Statement): Promise<Answer> {
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

/** Asks Athena. Results are left to their bucket, where they expire. */
export function athenaAsk(client: AthenaClient, place: AthenaPlace): Ask {
  const ended = waitTogether(client);
  return async (sql) => {
    const executionId = await startExecution(client, place, sql);
    await ended(executionId);
    const { columns, rows } = await fetchResult(client, executionId);
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
