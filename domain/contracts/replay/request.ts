import * as z from 'zod/mini';
import { FAILED_REASONS, type FailedReason } from '../failed/reasons.ts';

const named = z.string().check(z.minLength(1));
const names = z.optional(z.array(named).check(z.minLength(1)));
const instant = z.optional(z.pipe(z.iso.datetime({ offset: true }), z.transform(Date.parse)));

const isReason = (text: string): text is FailedReason => Object.hasOwn(FAILED_REASONS, text);

const requestSchema = z.strictObject({
  /** What is replayed: everything as it was received, or only what failed. */
  from: z.enum(['raw', 'failed']),
  /** ISO 8601 with its offset: received (from `raw`), or arrived at the stream (from `failed`), at or after it. */
  since: instant,
  /** … and before it. */
  until: instant,
  sources: names,
  kinds: names,
  /** Event keys, as in the column `event_key`. */
  keys: names,
  /** Of `failed/` only. */
  reason: z.optional(z.string().check(z.refine(isReason))),
  /** Of `failed/` only: what was replayed before as well, and what was replayed as often as is allowed. */
  again: z.optional(z.boolean()),
  /** Reads and counts, and puts nothing. */
  dryRun: z.optional(z.boolean()),
  /** Where an earlier run ended. */
  cursor: z.optional(named),
  /** The most records that one run may put. */
  limit: z.optional(z.int().check(z.positive())),
  /** Of `raw/` only: the objects to read, in place of all of the time range. */
  objects: names,
});

/** What the reprocess function is asked for; instants in milliseconds since the epoch. */
export type ReplayRequest = z.infer<typeof requestSchema>;

/** The same as it is written. */
export type ReplayRequestText = z.input<typeof requestSchema>;

const TIME = 'an ISO 8601 time with its offset, such as 2026-11-20T10:00:00Z';
const LIST = 'a list of at least one name';

/** What each member may be, for whoever got one wrong. */
const ALLOWED: Readonly<Record<keyof typeof requestSchema.shape, string>> = {
  from: 'raw or failed',
  since: TIME,
  until: TIME,
  sources: LIST,
  kinds: LIST,
  keys: LIST,
  reason: `one of ${Object.keys(FAILED_REASONS).join(', ')}`,
  again: 'true or false',
  dryRun: 'true or false',
  cursor: 'the cursor of an earlier answer',
  limit: 'a whole number of at least 1',
  objects: LIST,
};

const allowed = new Map<string, string>(Object.entries(ALLOWED));

/** Checks a request. Throws an error that names each wrong member and what is allowed, without quoting a value. */
export function readReplayRequest(input: unknown): ReplayRequest {
  const parsed = z.safeParse(requestSchema, input);
  if (!parsed.success) throw refusal(parsed.error.issues.map(explain).join('; '));
  const { from, reason, again, objects } = parsed.data;
  const misplaced = from === 'raw' ? { reason, again } : { objects };
  const [name] = Object.entries(misplaced).find(([, value]) => value !== undefined) ?? [];
  if (name === undefined) return parsed.data;
  throw refusal(`"${name}" does not go with from "${from}", leave one of them out`);
}

function explain({ path, ...issue }: z.core.$ZodIssue): string {
  const name = String(path[0] ?? '');
  if (allowed.has(name)) return `"${name}" must be ${allowed.get(name)}`;
  const unknown = 'keys' in issue ? ` without ${issue.keys.join(', ')}` : '';
  return `the request must be an object${unknown}; its members are ${[...allowed.keys()].join(', ')}`;
}

function refusal(reason: string): Error {
  return new Error(`The replay cannot be made: ${reason}.`);
}
