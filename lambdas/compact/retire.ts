import pMap from 'p-map';
import { REPLACED_PREFIX, replacedKey } from '../../domain/contracts/lake-layout.ts';
import { readDayState, type TextPorts, writeDayState } from './day-state.ts';
import { landedKeys, type SurveyPorts } from './survey.ts';

const TAGS_AT_ONCE = 16;

export interface RetirePorts extends Pick<TextPorts, 'writeText'>, Pick<SurveyPorts, 'keys' | 'readText'> {
  /** Marks an object that nothing reads any more, for the bucket's lifecycle to remove. */
  readonly tagSuperseded: (key: string) => Promise<void>;
  /** Removes an object; a missing one is no error. */
  readonly remove: (key: string) => Promise<void>;
}

/**
 * Tags what the generations of earlier runs replaced: landed files that are folded in, and files of former generations.
 * Only at or before the boundary, and never in the run that switched: queries may still read them. A day that has
 * something to tag has a mark, so that the states of all other days need not be read.
 */
export async function retireSuperseded(ports: RetirePorts, through: string | null): Promise<void> {
  if (through === null) return;
  for await (const key of ports.keys(REPLACED_PREFIX)) {
    const [, day = ''] = /dt=(\d{4}-\d\d-\d\d)$/.exec(key) ?? [];
    if (day !== '' && day <= through) await retireDay(ports, day);
  }
}

async function retireDay(ports: RetirePorts, day: string): Promise<void> {
  const state = await readDayState(ports, day);
  // The run that marked it died before it wrote the state, which the next run of that day does.
  if (state === undefined) return;
  if (!state.tagged) {
    const present = new Set(await landedKeys(ports, day));
    const keys = [...state.folded.filter((key) => present.has(key)), ...state.replaced];
    await pMap(keys, (key) => ports.tagSuperseded(key), { concurrency: TAGS_AT_ONCE });
    await writeDayState(ports, day, { ...state, replaced: [], tagged: true });
  }
  await ports.remove(replacedKey(day));
}
