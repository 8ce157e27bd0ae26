import * as z from 'zod/mini';
import { dayStateKey } from '../../domain/contracts/lake-layout.ts';

/** Texts of the lake's bucket. */
export interface TextPorts {
  /** An object's text; undefined if it does not exist. */
  readonly readText: (key: string) => Promise<string | undefined>;
  readonly writeText: (key: string, text: string) => Promise<void>;
}

/** What is remembered of a compacted day. It is written after the day's partitions, so that a run that died is redone. */
const dayState = z.object({
  /** The run that wrote the day's present generation. */
  run: z.string(),
  rows: z.number(),
  /** Keys of landed files whose rows are in it. */
  folded: z.array(z.string()),
  /** Keys of its files. */
  generation: z.array(z.string()),
  /** Keys of the files of generations before it. */
  replaced: z.array(z.string()),
  /** Whether `folded` and `replaced` are marked as superseded. */
  tagged: z.boolean(),
});
export type DayState = z.infer<typeof dayState>;

/** @throws Error naming the object when it is not what was written. */
export async function readDayState(
  { readText }: Pick<TextPorts, 'readText'>,
  day: string,
): Promise<DayState | undefined> {
  const key = dayStateKey(day);
  const text = await readText(key);
  return text === undefined ? undefined : parseText(dayState, key, text);
}

export async function writeDayState(
  { writeText }: Pick<TextPorts, 'writeText'>,
  day: string,
  state: DayState,
): Promise<void> {
  await writeText(dayStateKey(day), JSON.stringify(state));
}

export function parseText<T>(schema: z.ZodMiniType<T>, key: string, text: string): T {
  try {
    return z.parse(schema, JSON.parse(text));
  } catch (cause) {
    throw new Error(`The object ${key} is not what the compaction wrote there: restore or delete it.`, { cause });
  }
}
