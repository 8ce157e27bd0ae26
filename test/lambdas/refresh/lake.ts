import { randomBytes } from 'node:crypto';
/** A lake for a test of the refresh: the laptop's Athena and Glue over a folder, the product's SQL, and the ports over both. */
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import * as z from 'zod';
import { refreshedPrefix, storedName } from '../../../domain/contracts/lake-layout.ts';
import { REFRESHED_TABLES } from '../../../domain/contracts/refreshed-tables.ts';
import { withoutComments } from '../../../domain/sql/comments.ts';
import { liveViews, publicViews } from '../../../domain/sql/deployed-views.ts';
import { refreshSteps } from '../../../domain/sql/refresh-query.ts';
import type { ViewFile } from '../../../domain/sql/view-order.ts';
import { athenaExecutions, athenaStatements, endOf, startExecution } from '../../../lambdas/aws/athena.ts';
import { fetchResult } from '../../../lambdas/aws/athena-result.ts';
import { readStatement } from '../../../lambdas/aws/view-files.ts';
import type { Refresh, RefreshPorts } from '../../../lambdas/refresh/refresh.ts';
import { refreshStatements } from '../../../lambdas/refresh/statements.ts';
import { applyViews } from '../../../lambdas/views/apply-views.ts';
import { DEAR_OPTIMIZERS, openLake, VIEW_FILES } from '../../athena-sql/lake.ts';
import { partitionsOf } from '../../support/laptop-partitions.ts';
import { glueTable, type Laptop, STORAGE } from '../../support/local-athena.ts';
import { NOON_MS } from './world.ts';

const SQL_FOLDER = join(import.meta.dirname, '../../../athena-sql');
const PLACE = { workgroup: 'team', database: 'lake' };

/** The tables of lib/lake/refreshed.ts. */
const STORED = REFRESHED_TABLES.map((table) =>
  glueTable(storedName(table.name), {
    Parameters: {},
    PartitionKeys: [
      { Name: 'generation', Type: 'string' },
      { Name: 'part', Type: 'int' },
    ],
    StorageDescriptor: {
      ...STORAGE,
      Columns: table.columns.map(({ name, type }) => ({ Name: name, Type: type })),
      Location: `s3://lake/${refreshedPrefix(table)}`,
    },
  }),
);

export interface RefreshLake extends Laptop {
  readonly work: Omit<Refresh, 'lease'>;
  /** What the ports say the time is. */
  readonly clock: { nowMs: number };
  /** Files below a prefix. */
  keys(prefix: string): readonly string[];
  /** The partitions of a refreshed table, as `generation/part`. */
  partitions(table: string): Promise<readonly string[]>;
}

/** No generation is there yet; `live` says which live relations are made, beside those that they read. */
export async function openRefreshLake(live: (view: ViewFile) => boolean = () => false): Promise<RefreshLake> {
  const laptop = await openLake([], { disabledOptimizers: DEAR_OPTIMIZERS }, STORED);
  const relations = { views: VIEW_FILES, tables: REFRESHED_TABLES };
  const shown = publicViews(relations, readStatement(SQL_FOLDER, 'read_generation'));
  const run = athenaStatements(laptop.client, PLACE);
  await applyViews([...shown, ...liveViews(relations).filter(live)], [], run);
  const clock = { nowMs: NOON_MS };
  return {
    ...laptop,
    clock,
    work: {
      ports: folderPorts(laptop, clock),
      steps: refreshSteps(relations),
      statements: refreshStatements(SQL_FOLDER, relations, 'lake'),
      tables: REFRESHED_TABLES,
    },
    keys: (prefix) => keysBelow(laptop, prefix),
    partitions: (table) => partitionNames(laptop, table),
  };
}

function folderPorts(laptop: Laptop, clock: { readonly nowMs: number }): RefreshPorts {
  const { client } = laptop;
  const pathOf = (key: string) => join(laptop.folderOf('lake'), key);
  const partitions = partitionsOf(laptop);
  const execution = athenaExecutions(client, PLACE);
  return {
    start: (sql) => startExecution(client, PLACE, withoutComments(sql)),
    ended: (id) => endOf(client, id, () => false),
    hasTime: () => true,
    newFolder: () => randomBytes(4).toString('hex'),
    run: async (sql) => void (await execution(sql)),
    rows: async (sql) => (await fetchResult(client, await execution(sql))).rows.slice(1),
    register: (table, added) =>
      partitions.register(
        table,
        added.map(({ values, prefix }) => ({ values, location: `s3://lake/${prefix}` })),
      ),
    unregister: partitions.remove,
    readText: async (key) => (existsSync(pathOf(key)) ? readFileSync(pathOf(key), 'utf8') : undefined),
    async writeText(key, text) {
      mkdirSync(dirname(pathOf(key)), { recursive: true });
      writeFileSync(pathOf(key), text);
    },
    async generationsBelow(prefix) {
      const names = keysBelow(laptop, prefix).flatMap((key) => /\/generation=([^/]+)\//.exec(key)?.[1] ?? []);
      return [...new Set(names)];
    },
    listKeys: async (prefix) => keysBelow(laptop, prefix),
    async removeObjects(keys) {
      for (const key of keys) rmSync(pathOf(key), { force: true });
    },
    nowMs: () => clock.nowMs,
  };
}

function keysBelow(laptop: Laptop, prefix: string): readonly string[] {
  const bucket = laptop.folderOf('lake');
  const folder = join(bucket, prefix);
  if (!existsSync(folder)) return [];
  return globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(bucket, join(entry.parentPath, entry.name)))
    .toSorted();
}

const PARTITIONS = z.object({ Partitions: z.array(z.object({ Values: z.array(z.string()) })) });

async function partitionNames(laptop: Laptop, table: string): Promise<readonly string[]> {
  const answer = await laptop.glue('GetPartitions', { DatabaseName: 'lake', TableName: storedName(table) });
  return PARTITIONS.parse(answer)
    .Partitions.map(({ Values }) => Values.join('/'))
    .toSorted();
}
