/** How many bytes a query reads, before it runs: the sizes of its tables' files, by the share that the plan leaves. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { children, isNode, type Node, text } from './syntax-node.ts';

/**
 * Whole files count, although Athena reads only the columns that a query names; where partition filters prune files,
 * the average size stands for those that remain. An estimate, then, and more often too high than too low.
 */
export async function estimateScanBytes(
  connection: DuckDBConnection,
  query: string,
  tablesBytes: number,
): Promise<number> {
  if (tablesBytes === 0) return 0;
  const reader = await connection.runAndReadAll(`EXPLAIN (FORMAT json) ${query}`);
  const plan: unknown = JSON.parse(String(reader.getRows()[0]?.[1]));
  const shares = scanShares({ plan });
  if (shares.length === 0) return 0;
  return Math.round((tablesBytes * shares.reduce((sum, share) => sum + share, 0)) / shares.length);
}

/** For each scan of the plan, the share of its files that is read. */
function scanShares(node: Node): number[] {
  const below = children(node).flatMap(scanShares);
  if (!text(node.name).startsWith('READ_')) return below;
  const figures = isNode(node.extra_info) ? text(node.extra_info['Scanning Files']) : '';
  return [...below, readShare(figures)];
}

/** `3/4` is three files of four; DuckDB says nothing when it reads them all. */
function readShare(figures: string): number {
  const [, read, all] = /^(\d+)\/(\d+)$/.exec(figures) ?? [];
  return read === undefined || all === undefined ? 1 : Number(read) / Number(all);
}
