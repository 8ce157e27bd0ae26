/** Simulated traffic that lands by and by, while days are compacted and replayed and numbers are refreshed. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Rng, seeded, simulate } from 'simulator';
import { REFRESHED_TABLES } from '../../../domain/contracts/refreshed-tables.ts';
import { readingTables } from '../../../domain/sql/deployed-views.ts';
import { compact } from '../../../lambdas/compact/compact.ts';
import { maintenanceStatements } from '../../../lambdas/compact/statements.ts';
import { applyEvents, type LandedRow, landReference, VIEW_FILES } from '../../athena-sql/lake.ts';
import { disordered, shuffled } from '../../reference/deliveries.ts';
import { REFERENCE_DATA } from '../../reference/reference-data.ts';
import { landAll, rowsOf } from '../../reference/story-lake.ts';
import { folderPorts, SETTINGS } from '../compact/lake.ts';
import { attempt, inParts, leaseOf } from './dying.ts';
import type { RefreshLake } from './lake.ts';
import { MINUTE_MS } from './world.ts';

const STATEMENTS = maintenanceStatements(join(import.meta.dirname, '../../../athena-sql'));
const EVENTS = VIEW_FILES.find(({ name }) => name === 'events')?.sql ?? '';
const DAY_MS = 86_400_000;

/** Everything that reads a table, and is one. */
export const RELATIONS = [...readingTables({ views: VIEW_FILES, tables: REFRESHED_TABLES })].toSorted();
export const TABLE_NAMES = REFRESHED_TABLES.map(({ name }) => name);

/** Rows of two weeks on a bad day: late statuses, deliveries that come twice, people who change their numbers. */
export function badDays(seed: number, messages: number): readonly LandedRow[] {
  const simulated = [...simulate({ messages, seed, from: '2026-11-07', through: '2026-11-20' })];
  return disordered(simulated, seed, Date.UTC(2026, 10, 21) - 1).flatMap(rowsOf);
}

/** Nothing has landed, no day is closed, no generation was made. */
export async function emptied(lake: RefreshLake): Promise<void> {
  const bucket = lake.folderOf('lake');
  if (existsSync(bucket)) rmSync(bucket, { recursive: true });
  await applyEvents(lake, null);
  await landReference(lake, { ...REFERENCE_DATA });
}

/** A minute after the last, or at that time. @throws what the refresh throws. */
export async function refreshOnce(
  lake: RefreshLake,
  parts: number,
  nowMs = lake.clock.nowMs + MINUTE_MS,
): Promise<void> {
  lake.clock.nowMs = nowMs;
  const { error } = await attempt(lake, leaseOf(lake), { request: inParts(lake, parts) });
  if (error !== undefined) throw error;
}

async function compactAt(lake: RefreshLake, timeMs: number): Promise<void> {
  const compaction = {
    ports: folderPorts(lake, []),
    lease: { check: async () => undefined },
    settings: SETTINGS,
    statements: STATEMENTS,
    eventsView: EVENTS,
    windowViews: () => [],
  };
  for (let hasMore = true; hasMore; ) ({ hasMore } = await compact(compaction, { timeMs }));
}

/** The same events by a newer transform, which may come more than once. */
function replayed(random: Rng, rows: readonly LandedRow[]): readonly LandedRow[] {
  return rows.filter(() => random.chance(0.2)).map((row) => ({ ...row, transform_version: 99 }));
}

/**
 * Lands the rows in some random order of landing, replay, compaction and refresh, and ends with a compaction and a
 * refresh. `checked` runs after each refresh, before anything else lands. Answers all that landed.
 */
export async function interleave(
  lake: RefreshLake,
  seed: number,
  rows: readonly LandedRow[],
  checked: (random: Rng) => Promise<void>,
): Promise<readonly LandedRow[]> {
  const random = seeded(seed);
  const inTurn = shuffled(random, rows);
  const chunk = Math.ceil(rows.length / random.between(2, 4));
  const landed: LandedRow[] = [];
  let nightMs = Date.UTC(2026, 10, 14, 2, 15);
  const land = async (some: readonly LandedRow[]) => {
    landed.push(...some);
    await landAll(lake, 'events/', some);
  };
  for (let first = 0; first < inTurn.length; first += chunk) {
    await land(inTurn.slice(first, first + chunk));
    if (random.chance(0.6)) await compactAt(lake, nightMs);
    if (random.chance(0.5)) await land(replayed(random, landed));
    if (random.chance(0.4)) {
      await refreshOnce(lake, random.chance(0.5) ? 3 : 1);
      await checked(random);
    }
    nightMs = Math.min(nightMs + random.between(1, 3) * DAY_MS, Date.UTC(2026, 10, 21, 2, 15));
  }
  await compactAt(lake, Date.UTC(2026, 10, 21, 2, 15));
  await refreshOnce(lake, random.chance(0.5) ? 3 : 1);
  await checked(random);
  return landed;
}
