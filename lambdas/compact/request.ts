import * as z from 'zod/mini';

export interface CompactionRequest {
  /** When it was asked for; epoch milliseconds. */
  readonly timeMs: number;
  /** Only this day, even where nothing new landed on it. */
  readonly day?: string;
}

/** EventBridge gives `time`; `lake compact` gives nothing or a day. */
const eventSchema = z.object({ time: z.optional(z.iso.datetime()), day: z.optional(z.string()) });

/** @throws ZodError naming the member that is malformed. */
export function readRequest(event: unknown, nowMs: number): CompactionRequest {
  const { time, day } = z.parse(eventSchema, event);
  return { timeMs: time === undefined ? nowMs : Date.parse(time), ...(day === undefined ? {} : { day }) };
}
