/** A lake that is pretended: its objects, partitions, statements and clock. */
import { CURRENT_GENERATION_KEY, generationFolder, refreshedPrefix } from '../../../domain/contracts/lake-layout.ts';
import type { RefreshStep } from '../../../domain/sql/refresh-query.ts';
import type { Progress } from '../../../lambdas/refresh/progress.ts';
import type { Refresh, RefreshPorts } from '../../../lambdas/refresh/refresh.ts';
import type { RefreshStatements } from '../../../lambdas/refresh/statements.ts';
import { table } from '../../domain/sql/relations.ts';

export const NOON_MS = Date.UTC(2026, 10, 28, 12);
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** The generation that was begun at that time. */
export function generationAt(ms: number, random = '1a2b3c4d'): string {
  return `${new Date(ms).toISOString().replaceAll(/[-:]|\.\d+/g, '')}-${random}`;
}

export const FIRST = table('first', 'x int', true);
const MESSAGES = table('messages', 'x int', true);
const REPLIES = table('replies');
const CLICKS = table('clicks');
export const TABLES = [FIRST, MESSAGES, REPLIES, CLICKS];
export const STEPS: readonly RefreshStep[] = [
  { table: FIRST, reads: [] },
  { table: MESSAGES, reads: [FIRST] },
  { table: REPLIES, reads: [FIRST, MESSAGES] },
  { table: CLICKS, reads: [FIRST] },
];

/** Statements whose texts say what they are. */
const STATEMENTS: RefreshStatements = {
  unload: ({ name }, { generation }, part) => `UNLOAD ${name} ${generation} ${part}`,
  unloadParts: ({ name }, { generation }, parts) => `UNLOAD ${name} ${generation} all ${parts}`,
  countEvents: 'COUNT',
  watermark: (generation) => `WATERMARK ${generation}`,
  shown: 'SHOWN',
  show: (generation) => `SHOW ${generation}`,
};

export interface World {
  readonly work: Refresh;
  readonly objects: Map<string, string>;
  /** `table generation part`. */
  readonly partitions: Set<string>;
  /** Statements, as they were started. */
  readonly started: string[];
  /** Statements under way at once, at most. */
  mostAtOnce: number;
  /** What readers see. */
  seen: string;
  nowMs: number;
  watermark: string | null;
  events: number;
  /** Statements of these tables end when the next invocation waits for them. */
  readonly late: Set<string>;
  /** Statements of these tables fail. */
  readonly failing: Set<string>;
  hasTime: () => boolean;
  checkLease: () => Promise<void>;
  newProgress(parts?: number): Progress;
}

export function newWorld(): World {
  const objects = new Map<string, string>();
  const partitions = new Set<string>();
  const started: string[] = [];
  let underWay = 0;
  const tableOf = (id: string) => id.split(' ')[1] ?? '';
  const generationPorts: Pick<RefreshPorts, 'start' | 'ended' | 'register' | 'hasTime' | 'newFolder'> = {
    start: async (sql) => {
      underWay += 1;
      world.mostAtOnce = Math.max(world.mostAtOnce, underWay);
      started.push(sql);
      return sql;
    },
    ended: async (id) => {
      await new Promise((resolve) => setImmediate(resolve));
      if (world.late.has(tableOf(id))) return 'late';
      underWay -= 1;
      if (world.failing.has(tableOf(id))) throw new Error('line 3:7: Column y cannot be resolved');
      return 'done';
    },
    register: async (name, added) => {
      for (const { values, prefix } of added) {
        partitions.add([name, ...values].join(' '));
        objects.set(`${prefix}rows.parquet`, '');
      }
    },
    hasTime: () => world.hasTime(),
    newFolder: () => `folder-${started.length}`,
  };
  const ports: RefreshPorts = {
    ...generationPorts,
    unregister: async (name, values) => {
      for (const one of values) partitions.delete([name, ...one].join(' '));
    },
    readText: async (key) => objects.get(key),
    writeText: async (key, text) => void objects.set(key, text),
    run: async (sql) => {
      started.push(sql);
      if (sql.startsWith('SHOW ')) world.seen = sql.slice('SHOW '.length);
    },
    rows: async (sql) => {
      if (sql === 'SHOWN') return [[world.seen]];
      return [sql === 'COUNT' ? [String(world.events)] : [world.watermark, String(world.events)]];
    },
    generationsBelow: async (prefix) => {
      const below = [...objects.keys()].filter((key) => key.startsWith(prefix));
      return [...new Set(below.flatMap((key) => /generation=([^/]+)/.exec(key)?.[1] ?? []))];
    },
    listKeys: async (prefix) => [...objects.keys()].filter((key) => key.startsWith(prefix)),
    removeObjects: async (keys) => {
      for (const key of keys) objects.delete(key);
    },
    nowMs: () => world.nowMs,
  };
  const lease = { check: () => world.checkLease() };
  const world: World = {
    work: { ports, steps: STEPS, statements: STATEMENTS, tables: TABLES, lease },
    objects,
    partitions,
    started,
    mostAtOnce: 0,
    seen: 'none',
    nowMs: NOON_MS,
    watermark: '2026-11-28 11:59:00.000',
    events: 10,
    late: new Set(),
    failing: new Set(),
    hasTime: () => true,
    checkLease: async () => undefined,
    newProgress: (parts = 1) => ({
      generation: generationAt(world.nowMs),
      parts,
      begunAtMs: world.nowMs,
      done: [],
      running: {},
    }),
  };
  return world;
}

export function current({ objects }: World): unknown {
  const text = objects.get(CURRENT_GENERATION_KEY);
  return text === undefined ? undefined : JSON.parse(text);
}

/** Files and partitions of a table in a generation, as a run leaves them. */
export function leave(world: World, generation: string, name = 'first', part = 0): string {
  const one = TABLES.find((found) => found.name === name) ?? FIRST;
  const key = `${refreshedPrefix(one)}${generationFolder(generation)}left/part=${part}/rows.parquet`;
  world.objects.set(key, '');
  world.partitions.add(`refreshed_${name} ${generation} ${part}`);
  return key;
}

/** The generations that have left something, objects or partitions. */
export function generationsLeft({ objects, partitions }: World): readonly string[] {
  const names = [...objects.keys(), ...partitions].flatMap((text) => /\d{8}T\d{6}Z-[0-9a-f]{8}/.exec(text)?.[0] ?? []);
  return [...new Set(names)].toSorted();
}
