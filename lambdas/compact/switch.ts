/** Switching readers to a generation: each day's family is a partition, which points to one folder or another. */

import { dirname } from 'node:path';
import { partitionOf, replacedKey } from '../../domain/contracts/lake-layout.ts';
import { FAMILIES } from '../../domain/event/families.ts';
import type { Partition } from '../aws/partitions.ts';
import { type DayState, readDayState, type TextPorts, writeDayState } from './day-state.ts';
import type { Generation } from './generation.ts';

export interface SwitchPorts extends TextPorts {
  /** Points partitions of `compacted_rows` (day, family) to folders; one that does not exist is created. */
  readonly putPartitions: (partitions: readonly Partition[]) => Promise<void>;
  /** Removes partitions, not their files; a missing one is no error. */
  readonly removePartitions: (values: readonly Partition['values'][]) => Promise<void>;
}

/** The partitions of a generation: one UNLOAD wrote each day's family, into one folder. */
export function partitionsOf(bucket: string, { files }: Pick<Generation, 'files'>): readonly Partition[] {
  const folders = new Map([...files.values()].flat().map((key) => [dirname(key), partitionOf(key)]));
  return [...folders].map(([folder, { day = '', family = '' } = {}]) => ({
    values: [day, family],
    location: `s3://${bucket}/${folder}/`,
  }));
}

/**
 * Points the partitions of all the days, then writes what is remembered of each. A newer transform mostly moves events out
 * of `unmapped`, so that family comes after the others, and families without rows are removed last: in between such an
 * event is there twice, which views fold, rather than not at all.
 */
export async function switchTo(ports: SwitchPorts, bucket: string, generation: Generation): Promise<void> {
  const partitions = partitionsOf(bucket, generation);
  const isUnmapped = ({ values }: Partition) => values[1] === 'unmapped';
  await ports.putPartitions(partitions.filter((partition) => !isUnmapped(partition)));
  await ports.putPartitions(partitions.filter(isUnmapped));
  await ports.removePartitions(absentFrom(partitions, generation.days));
  for (const day of generation.days) {
    const former = await readDayState(ports, day);
    // First the mark: a state without it would never be retired.
    await ports.writeText(replacedKey(day), '');
    await writeDayState(ports, day, stateOf(generation, day, former));
  }
}

/** Every family that has no row of a day: a run that died may have left a partition of it. */
function absentFrom(partitions: readonly Partition[], days: readonly string[]): readonly Partition['values'][] {
  const present = new Set(partitions.map(({ values }) => values.join('/')));
  const all = days.flatMap((day) => FAMILIES.map((family) => [day, family]));
  return all.filter((values) => !present.has(values.join('/')));
}

function stateOf({ run, rows, files, landed }: Generation, day: string, former: DayState | undefined): DayState {
  return {
    run,
    rows: rows.get(day) ?? 0,
    folded: [...(landed.get(day) ?? [])],
    generation: [...(files.get(day) ?? [])],
    replaced: [...(former?.replaced ?? []), ...(former?.generation ?? [])],
    tagged: false,
  };
}
