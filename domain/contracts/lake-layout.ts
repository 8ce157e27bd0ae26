/** Where rows lie in the lake's bucket: below which prefix, by day and family. */

/** Rows as Firehose wrote them. */
export const EVENTS_PREFIX = 'events/';
/** Rows of closed days: a folder per UNLOAD, `<run>-1`, `<run>-2`, …. */
export const COMPACTED_PREFIX = 'compacted/';
/** What the compaction remembers: texts per day, the boundary, and where it has looked for new rows. */
export const COMPACTION_PREFIX = 'compaction/';
/** The last closed day, `{"through":"2026-11-18"}`; no object while no day is closed. */
export const THROUGH_KEY = `${COMPACTION_PREFIX}through.json`;
/** Who compacts at the moment: lambdas/aws/lease.ts. */
export const COMPACTION_LEASE_KEY = `${COMPACTION_PREFIX}lease.json`;
/** From which day on the next run looks for new rows, `{"from":"2026-09-07"}`. */
export const REACH_KEY = `${COMPACTION_PREFIX}reach.json`;
export const DAY_STATES_PREFIX = `${COMPACTION_PREFIX}days/`;
/** An empty object per day whose replaced files are not tagged yet. */
export const REPLACED_PREFIX = `${COMPACTION_PREFIX}replaced/`;

export interface PartitionPath {
  /** `2026-11-18` */
  readonly day: string;
  readonly family: string;
}

/** The partition that a key's folders spell; undefined for any other key, and for what readers pass over. */
export function partitionOf(key: string): PartitionPath | undefined {
  const { day = '', family = '' } =
    /\bdt=(?<day>\d{4}-\d\d-\d\d)\/family=(?<family>\w+)\/[^/._][^/]*$/.exec(key)?.groups ?? {};
  return day === '' ? undefined : { day, family };
}

export function dayStateKey(day: string): string {
  return `${DAY_STATES_PREFIX}dt=${day}.json`;
}

export function replacedKey(day: string): string {
  return `${REPLACED_PREFIX}dt=${day}`;
}

/** Reference data, a folder per table, one file per imported file: NDJSON. */
export const REFERENCE_PREFIX = 'reference/';

export function referencePrefix(kind: string): string {
  return `${REFERENCE_PREFIX}${kind}/`;
}

/** Rows of refreshed tables: a folder per group, table, generation and part. */
export const REFRESHED_PREFIX = 'refreshed/';
/** What the refresh remembers. */
export const REFRESH_PREFIX = 'refresh/';
/** The generation that readers see, and those before it; no object before the first. */
export const CURRENT_GENERATION_KEY = `${REFRESH_PREFIX}current.json`;
/** Who refreshes at the moment: lambdas/aws/lease.ts. */
export const REFRESH_LEASE_KEY = `${REFRESH_PREFIX}lease.json`;

/** What the last run of all checks found: domain/contracts/checks-report.ts. */
export const CHECKS_KEY = 'checks/latest.json';

/** Below it lie all generations of a refreshed table. */
export function refreshedPrefix({ group, name }: { readonly group: string; readonly name: string }): string {
  return `${REFRESHED_PREFIX}${group}/${name}/`;
}

/** One generation, below its table's prefix. */
export function generationFolder(generation: string): string {
  return `generation=${generation}/`;
}

/** One part, below the folder of the statement that wrote it. */
export function partFolder(part: number): string {
  return `part=${part}/`;
}

/** The Glue table with the rows of a refreshed table, all generations of them. Its own name is the view's. */
export function storedName(table: string): string {
  return `refreshed_${table}`;
}
