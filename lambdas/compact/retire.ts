import pMap from 'p-map';
import { writeDayState } from './day-state.ts';
import type { LakeSurvey } from './days.ts';
import type { CompactionPorts } from './ports.ts';

const TAGS_AT_ONCE = 16;

/**
 * Marks what the generations of earlier runs replaced: landed files that are folded in, and files of former
 * generations. Only at or before the boundary, and never in the run that switched: queries may still read them.
 */
export async function retireSuperseded(ports: CompactionPorts, { states, landed, through }: LakeSurvey): Promise<void> {
  for (const [day, state] of states) {
    if (state.tagged || through === null || day > through) continue;
    const present = new Set(landed.get(day));
    const keys = [...state.folded.filter((key) => present.has(key)), ...state.replaced];
    await pMap(keys, (key) => ports.tagSuperseded(key), { concurrency: TAGS_AT_ONCE });
    await writeDayState(ports, day, { ...state, replaced: [], tagged: true });
  }
}
