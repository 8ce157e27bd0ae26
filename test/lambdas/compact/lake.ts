/** A lake for a test of the compaction: the laptop's Athena over a folder, and the ports over both. */
import { randomBytes } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import * as z from 'zod';
import {
  type Compaction,
  type CompactionPorts,
  type CompactionReport,
  compact,
} from '../../../lambdas/compact/compact.ts';
import type { CompactionRequest } from '../../../lambdas/compact/request.ts';
import { maintenanceStatements } from '../../../lambdas/compact/statements.ts';
import { applyEvents, type LandedRow, openLake, VIEW_FILES, writeRows } from '../../athena-sql/lake.ts';
import { partitionsOf } from '../../support/laptop-partitions.ts';
import type { Laptop } from '../../support/local-athena.ts';
import { NIGHT_MS } from './surveyed.ts';

const SQL_FOLDER = join(import.meta.dirname, '../../../athena-sql');

export interface TestLake extends Omit<Laptop, 'run'> {
  readonly ports: CompactionPorts;
  readonly compaction: Compaction;
  /** Keys that were marked as superseded, in order. */
  readonly tagged: string[];
  /** Empties the bucket; no day is closed. */
  reset(): Promise<void>;
  /** Each list of rows lands as one file per day and family. */
  land(...files: readonly (readonly LandedRow[])[]): Promise<void>;
  run(request?: Partial<CompactionRequest>, changes?: Partial<Compaction>): Promise<CompactionReport>;
  /** What readers see: `key day family version` of each row, sorted. */
  seen(): Promise<readonly string[]>;
  /** The files below a prefix. */
  keys(prefix: string): readonly string[];
  /** The partitions of closed days, `2026-11-17/messaging`, each with its folder. */
  partitions(): Promise<ReadonlyMap<string, string>>;
}

export const SETTINGS = { bucket: 'lake', openDays: 2, keptDays: 30, daysPerRun: 14, deleteSuperseded: false };

export function row(event_key: string, dt: string, more: Partial<LandedRow> = {}): LandedRow {
  const at = `${dt} 10:00:00.000`;
  const base = { event_type: 'message_sent', event_at: at, received_at: at, transform_version: 1 };
  return { ...base, event_key, dt, family: 'messaging', ...more };
}

export async function openTestLake(): Promise<TestLake> {
  const laptop = await openLake(VIEW_FILES.filter(({ name }) => name === 'events'));
  const bucket = laptop.folderOf('lake');
  const tagged: string[] = [];
  const ports = folderPorts(laptop, tagged);
  const compaction: Compaction = {
    ports,
    lease: { check: async () => undefined },
    settings: SETTINGS,
    statements: maintenanceStatements(SQL_FOLDER),
    windowViews: () => [],
    eventsView: VIEW_FILES.find(({ name }) => name === 'events')?.sql ?? '',
  };
  return {
    ...laptop,
    ports,
    compaction,
    tagged,
    async reset() {
      rmSync(bucket, { recursive: true, force: true });
      mkdirSync(bucket, { recursive: true });
      tagged.length = 0;
      const held = [...(await registered(laptop)).keys()].map((name) => name.split('/'));
      await partitionsOf(laptop).remove('compacted_rows', held);
      await applyEvents(laptop, null);
    },
    async land(...files) {
      for (const rows of files) {
        const partitions = Map.groupBy(rows, ({ dt, family }) => `${dt} ${family}`);
        for (const partition of partitions.values()) await writeRows(laptop, 'events/', partition);
      }
    },
    run: (request, changes) => compact({ ...compaction, ...changes }, { timeMs: NIGHT_MS, ...request }),
    async seen() {
      const [, ...rows] = await laptop.rows('SELECT event_key, dt, family, transform_version FROM events');
      return rows.map((values) => values.join(' ')).toSorted();
    },
    keys: (prefix) => keysBelow(bucket, prefix),
    partitions: () => registered(laptop),
  };
}

const PARTITIONS = z.object({
  Partitions: z.array(z.object({ Values: z.array(z.string()), StorageDescriptor: z.object({ Location: z.string() }) })),
});

async function registered(laptop: Laptop): Promise<ReadonlyMap<string, string>> {
  const answer = await laptop.glue('GetPartitions', { DatabaseName: 'lake', TableName: 'compacted_rows' });
  const found = PARTITIONS.parse(answer).Partitions;
  return new Map(found.map(({ Values, StorageDescriptor }) => [Values.join('/'), StorageDescriptor.Location]));
}

function keysBelow(bucket: string, prefix: string): readonly string[] {
  return globSync('**/*', { cwd: bucket, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(bucket, join(entry.parentPath, entry.name)))
    .filter((key) => key.startsWith(prefix))
    .toSorted();
}

export function folderPorts(laptop: Laptop, tagged: string[]): CompactionPorts {
  const bucket = laptop.folderOf('lake');
  const pathOf = (key: string) => join(bucket, key);
  const partitions = partitionsOf(laptop);
  return {
    async *keys(prefix) {
      yield* keysBelow(bucket, prefix);
    },
    async folders(prefix) {
      const below = keysBelow(bucket, prefix).map((key) => key.slice(prefix.length).split('/'));
      const names = below.flatMap(([name = '', ...rest]) => (rest.length > 0 ? [name] : []));
      return [...new Set(names)].map((name) => `${prefix}${name}/`);
    },
    putPartitions: (some) => partitions.register('compacted_rows', some),
    removePartitions: (values) => partitions.remove('compacted_rows', values),
    readText: async (key) => (existsSync(pathOf(key)) ? readFileSync(pathOf(key), 'utf8') : undefined),
    async writeText(key, text) {
      mkdirSync(dirname(pathOf(key)), { recursive: true });
      writeFileSync(pathOf(key), text);
    },
    remove: async (key) => rmSync(pathOf(key), { force: true }),
    tagSuperseded: async (key) => void tagged.push(key),
    run: async (sql) => void (await rowsOf(laptop, sql)),
    rows: async (sql) => (await rowsOf(laptop, sql)).slice(1),
    newRunId: () => `20261121T021500Z-${randomBytes(4).toString('hex')}`,
  };
}

async function rowsOf(laptop: Laptop, sql: string): Promise<readonly (readonly string[])[]> {
  return (await laptop.rows(sql)).map((values) => values.map((value) => value ?? ''));
}
