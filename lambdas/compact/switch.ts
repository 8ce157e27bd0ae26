/** Switching readers to a generation: a manifest per day and family, replaced by one PUT each. */

import { manifestKey, partitionOf } from '../../domain/contracts/lake-layout.ts';
import { FAMILIES } from '../../domain/event/families.ts';
import { type DayState, type TextPorts, writeDayState } from './day-state.ts';
import type { LakeSurvey } from './days.ts';
import type { Generation } from './generation.ts';

export interface SwitchPorts extends Pick<TextPorts, 'writeText'> {
  /** Removes an object; that there is none is no error. */
  readonly remove: (key: string) => Promise<void>;
}

/** The text of a manifest: a file's URI a line, in order. */
export function manifestText(bucket: string, keys: readonly string[]): string {
  return keys
    .toSorted()
    .map((key) => `s3://${bucket}/${key}\n`)
    .join('');
}

/**
 * Puts the manifests of all the days, then what is remembered of each. A newer transform mostly moves events out of
 * `unmapped`, so that family is last: in between such an event is there twice, which views fold, rather than not at all.
 * Answers the states of all days as they are then.
 */
export async function switchTo(
  ports: SwitchPorts,
  bucket: string,
  generation: Generation,
  survey: LakeSurvey,
): Promise<LakeSurvey['states']> {
  for (const family of [...FAMILIES].toSorted((a, b) => Number(a === 'unmapped') - Number(b === 'unmapped'))) {
    for (const day of generation.days) await putManifest(ports, bucket, generation, day, family);
  }
  const states = new Map(survey.states);
  for (const day of generation.days) {
    const state = stateOf(generation, survey, day);
    await writeDayState(ports, day, state);
    states.set(day, state);
  }
  return states;
}

/** A family that has no row of the day has no manifest: a projected partition without objects has no rows. */
async function putManifest(
  ports: SwitchPorts,
  bucket: string,
  { files }: Generation,
  day: string,
  family: string,
): Promise<void> {
  const keys = (files.get(day) ?? []).filter((key) => partitionOf(key)?.family === family);
  const manifest = manifestKey({ day, family });
  await (keys.length === 0 ? ports.remove(manifest) : ports.writeText(manifest, manifestText(bucket, keys)));
}

function stateOf({ run, rows, files }: Generation, { landed, states }: LakeSurvey, day: string): DayState {
  const former = states.get(day);
  return {
    run,
    rows: rows.get(day) ?? 0,
    folded: [...(landed.get(day) ?? [])],
    generation: [...(files.get(day) ?? [])],
    replaced: [...(former?.replaced ?? []), ...(former?.generation ?? [])],
    tagged: false,
  };
}
