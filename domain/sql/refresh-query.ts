/** The query that makes a refreshed table of a generation, from the tables of the same generation that it reads. */

import { storedName } from '../contracts/lake-layout.ts';
import type { RefreshedTable } from '../contracts/refreshed-table.ts';
import { columnList, type Relations, readingTables, tablesByName } from './deployed-views.ts';
import { inDependencyOrder, partsOf, readsOf, type ViewFile } from './view-order.ts';

/** Where rows are written: the generation, and which part of a table in parts. Other tables are written whole. */
export interface Place {
  readonly generation: string;
  readonly part?: number;
}

/** A table, and those that must be there before it. */
export interface RefreshStep {
  readonly table: RefreshedTable;
  readonly reads: readonly RefreshedTable[];
}

/** The tables, each after those that it reads. */
export function refreshSteps(relations: Relations): readonly RefreshStep[] {
  const tables = tablesByName(relations.tables);
  return inDependencyOrder(relations.views).flatMap((view) => {
    const table = tables.get(view.name);
    if (table === undefined) return [];
    const reads = inlined(view, relations).flatMap(({ name }) => tables.get(name) ?? []);
    return [{ table, reads }];
  });
}

/**
 * The text of the table's file, in which each name that it reads is a common table expression before it: a table's rows
 * of this generation, a view's own text. So it reads this generation while readers still see the one before.
 */
export function refreshQuery(table: RefreshedTable, relations: Relations, place: Place): string {
  const view = relations.views.find(({ name }) => name === table.name);
  if (view === undefined) throw new Error(`There is no file ${table.name}.sql for the table ${table.name}.`);
  const tables = tablesByName(relations.tables);
  // What is written whole reads all parts of what it reads.
  const rowsRead = table.parts ? place : { generation: place.generation };
  const before = inlined(view, relations).map((read) => {
    const stored = tables.get(read.name);
    return `${read.name} AS (\n${stored === undefined ? partsOf(read).query : storedRows(stored, rowsRead)}\n)`;
  });
  const rows = `(\n${partsOf(view).query.trimEnd()}\n)`;
  // It begins with SELECT, as the syntax of UNLOAD has it ("UNLOAD", Amazon Athena User Guide).
  const computed = before.length === 0 ? rows : `(\nWITH ${before.join(',\n')}\nSELECT * FROM ${rows} AS own\n)`;
  return `SELECT ${columnList(table)} FROM ${computed} AS refreshed`;
}

/** Both are written by message, so that a part reads the same part of what it reads. */
function storedRows(table: RefreshedTable, { generation, part }: Place): string {
  const ofPart = part !== undefined && table.parts ? ` AND part = ${part}` : '';
  return `SELECT ${columnList(table)} FROM ${storedName(table.name)} WHERE generation = '${generation}'${ofPart}`;
}

/** What the file reads, as far as tables: each after what it reads. Views that read no table stay what they are. */
function inlined(view: ViewFile, relations: Relations): readonly ViewFile[] {
  const { views, tables } = relations;
  const byName = tablesByName(tables);
  const relevant = readingTables(relations);
  const found: ViewFile[] = [];
  const visit = (one: ViewFile) => {
    for (const read of readsOf(one, views)) {
      if (!relevant.has(read.name) || found.includes(read)) continue;
      if (!byName.has(read.name)) visit(read);
      found.push(read);
    }
  };
  visit(view);
  return found;
}
