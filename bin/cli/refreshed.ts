import {
  type CurrentGeneration,
  REFRESHES_UNTIL_OVERDUE,
  readCurrentGeneration,
} from '../../domain/contracts/current-generation.ts';
import { CURRENT_GENERATION_KEY } from '../../domain/contracts/lake-layout.ts';
import { lakeBucket } from './lake-bucket.ts';
import type { Target } from './target.ts';

/** The generation that readers see, and how often there is a new one. */
export interface Refreshed {
  /** Undefined before the first refresh. */
  readonly current: CurrentGeneration | undefined;
  /** The setting refreshMinutes. */
  readonly everyMinutes: number;
}

/** From what the refresh remembers in S3, which is also there while Athena is not. */
export async function readRefreshed(target: Target): Promise<Refreshed> {
  const current = readCurrentGeneration(await lakeBucket(target).readText(CURRENT_GENERATION_KEY));
  return { current, everyMinutes: Number(target.output('RefreshMinutes')) };
}

/** The lines of `lake status` on the refresh: name, value, meaning. */
export function refreshedLines(
  { current, everyMinutes }: Refreshed,
  nowMs: number,
): readonly [string, string, string][] {
  if (current === undefined) {
    return [['refreshed', 'never', 'the tables that the views read are empty: npx lake refresh']];
  }
  const { generation, events, watermark, refreshedAt } = current;
  const seconds = Math.max(0, Math.round((nowMs - Date.parse(refreshedAt)) / 1_000));
  const asOf = watermark === null ? 'no events yet' : `${events} events, as of ${watermark.slice(0, 19)} UTC`;
  const isOverdue = seconds > everyMinutes * 60 * REFRESHES_UNTIL_OVERDUE;
  return [
    ['refreshed', `${seconds} s`, `since the numbers were last refreshed: ${asOf}; generation ${generation}`],
    ...(isOverdue ? [overdue(everyMinutes)] : []),
  ];
}

function overdue(everyMinutes: number): [string, string, string] {
  return ['  overdue', `${everyMinutes} min`, 'is the time between two refreshes: docs/runbook.md, “A job is overdue”'];
}
