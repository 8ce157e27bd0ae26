import * as z from 'zod/mini';
import { FAILURE_REASONS } from '../../event/failure.ts';

const count = z.int().check(z.nonnegative());

/** Failures that have everything in common by which one chooses what to replay. */
const failureSchema = z.object({
  /** The folder under `failed/`: `processing-failed`, … */
  type: z.string(),
  /** Firehose's code. */
  code: z.string(),
  /** Ours: one of `FAILED_REASONS`. */
  reason: z.string(),
  count,
  /** When they arrived at the stream, in milliseconds since the epoch; null where no record says. */
  firstSeenMs: z.nullable(z.number()),
  lastSeenMs: z.nullable(z.number()),
});

/** Of `newestFailed`. */
export const MAX_NEWEST_FAILED = 50;

/** One record under `failed/`, without anything of what it holds; null where it cannot be read. */
const failedItemSchema = z.object({
  source: z.nullable(z.string()),
  /** Of the item, as the receiver names it; of a refused row it is not known. */
  kind: z.nullable(z.string()),
  /** As in the column `event_key`. */
  eventKey: z.nullable(z.string()),
  reason: z.string(),
  /** Milliseconds since the epoch: when it was received, else when it arrived at the stream. */
  receivedAtMs: z.number(),
});

export const replayAnswerSchema = z.object({
  /** Lines read. */
  read: count,
  /** Of these, those that the request means. */
  matched: count,
  /** Of these, those that are on the stream again; 0 in a dry run. */
  put: count,
  /** What was not put, by reason (`SKIP_REASONS`). */
  skipped: z.record(z.string(), count),
  /** Of the matched, by `source/kind`; the kind of a row that the conversion refused is not known before it is found. */
  bySourceAndKind: z.record(z.string(), count),
  /** What lies under `failed/`, of the lines read. */
  failures: z.array(failureSchema),
  /**
   * The items of these, by the hour in which they were received (`2026-11-20T10`, UTC): what a delivery brought, each
   * item once; not what the lake says of itself. A function of an earlier release does not say it.
   */
  failedItemsByHour: z._default(z.record(z.string(), count), {}),
  /** Of these, the newest `MAX_NEWEST_FAILED`, the newest first. A function of an earlier release does not say it. */
  newestFailed: z._default(z.array(failedItemSchema), []),
  /** Lines that are no record at all. */
  unreadable: count,
  /** Give it to the next run, which goes on behind it; null when there is nothing left. */
  cursor: z.nullable(z.string()),
  done: z.boolean(),
});

export type ReplayAnswer = z.infer<typeof replayAnswerSchema>;
export type FailureGroup = z.infer<typeof failureSchema>;
export type FailedItem = z.infer<typeof failedItemSchema>;

/** The newest of them, the newest first. */
export function newestOf(items: readonly FailedItem[]): FailedItem[] {
  return items.toSorted((a, b) => b.receivedAtMs - a.receivedAtMs).slice(0, MAX_NEWEST_FAILED);
}

/** The most times that a failure is put again; then it stays where it is until somebody looks at it. */
export const MAX_REPLAYS = 3;

/** Why something was not put. What today’s code cannot read would only fail again, and goes by the reason of that. */
export const SKIP_REASONS = {
  ...FAILURE_REASONS,
  too_large: 'With the count of its replays it is larger than a record of a stream may be.',
  exhausted: 'It was replayed as often as is allowed, and failed each time.',
  not_in_raw: 'The conversion refused its row, and raw/ no longer has what the row was made of.',
  already_replayed: 'An earlier replay put it.',
  object_gone: 'The object was deleted while it was to be read.',
  object_unreadable: 'The rest of the object does not unpack.',
} as const;

export type SkipReason = keyof typeof SKIP_REASONS;
