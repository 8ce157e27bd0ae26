/** A lake that the statements of a page and the views of metrics are both asked of. */
import { simulate } from 'simulator';
import { addDays, type Filter, SLICES } from '../../domain/pages/filter.ts';
import { REFERENCE_DATA } from '../reference/reference-data.ts';
import { rowsOf } from '../reference/story-lake.ts';
import { askedFor, pageStatement } from '../support/page-statements.ts';
import { ask, type Row } from './page-lake.ts';
import { viewTables } from './view-tables.ts';

/** Seven weeks across a change of charges. */
const TRAFFIC = { messages: 400, seed: 9, from: '2026-09-07', through: '2026-10-25' };
export const TODAY = TRAFFIC.through;

export interface BothLake {
  readonly metric: (sql: string) => Promise<readonly Row[]>;
  /** A page's statement for a period, narrowed to a member of a dimension; `all` narrows to nothing. */
  readonly page: (name: string, period: Filter['period'], slice?: Row) => Promise<readonly Row[]>;
}

export async function openBothLake(): Promise<BothLake> {
  const events = [...simulate(TRAFFIC)].flatMap(({ source, atMs, document }, index) =>
    rowsOf({ source, document, receivedAtMs: atMs }, index),
  );
  // Without some rates, so that costs are missing.
  const rate_cards = REFERENCE_DATA.rate_cards.filter(({ category }) => category !== 'authentication');
  const connection = await viewTables({ event_rows: events, ...REFERENCE_DATA, rate_cards });
  return {
    metric: (sql) => ask(connection, sql),
    page: (name, period, { dimension, member } = {}) => {
      const slices = SLICES.flatMap((slice) => (slice === dimension ? [[slice, String(member)] as const] : []));
      return ask(connection, askedFor(pageStatement(name), { period, slices: Object.fromEntries(slices) }, TODAY));
    },
  };
}

export const PERIODS = {
  day: (day: string) => ({ kind: 'custom', from: day, through: day }) as const,
  week: (monday: string) => ({ kind: 'custom', from: monday, through: addDays(monday, 6) }) as const,
};

export function partOf(rows: readonly Row[], part: string): readonly Row[] {
  return rows.filter((row) => row.part === part);
}

/** These columns of each row, by the columns that name it. */
export function keyed(rows: readonly Row[], keys: readonly string[], numbers: readonly string[]): Map<string, Row> {
  return new Map(rows.map((row) => [JSON.stringify(keys.map((key) => row[key] ?? null)), picked(row, numbers)]));
}

/** These columns of a row; NULL where there is no row. */
export function picked(row: Row | undefined, names: readonly string[]): Row {
  return Object.fromEntries(names.map((name) => [name, row?.[name] ?? null]));
}

/** The row of a dimension's member. */
export function ofMember(rows: readonly Row[], { dimension, member }: Row): Row | undefined {
  return rows.find((row) => row.dimension === dimension && row.member === member);
}
