/** What a query would ask of S3 on AWS: lists of the partitions that its conditions leave, and the files that it opens. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import type { PartitionStore } from '../glue/partition-store.ts';
import type { GlueTable } from './catalog.ts';
import { prefixOf } from './registered-files.ts';
import type { Scan } from './scan-estimate.ts';
import { literal } from './sql-text.ts';
import type { TableFiles } from './table-files.ts';
import { pathExpression } from './table-views.ts';

/** Of one reading of a table: a query that reads it twice has two. */
const tableRequests = z.object({
  table: z.string(),
  /**
   * 1 for a table without partitions. Absent for projected ones: Athena lists each value that the conditions leave, and
   * DuckDB names no condition that leaves out none of the files that are there.
   */
  partitionsListed: z.number().optional(),
  filesOpened: z.number(),
});
export type TableRequests = z.infer<typeof tableRequests>;

const queryRequestsLine = z.object({ query: z.string(), tables: z.array(tableRequests) });
export type QueryRequests = z.infer<typeof queryRequestsLine>;

/** The log of them, below `logs`. */
export const REQUESTS_LOG = 'athena-requests';

/** Of each query that has succeeded on the data folder since its log began, the oldest first, by its execution's id. */
export function queryRequests(dataDir: string): readonly QueryRequests[] {
  const file = join(dataDir, 'logs', `${REQUESTS_LOG}.log`);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => queryRequestsLine.parse(JSON.parse(line)));
}

/** A line of the log. */
export function requestsLine(requests: QueryRequests): string {
  return JSON.stringify(requests);
}

export interface ReadTable {
  readonly table: GlueTable;
  readonly files: TableFiles;
}

interface Place {
  readonly folderOf: (bucket: string) => string;
  readonly partitions: Pick<PartitionStore, 'of'>;
}

/** Of registered partitions, those with files are counted. Tables without any file, whose reading DuckDB may leave out, are not counted. */
export function requestsOf(place: Place, scans: readonly Scan[], read: readonly ReadTable[]): readonly TableRequests[] {
  const found: TableRequests[] = [];
  for (const scan of scans) {
    const ofScan = tableOf(place, scan, read);
    if (ofScan === undefined) continue;
    const { table } = ofScan;
    const partitionsListed = partitionsOf(place, scan, table);
    const filesOpened = scan.opened?.length ?? scan.read;
    const listed = partitionsListed === undefined ? {} : { partitionsListed };
    found.push({ table: `${table.database}.${table.name}`, ...listed, filesOpened });
  }
  return found;
}

/** Where no file is left, the filters say which table it was. */
function tableOf({ folderOf }: Place, { table, filters }: Scan, read: readonly ReadTable[]): ReadTable | undefined {
  if (table !== undefined) return read.find(({ files }) => files === table);
  return read.find((each) => filters.includes(literal(pathExpression(each.table, folderOf(each.table.bucket)))));
}

function partitionsOf({ folderOf, partitions }: Place, { opened = [] }: Scan, table: GlueTable): number | undefined {
  if (table.partitions.length === 0) return 1;
  if (!table.registered) return undefined;
  const folders = [...new Set(opened.map(({ path }) => `${dirname(path)}/`))];
  const places = partitions.of(table.database, table.name).map((each) => join(folderOf(table.bucket), prefixOf(each)));
  return places.filter((place) => folders.some((folder) => folder.startsWith(place))).length;
}
