/** What is remembered of the generation that readers see, and of those that they saw before. */
import * as z from 'zod/mini';
import { CURRENT_GENERATION_KEY } from '../../domain/contracts/lake-layout.ts';
import { jsonText } from '../../domain/shared/json-text.ts';
import { GENERATION } from './progress.ts';

export interface CurrentPorts {
  /** The text of an object of the lake's bucket; undefined if it does not exist. */
  readonly readText: (key: string) => Promise<string | undefined>;
  readonly writeText: (key: string, text: string) => Promise<void>;
}

const generationId = z.string().check(z.regex(GENERATION));
const current = z.object({
  generation: generationId,
  /** The newest receipt in it, as Athena prints a timestamp; null for a lake without events. */
  watermark: z.nullable(z.string()),
  /** Events that it is made of. */
  events: z.number(),
  parts: z.number(),
  /** When readers were switched to it; ISO 8601. */
  refreshedAt: z.iso.datetime(),
  /** What readers saw before it, and until when. */
  former: z.array(z.object({ generation: generationId, parts: z.number(), until: z.iso.datetime() })),
});
export type Current = z.infer<typeof current>;

/** @throws Error when the object is not what the refresh wrote. */
export async function readCurrent({ readText }: Pick<CurrentPorts, 'readText'>): Promise<Current | undefined> {
  const text = await readText(CURRENT_GENERATION_KEY);
  if (text === undefined) return undefined;
  const parsed = z.safeParse(jsonText(current), text);
  if (parsed.success) return parsed.data;
  throw new Error(
    `The object ${CURRENT_GENERATION_KEY} is not what the refresh wrote there: restore or delete it. Without it the next refresh begins with the first generation.`,
  );
}

export async function writeCurrent({ writeText }: Pick<CurrentPorts, 'writeText'>, value: Current): Promise<void> {
  await writeText(CURRENT_GENERATION_KEY, JSON.stringify(value));
}
