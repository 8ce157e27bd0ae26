import { storedName } from '../contracts/lake-layout.ts';
import type { RefreshedTable } from '../contracts/refreshed-table.ts';
import { type Relations, tablesByName } from './deployed-views.ts';
import { tableNamesIn } from './table-names.ts';
import { partsOf } from './view-order.ts';

/** What must be readable for statements to be answered: Athena reads a view's tables with the rights of who asks. */
export interface RelationsRead {
  /** Every table and view in the catalog, sorted. */
  readonly names: readonly string[];
  readonly refreshed: readonly RefreshedTable[];
  /** Tables that no file of ours makes: those of rows and of reference data. */
  readonly tables: readonly string[];
}

/** A view of a refreshed table reads the rows of the generation that `current_generation` names. */
const SHOWN = 'current_generation';

/** The relations that statements read, and those that these read. */
export function relationsRead(statements: readonly string[], { views, tables }: Relations): RelationsRead {
  const viewsByName = new Map(views.map((view) => [view.name, view]));
  const refreshedByName = tablesByName(tables);
  const found = new Set<string>();
  const open = statements.flatMap(namesIn);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const view = viewsByName.get(name);
    if (refreshedByName.has(name)) open.push(storedName(name), SHOWN);
    else if (view !== undefined) open.push(...namesIn(partsOf(view).query));
  }
  const names = [...found].toSorted();
  const stored = new Set(tables.map((table) => storedName(table.name)));
  return {
    names,
    refreshed: tables.filter(({ name }) => found.has(name)),
    tables: names.filter((name) => !viewsByName.has(name) && !stored.has(name)),
  };
}

function namesIn(sql: string): readonly string[] {
  return tableNamesIn(sql).map(({ name }) => name);
}
