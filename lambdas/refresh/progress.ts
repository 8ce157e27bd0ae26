/** How far a generation is: what one invocation leaves to the next when its time ends. */
import * as z from 'zod/mini';
import { GENERATION } from '../../domain/contracts/current-generation.ts';

/** One UNLOAD: a table, or a part of one. */
export interface Unit {
  readonly table: string;
  readonly part: number;
}

/** UNLOAD writes at most 100 partitions ("UNLOAD", Amazon Athena User Guide). */
export const MAX_PARTS = 64;

export const progressSchema = z.object({
  generation: z.string().check(z.regex(GENERATION)),
  /** In how many parts tables keyed by message are written. */
  parts: z.number().check(z.int(), z.positive()),
  /** The instant that the generation was begun, epoch milliseconds. */
  begunAtMs: z.number(),
  /** Units that are written and registered, as `unitKey` names them. */
  done: z.array(z.string()),
  /** Those under way. */
  running: z.record(z.string(), z.object({ execution: z.string(), folder: z.string() })),
});
export type Progress = z.infer<typeof progressSchema>;

/** A statement under way: Athena's id of it, and the folder that it writes to, below its generation's. */
export type Running = Progress['running'][string];

export function unitKey({ table, part }: Unit): string {
  return `${table}/${part}`;
}
