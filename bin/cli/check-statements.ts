import { LIVE } from '../../domain/sql/deployed-views.ts';
import { renamed } from '../../domain/sql/renamed.ts';
import type { Check } from './checks-file.ts';

/** A check of a view, at its place among those that run, from 1. */
export interface PlacedCheck extends Check {
  readonly view: string;
  readonly place: number;
}

/**
 * The checks that one statement counts: those of a view together, and those of neighbouring views with one check each.
 * Athena takes about a second for a statement and charges 10 MB at least; on the laptop a view is computed once for all
 * its checks.
 */
export function groupChecks(checks: readonly PlacedCheck[]): readonly (readonly PlacedCheck[])[] {
  const groups: PlacedCheck[][] = [];
  for (const ofView of Map.groupBy(checks, ({ view }) => view).values()) {
    const last = groups.at(-1);
    if (ofView.length === 1 && last !== undefined && isOfSingles(last)) last.push(...ofView);
    else groups.push(ofView);
  }
  return groups;
}

function isOfSingles(group: readonly PlacedCheck[]): boolean {
  return new Set(group.map(({ view }) => view)).size === group.length;
}

/**
 * How many rows break each check: rows of `place` and `offending`, in any order. The view of several checks is a common
 * table expression of its own name, which DuckDB computes once. Trino expands it in each, so a heavy view may have
 * more than the 150 stages that Trino takes: then the statement is refused before it runs.
 */
export function countsSql(checks: readonly PlacedCheck[], database: string): string {
  const counts = checks.map(
    ({ place, sql }) => `SELECT ${place} AS place, count(*) AS offending FROM (\n${sql}\n) AS offending_rows`,
  );
  const [view = '', other] = new Set(checks.map((check) => check.view));
  const isShared = checks.length > 1 && other === undefined;
  const shared = isShared ? `WITH "${view}" AS (SELECT * FROM "${database}"."${view}")\n` : '';
  return `${shared}${counts.join('\nUNION ALL\n')}`;
}

/**
 * The same checks of the views that compute from the events. `tables` are all names of the database: a view without
 * one is checked as it is.
 * @throws Error when there are none at all: the stack was deployed without them.
 */
export function onLiveViews(checks: readonly PlacedCheck[], tables: readonly string[]): readonly PlacedCheck[] {
  const live = new Map(
    tables.flatMap((name) => (name.startsWith(LIVE) ? [[name.slice(LIVE.length), name] as const] : [])),
  );
  if (live.size === 0) throw new Error(NO_LIVE_VIEWS);
  return checks.map((check) => ({
    ...check,
    view: live.get(check.view) ?? check.view,
    sql: renamed(check.sql, live),
  }));
}

const NO_LIVE_VIEWS =
  'This stack has no live views. Deploy it with the setting liveViews (docs/settings.md), or run this without --live after ' +
  '`npx lake refresh`.';

export function rowsSql({ sql }: PlacedCheck, rows: number): string {
  return `SELECT * FROM (\n${sql}\n) LIMIT ${rows}`;
}
