import pMap from 'p-map';
import { type TextPorts, writeDayState } from './day-state.ts';
import type { LakeSurvey } from './days.ts';

const TAGS_AT_ONCE = 16;

export interface RetirePorts extends Pick<TextPorts, 'writeText'> {
  /** Marks an object that nothing reads any more, for the bucket's lifecycle to remove. */
  readonly tagSuperseded: (key: string) => Promise<void>;
}

/**
 * Marks what the generations of earlier runs replaced: landed files that are folded in, and files of former
 * generations. Only at or before the boundary, and never in the run that switched: queries may still read them.
 */
export async function retireSuperseded(ports: RetirePorts, { states, landed, through }: LakeSurvey): Promise<void> {
  for (const [day, state] of states) {
    if (state.tagged || through === null || day > through) continue;
    const present = new Set(landed.get(day));
    const keys = [...state.folded.filter((key) => present.has(key)), ...state.replaced];
    await pMap(keys, (key) => ports.tagSuperseded(key), { concurrency: TAGS_AT_ONCE });
    await writeDayState(ports, day, { ...state, replaced: [], tagged: true });
  }
}
