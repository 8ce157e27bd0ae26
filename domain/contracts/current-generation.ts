/** What the refresh remembers of the generation that readers see, and of those that they saw before: an object of S3. */
import * as z from 'zod/mini';
import { jsonText } from '../shared/json-text.ts';
import { CURRENT_GENERATION_KEY } from './lake-layout.ts';

/** `20261128T121500Z-1a2b3c4d`: when it was begun, and a random part. */
export const GENERATION = /^\d{8}T(?:\d\d){3}Z-[0-9a-f]{8}$/;

const generationId = z.string().check(z.regex(GENERATION));
const current = z.object({
  generation: generationId,
  /** The newest receipt in it, as Athena prints a timestamp; null for a lake without events. */
  watermark: z.nullable(z.string()),
  /** Events that it is made of. */
  events: z.number(),
  /** In how many parts its large tables are. */
  parts: z.number(),
  /** When readers were switched to it; ISO 8601. */
  refreshedAt: z.iso.datetime(),
  /** What readers saw before it, and until when. */
  former: z.array(z.object({ generation: generationId, parts: z.number(), until: z.iso.datetime() })),
});
export type CurrentGeneration = z.infer<typeof current>;

/** Refreshes in a row that may fail or be late before numbers are older than promised. */
export const REFRESHES_UNTIL_OVERDUE = 3;

/** Undefined where there is no object. @throws Error when the object is not what the refresh wrote. */
export function readCurrentGeneration(text: string | undefined): CurrentGeneration | undefined {
  if (text === undefined) return undefined;
  const parsed = z.safeParse(jsonText(current), text);
  if (parsed.success) return parsed.data;
  throw new Error(
    `The object ${CURRENT_GENERATION_KEY} is not what the refresh wrote there: restore or delete it. Without it the next ` +
      'refresh begins with the first generation.',
  );
}

export function currentGenerationText(value: CurrentGeneration): string {
  return JSON.stringify(value);
}

/** Epoch milliseconds. */
export function begunAtMs(generation: string): number {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-/.exec(generation) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
