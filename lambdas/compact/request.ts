import * as z from 'zod/mini';
import type { CompactionRequest } from './ports.ts';

/** EventBridge gives `time`; `lake compact` gives nothing or a day. */
const eventSchema = z.object({ time: z.optional(z.iso.datetime()), day: z.optional(z.string()) });

/** @throws ZodError naming the member that is malformed. */
export function readRequest(event: unknown, nowMs: number): CompactionRequest {
  const { time, day } = z.parse(eventSchema, event);
  return { timeMs: time === undefined ? nowMs : Date.parse(time), ...(day === undefined ? {} : { day }) };
}
