import * as z from 'zod/mini';
import { REACH_KEY } from '../../domain/contracts/lake-layout.ts';
import { parseText, type TextPorts } from './day-state.ts';

/**
 * From which day on the next run must look for new rows: where this run found the oldest day that waits, or where rows
 * can land after it. Kept rather than computed by the next run, which may come late, or after `rawRetentionDays` was
 * lowered.
 */
const reachText = z.object({ from: z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/)) });

/** Before any day, where nothing is remembered: then every day is looked at. */
const EVERY_DAY = '';

export async function readReach({ readText }: Pick<TextPorts, 'readText'>): Promise<string> {
  const text = await readText(REACH_KEY);
  return text === undefined ? EVERY_DAY : parseText(reachText, REACH_KEY, text).from;
}

export async function writeReach({ writeText }: Pick<TextPorts, 'writeText'>, from: string): Promise<void> {
  await writeText(REACH_KEY, JSON.stringify({ from } satisfies z.infer<typeof reachText>));
}
