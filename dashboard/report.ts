import type { Slice } from '../domain/pages/filter.ts';
import type { Answer } from './answer.ts';
import { html } from './html.ts';
import type { Page, View } from './page.ts';
import { hasPeriodBefore } from './parts.ts';

/** A table of a report: the rows of a statement, all of them. */
export interface ReportTable {
  /** Of `--table`, and in JSON. */
  readonly name: string;
  readonly title: string;
  /** Of a file in `athena-sql/pages`, or QUERY_HISTORY. */
  readonly statement: string;
  /** What to mind. */
  readonly note: string;
  /** Why a number is missing, by its column. */
  readonly missing?: Readonly<Record<string, string>>;
}

/** A report: one file in `reports/`, one line in reports.ts. */
export interface Report {
  /** As `lake report` takes it. */
  readonly name: string;
  readonly title: string;
  /** What it answers, in a sentence. */
  readonly text: string;
  /** What it can be narrowed by. */
  readonly slices: readonly Slice[];
  readonly tables: readonly ReportTable[];
  /** The metrics in it, by their ids in domain/metrics. */
  readonly metrics: readonly string[];
  /** What to do next, of the answers, the most pressing first. */
  readonly actions: (view: View) => readonly string[];
}

/** Answered by Athena’s list of what was asked, not by a statement. */
export const QUERY_HISTORY = 'query_history';

/** Asked as a page is. */
export function asPage({ name, title, tables }: Report): Page {
  const statements = tables.map(({ statement }) => statement).filter((statement) => statement !== QUERY_HISTORY);
  return { name, title, statements, needsFacts: false, render: () => html`` };
}

/** Columns of the period before, and of the change against it. */
export const OF_BEFORE = /_(before|change)$/;

/** The view without numbers of a period before that does not lie in the data: they are not known, and not 0. */
export function comparable(view: View): View {
  return hasPeriodBefore(view) ? view : { ...view, answer: (statement) => withoutBefore(view.answer(statement)) };
}

function withoutBefore(answer: Answer): Answer {
  const isOfBefore = answer.columns.map(({ name }) => OF_BEFORE.test(name));
  return { ...answer, rows: answer.rows.map((row) => row.map((value, place) => (isOfBefore[place] ? null : value))) };
}

/** Names that a sentence lists; the table has the others. */
const NAMED = 8;

/** `a, b and 3 more` */
export function named(names: readonly string[]): string {
  const more = names.length - NAMED;
  return `${names.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
