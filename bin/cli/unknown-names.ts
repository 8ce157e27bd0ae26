import { storedName } from '../../domain/contracts/lake-layout.ts';
import { LIVE } from '../../domain/sql/deployed-views.ts';
import { tableNamesIn } from '../../domain/sql/table-names.ts';
import { didYouMean } from './suggest.ts';

/** Runs a statement and answers the values of its first column. */
export type FirstColumn = (sql: string) => Promise<readonly string[]>;

/** Statements that join more tables than this are not typed by hand. */
const MAX_TABLES = 5;

/**
 * A failed statement's reason with the nearest names of the stack, where it names a view or column that there is not;
 * else as it is. The names are those of the stack, which may be of another version than this command.
 */
export async function withNearestNames(reason: string, sql: string, firstColumn: FirstColumn): Promise<string> {
  const table = unknownTable(reason);
  const column = unknownColumn(reason);
  // No rights to list them, or no answer: the reason stands for itself.
  const listed = (statement: string) => firstColumn(statement).catch(() => []);
  if (table !== undefined) {
    const names = publicFirst(await listed('SHOW TABLES'));
    return `${reason}\n${didYouMean(table, names).trim()} ${ALL_VIEWS}`.replace('\n ', '\n');
  }
  if (column === undefined) return reason;
  const tables = [...new Set(tableNamesIn(sql).map(({ name }) => name))].slice(0, MAX_TABLES);
  const columns = await Promise.all(tables.map((name) => listed(`SHOW COLUMNS IN ${name}`)));
  const suggestion = didYouMean(column, columns.flat()).trim();
  return suggestion === '' ? reason : `${reason}\n${suggestion}`;
}

/** What people ask: not the tables behind the views, nor the same computed from the events. */
function publicFirst(names: readonly string[]): readonly string[] {
  const isBehind = (name: string) => BEHIND.some((prefix) => name.startsWith(prefix));
  return [...names.filter((name) => !isBehind(name)), ...names.filter(isBehind)];
}

const BEHIND = [LIVE, storedName('')];
const ALL_VIEWS = '`npx lake query "SHOW TABLES"` lists what there is.';

function unknownTable(reason: string): string | undefined {
  return /\bTABLE_NOT_FOUND: .*?'(?:[^'.]*\.)*([^'.]+)' does not exist/.exec(reason)?.[1];
}

/** In Trino's words, or in DuckDB's. */
function unknownColumn(reason: string): string | undefined {
  if (!/\bCOLUMN_NOT_FOUND: /.test(reason)) return undefined;
  const found = /Column '(?:[^'.]*\.)*([^'.]+)'|column "(?:[^".]*\.)*([^".]+)"/.exec(reason);
  return found?.[1] ?? found?.[2];
}
