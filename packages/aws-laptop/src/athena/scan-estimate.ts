/** How many bytes a query reads: the sizes of its tables' files, by the share that its plan leaves. */
import { children, isNode, type Node, text } from './syntax-node.ts';

/** What the files of a table weigh. */
export interface TableSize {
  readonly files: number;
  readonly bytes: number;
}

/**
 * Whole files count, although Athena reads only the columns that a query names; where partition filters prune files,
 * the average size is taken for the rest. This is an estimate, more often too high than too low.
 */
export function estimateScanBytes(plan: unknown, tables: readonly TableSize[]): number {
  const scans = scansIn({ plan });
  const named = new Set(scans.map((scan) => scan?.[1]));
  const unnamed = tables.filter(({ files }) => !named.has(files));
  return Math.round(scans.reduce((sum, scan) => sum + bytesRead(scan, scan === undefined ? unnamed : tables), 0));
}

/** For each scan of the plan, how many files it reads of how many; undefined where DuckDB says nothing: all. */
function scansIn(node: Node): (readonly [read: number, all: number] | undefined)[] {
  const below = children(node).flatMap(scansIn);
  if (!text(node.name ?? node.operator_name).startsWith('READ_')) return below;
  const figures = isNode(node.extra_info) ? text(node.extra_info['Scanning Files']) : '';
  const [, read, all] = /^(\d+)\/(\d+)$/.exec(figures) ?? [];
  return [...below, read === undefined || all === undefined ? undefined : [Number(read), Number(all)]];
}

/** The plan names no tables: one is known by the number of its files, and the largest is taken for one that is not. */
function bytesRead(scan: readonly [read: number, all: number] | undefined, tables: readonly TableSize[]): number {
  const [read, all] = scan ?? [1, 1];
  // Of no files none is read, which is no share of anything.
  if (all === 0) return 0;
  const alike = scan === undefined ? tables : tables.filter(({ files }) => files === all);
  return Math.max(0, ...alike.map(({ bytes }) => bytes)) * (read / all);
}
