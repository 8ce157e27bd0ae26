import * as z from 'zod/mini';
import { type Progress, progressSchema } from './progress.ts';

export interface RefreshRequest {
  /** Where the invocation before had to stop. */
  readonly progress?: Progress;
  /** Whether a generation may be shown that goes less far than the one before. */
  readonly force: boolean;
}

/** EventBridge gives its own members; `lake refresh` gives nothing or `force`; the function itself its progress. */
const eventSchema = z.object({ force: z._default(z.boolean(), false), progress: z.optional(progressSchema) });

/** @throws ZodError naming the member that is malformed. */
export function readRequest(event: unknown): RefreshRequest {
  const { force, progress } = z.parse(eventSchema, event);
  return { force, ...(progress === undefined ? {} : { progress }) };
}
