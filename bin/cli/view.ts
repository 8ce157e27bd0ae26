import type { QueryResult } from '../../lambdas/aws/athena-result.ts';
import { type Format, formatResult } from './format.ts';

/** Where a result is shown: a terminal with so many columns, 0 where it does not say; or a file or pipe. */
export type Screen = { readonly columns: number } | null;

/** A terminal holds a few hundred lines; a pipe takes all. */
export const TERMINAL_ROWS = 200;

export function limitOn(screen: Screen): number {
  return screen === null ? Number.POSITIVE_INFINITY : TERMINAL_ROWS;
}

export interface View {
  readonly text: string;
  /** What a person at the terminal should know of it. */
  readonly notes: readonly string[];
}

/** The first rows of a result as text. More than `limit` rows are known to exist where the result has more. */
export function viewOf(result: QueryResult, format: Format, limit: number, screen: Screen): View {
  const rows = result.rows.slice(0, limit);
  const text = formatResult({ ...result, rows }, format);
  const notes = [
    ...(rows.length < result.rows.length
      ? [`There are more rows than the ${rows.length} shown: --all shows every one, --limit <n> so many.`]
      : []),
    ...(format === 'table' && screen !== null && screen.columns > 0 && widthOf(text) > screen.columns
      ? ['The table is wider than the window: --vertical shows one column a line.']
      : []),
  ];
  return { text, notes };
}

/** The table's rule is as wide as its columns. */
function widthOf(table: string): number {
  return table.split('\n')[1]?.length ?? 0;
}
