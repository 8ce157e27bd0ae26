import { REFRESHED_TYPES, type RefreshedType } from '../../domain/contracts/refreshed-table.ts';
import { materializationOf } from '../../domain/sql/materialization.ts';
import { inDependencyOrder } from '../../domain/sql/view-order.ts';
import { fill } from './sql-lists.ts';
import type { ColumnsOfViews, EngineColumn } from './view-columns.ts';
import type { DocumentedView } from './views.ts';

const HEAD = `/** The tables that the refresh writes, each after those that it reads. Written by \`npm run docs\`; do not edit. */
import { type RefreshedTable, refreshedTable } from './refreshed-table.ts';

export const REFRESHED_TABLES: readonly RefreshedTable[] = [
`;

/** Of Athena's names of types those that Glue calls otherwise. */
const GLUE_NAMES: Readonly<Record<string, RefreshedType>> = { varchar: 'string', integer: 'int' };

/** domain/contracts/refreshed-tables.ts: every file of SQL that is a table, and its columns as the engine has them. */
export function refreshedTablesFile(views: readonly DocumentedView[], columns: ColumnsOfViews): string {
  const tables = inDependencyOrder(views).filter(({ sql }) => materializationOf(sql).isTable);
  const layers = new Map(views.map(({ name, layer }) => [name, layer]));
  const entries = tables.map(({ name, sql }) => {
    const group = layers.get(name) === 'aggregates' ? 'aggregates' : 'facts';
    const parts = materializationOf(sql).parts !== null;
    return entry(name, group, parts, columns.get(name) ?? []);
  });
  return `${HEAD}${entries.join('')}];\n`;
}

function entry(name: string, group: string, parts: boolean, columns: readonly EngineColumn[]): string {
  const words = columns.map((column, index) => {
    const comma = index < columns.length - 1 ? ',' : '';
    return `${column.name} ${glueType(name, column)}${comma}`;
  });
  return `  refreshedTable(
    { name: '${name}', group: '${group}', parts: ${parts} },
    \`
${fill(words, '      ').join('\n')}
    \`,
  ),
`;
}

/** @throws Error for a type that a refreshed table may not have. */
export function glueType(table: string, { name, type, stored }: EngineColumn): RefreshedType {
  const found = REFRESHED_TYPES.find((known) => known === (GLUE_NAMES[type] ?? type));
  // DuckDB's sum of whole numbers is wider than Trino's, and Parquet would hold it as a double.
  if (found !== undefined && stored !== 'HUGEINT') return found;
  throw new Error(
    `The column ${name} of the table ${table} is a ${stored ?? type}; it must be one of ${REFRESHED_TYPES.join(', ')}: cast it.`,
  );
}
