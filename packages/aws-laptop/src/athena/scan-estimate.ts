/** How many bytes a query reads: the sizes of the files that its plan leaves. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { literal } from './sql-text.ts';
import { children, isNode, type Node, text } from './syntax-node.ts';
import type { TableFile, TableFiles } from './table-files.ts';

/** One reading of a table. */
export interface Scan {
  /** All files of the table; undefined where the plan does not say which table it is. */
  readonly table: TableFiles | undefined;
  /** Those that were opened; undefined where only their number is known. */
  readonly opened: TableFiles | undefined;
  readonly read: number;
  readonly all: number;
  /** Conditions on `filename`, in DuckDB's SQL; '' for none. */
  readonly filters: string;
}

/**
 * Whole files count, although Athena reads only the columns that a query names: an estimate, more often too high than too
 * low.
 */
export function scannedBytesOf(scans: readonly Scan[], tables: readonly TableFiles[]): number {
  return Math.round(scans.reduce((sum, scan) => sum + bytesOf(scan, tables), 0));
}

export async function scansOf(
  connection: DuckDBConnection,
  plan: unknown,
  tables: readonly TableFiles[],
): Promise<readonly Scan[]> {
  const tableOf = new Map(tables.flatMap((files) => files.map((file) => [file.path, files] as const)));
  const scans: Scan[] = [];
  for (const info of scansIn({ plan })) scans.push(await scanOf(connection, info, tableOf));
  return scans;
}

/** What the plan says of each reading of files. */
function scansIn(node: Node): Node[] {
  const below = children(node).flatMap(scansIn);
  if (!text(node.name ?? node.operator_name).startsWith('READ_')) return below;
  return [...below, isNode(node.extra_info) ? node.extra_info : {}];
}

const NOTHING: Scan = { table: undefined, opened: [], read: 0, all: 0, filters: '' };

async function scanOf(
  connection: DuckDBConnection,
  info: Node,
  tableOf: ReadonlyMap<string, TableFiles>,
): Promise<Scan> {
  const [, some, of] = /^(\d+)\/(\d+)$/.exec(text(info['Scanning Files'])) ?? [];
  const filters = fileFilters(info);
  if (some === '0') return { ...NOTHING, filters };
  const names = text(info['Filename(s)']).split(', ');
  const table = tableOf.get(names[0] ?? '');
  // It is the file that a table without files is read from.
  if (table === undefined && names[0] !== '') return NOTHING;
  const counted = { table, read: Number(some ?? 1), all: Number(of ?? 1), filters };
  // Without filters on files, all of them.
  if (table === undefined || some === undefined) return { ...counted, opened: table };
  // DuckDB names the first five, and dots for the others.
  const opened = names.at(-1) !== '...' ? table.filter(({ path }) => names.includes(path)) : undefined;
  return { ...counted, opened: opened ?? (await filtered(connection, filters, table)) };
}

/** They stand in parentheses, one after the other. */
function fileFilters(info: Node): string {
  const filters = text(info['File Filters']);
  return filters.replaceAll(/'(?:[^']|'')*'|\)\(/g, (part) => (part === ')(' ? ') AND (' : part));
}

/** The files that the filters leave, which are expressions over a file's name; undefined if they cannot be read. */
async function filtered(
  connection: DuckDBConnection,
  filters: string,
  table: TableFiles,
): Promise<TableFiles | undefined> {
  const paths = table.map(({ path }) => literal(path)).join(', ');
  try {
    const sql = `SELECT filename FROM (SELECT unnest([${paths}]) AS filename) WHERE ${filters}`;
    const left = new Set((await connection.runAndReadAll(sql)).getRows().map(([path]) => String(path)));
    return table.filter(({ path }) => left.has(path));
  } catch {
    return undefined;
  }
}

const bytesIn = (files: readonly TableFile[]): number => files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

/** Of a table that is not known, the largest of so many files. Where files are not known, their share of all. */
function bytesOf({ table, opened, read, all }: Scan, tables: readonly TableFiles[]): number {
  if (opened !== undefined) return bytesIn(opened);
  const ofSuchNumber = tables.filter(({ length }) => length === all);
  const alike = table === undefined ? (ofSuchNumber.length > 0 ? ofSuchNumber : tables) : [table];
  return Math.max(0, ...alike.map(bytesIn)) * (read / all);
}
