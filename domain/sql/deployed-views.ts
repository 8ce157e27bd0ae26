/** The views of a deployed lake: public names read the refreshed tables, `live_` names compute the same from the events. */
import { storedName } from '../contracts/lake-layout.ts';
import type { RefreshedTable } from '../contracts/refreshed-table.ts';
import { renamed } from './renamed.ts';
import { inDependencyOrder, partsOf, readsOf, type ViewFile } from './view-order.ts';

/** Of a relation computed from the events, beside the public one of the same name. */
export const LIVE = 'live_';

/** What is between a file and its view. */
export interface Relations {
  /** All files, their marked texts filled in. */
  readonly views: readonly ViewFile[];
  readonly tables: readonly RefreshedTable[];
}

/**
 * A view per file. Where the file's rows are kept as a table, the view reads those of the current generation;
 * `readStatement` is the text of `maintenance/read_generation.sql`.
 */
export function publicViews({ views, tables }: Relations, readStatement: string): readonly ViewFile[] {
  const byName = tablesByName(tables);
  return views.map((view) => {
    const table = byName.get(view.name);
    return table === undefined ? view : { name: view.name, sql: readView(readStatement, table) };
  });
}

/** The same relations computed from the events, for each file that is kept as a table or reads one, directly or not. */
export function liveViews(relations: Relations): readonly ViewFile[] {
  const live = readingTables(relations);
  const newNames = new Map([...live].map((name) => [name, `${LIVE}${name}`]));
  return relations.views
    .filter(({ name }) => live.has(name))
    .map((view) => {
      const { head, query } = partsOf(view);
      const name = `${LIVE}${view.name}`;
      return { name, sql: `${head}CREATE OR REPLACE VIEW ${name} AS\n${renamed(query, newNames)}` };
    });
}

/** Names of the files that are kept as tables, or read one, directly or not. */
export function readingTables({ views, tables }: Relations): ReadonlySet<string> {
  const found = new Set(tables.map(({ name }) => name));
  for (const view of inDependencyOrder(views)) {
    if (readsOf(view, views).some(({ name }) => found.has(name))) found.add(view.name);
  }
  return found;
}

export function tablesByName(tables: readonly RefreshedTable[]): ReadonlyMap<string, RefreshedTable> {
  return new Map(tables.map((table) => [table.name, table]));
}

/** `"read"`: a column may have a reserved word for its name. */
export function columnList({ columns }: RefreshedTable): string {
  return columns.map(({ name }) => `"${name}"`).join(', ');
}

function readView(statement: string, table: RefreshedTable): string {
  const values = new Map([
    ['view', table.name],
    ['columns', columnList(table)],
    ['table', storedName(table.name)],
  ]);
  return statement.replaceAll(/\{(\w+)\}/g, (mark, name: string) => values.get(name) ?? mark);
}
