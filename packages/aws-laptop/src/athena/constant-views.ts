/**
 * Views of constants, such as `SELECT CAST('x' AS varchar) AS generation`. Trino works a scalar subquery over one out when
 * it plans, so that `generation = (SELECT generation FROM current)` prunes partitions; DuckDB would join. So each column
 * of such a view gets a macro of DuckDB's, and a comparison with the subquery is written as a call of it: DuckDB puts in
 * what the macro is when the query begins.
 */
import { identifier, qualifiedName } from './sql-text.ts';
import { type Token, tokensOf } from './tokens.ts';

/** The query of each view as it was written, by `database.view`. */
type Written = ReadonlyMap<string, string>;

const NONE: ReadonlyMap<string, string> = new Map();

/** The columns of a view of constants and what each is; none for another view. */
export function constantsOf(query: string): ReadonlyMap<string, string> {
  const tokens = tokensOf(query);
  const found = new Map<string, string>();
  let at = isWord(tokens[0], 'SELECT') ? 1 : tokens.length;
  while (at < tokens.length) {
    const end = endOfConstant(tokens, at);
    const name = isWord(tokens[end], 'AS') ? nameOf(tokens[end + 1]) : undefined;
    if (end === at || name === undefined) return NONE;
    found.set(name, query.slice(tokens[at]?.start, tokens[end]?.start).trim());
    at = end + 2;
    const isLast = at === tokens.length || (isMark(tokens[at], ';') && at + 1 === tokens.length);
    if (isLast) return found;
    if (!isMark(tokens[at], ',')) return NONE;
    at += 1;
  }
  return NONE;
}

/** The index after a literal, or after the CAST of one; `at` itself where none begins there. */
function endOfConstant(tokens: readonly Token[], at: number): number {
  if (!isWord(tokens[at], 'CAST') || !isMark(tokens[at + 1], '(')) return endOfLiteral(tokens, at);
  let end = endOfLiteral(tokens, at + 2);
  if (end === at + 2 || !isWord(tokens[end], 'AS')) return at;
  // A type: a word, and numbers in parentheses.
  end += 2;
  if (isMark(tokens[end], '(')) while (end < tokens.length && !isMark(tokens[end], ')')) end += 1;
  if (isMark(tokens[end], ')') && isMark(tokens[end + 1], ')')) end += 1;
  return isMark(tokens[end], ')') ? end + 1 : at;
}

function endOfLiteral(tokens: readonly Token[], at: number): number {
  const [first, second] = [tokens[at], tokens[at + 1]];
  if (first?.kind === 'text' || first?.kind === 'number') return at + 1;
  if (['NULL', 'TRUE', 'FALSE'].some((word) => isWord(first, word))) return at + 1;
  if (isMark(first, '-') && second?.kind === 'number') return at + 2;
  return (isWord(first, 'DATE') || isWord(first, 'TIMESTAMP')) && second?.kind === 'text' ? at + 2 : at;
}

const COMPARISONS = new Set(['=', '<>', '!=', '<', '<=', '>', '>=']);

/** The query with the macros' calls. Names in `ctes` are its own, and no views. */
export function withConstants(query: string, database: string, ctes: ReadonlySet<string>, written: Written): string {
  if (!/\(\s*SELECT\b/i.test(query)) return query;
  const tokens = tokensOf(query);
  let text = '';
  let from = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'mark' || !COMPARISONS.has(token.text)) continue;
    const subquery = scalarSubquery(tokens, at + 1);
    if (subquery === undefined || (subquery.names.length === 1 && ctes.has(subquery.names[0] ?? ''))) continue;
    const [view = '', ofView = database] = subquery.names.toReversed();
    if (!constantsOf(written.get(`${ofView}.${view}`) ?? '').has(subquery.column)) continue;
    text += `${query.slice(from, tokens[at + 1]?.start)}(${macroName(ofView, view, subquery.column)}())`;
    from = (tokens[subquery.end]?.start ?? 0) + 1;
  }
  return text + query.slice(from);
}

interface ScalarSubquery {
  readonly column: string;
  /** Of the view: as written, the catalog left out. */
  readonly names: readonly string[];
  /** The index of the parenthesis that closes it. */
  readonly end: number;
}

/** `(SELECT column FROM view)`, with whatever qualifies them. */
function scalarSubquery(tokens: readonly Token[], open: number): ScalarSubquery | undefined {
  if (!isMark(tokens[open], '(') || !isWord(tokens[open + 1], 'SELECT')) return undefined;
  const columns = namesAt(tokens, open + 2);
  const afterColumns = open + 2 + Math.max(0, columns.length * 2 - 1);
  if (columns.length === 0 || !isWord(tokens[afterColumns], 'FROM')) return undefined;
  const names = namesAt(tokens, afterColumns + 1);
  const end = afterColumns + 1 + Math.max(0, names.length * 2 - 1);
  const own = names.length === 3 ? names.slice(1) : names;
  const isOfView = columns.length === 1 || columns.at(-2) === names.at(-1);
  if (names.length === 0 || !isMark(tokens[end], ')') || !isOfView) return undefined;
  return { column: columns.at(-1) ?? '', names: own, end };
}

/** The names from `at` on with dots between them. */
function namesAt(tokens: readonly Token[], at: number): string[] {
  const name = nameOf(tokens[at]);
  if (name === undefined) return [];
  return isMark(tokens[at + 1], '.') ? [name, ...namesAt(tokens, at + 2)] : [name];
}

function nameOf(token: Token | undefined): string | undefined {
  if (token?.kind === 'word') return token.text.toLowerCase();
  return token?.kind === 'quoted' ? token.text.slice(1, -1).toLowerCase() : undefined;
}

function isWord(token: Token | undefined, text: string): boolean {
  return token?.kind === 'word' && token.text === text;
}

function isMark(token: Token | undefined, text: string): boolean {
  return token?.kind === 'mark' && token.text === text;
}

function macroName(database: string, view: string, column: string): string {
  return qualifiedName(database, `${view}.${column}`);
}

/**
 * What makes the macros of a view that is `after` now and was `before`: queries, '' for no view. Views that call a macro
 * are not written again, so one of a column that is no constant any more asks the view.
 */
export function constantMacros(database: string, view: string, before: string, after: string): readonly string[] {
  const now = constantsOf(after);
  const former = [...constantsOf(before).keys()].filter((column) => !now.has(column));
  const bodies = [
    ...now,
    ...former.map(
      (column) => [column, `(SELECT ${identifier(column)} FROM ${qualifiedName(database, view)})`] as const,
    ),
  ];
  return bodies.map(([column, body]) => `CREATE OR REPLACE MACRO ${macroName(database, view, column)}() AS ${body}`);
}
