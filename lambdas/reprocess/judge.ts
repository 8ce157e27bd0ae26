import type { FailedReason } from '../../domain/contracts/failed/reasons.ts';
import { receivedAtOf } from '../../domain/contracts/failed/receipt.ts';
import { parseFailedRecord } from '../../domain/contracts/failed/record.ts';
import { envelopeIn, type FailedSubject, type RefusedRow, subjectOf } from '../../domain/contracts/failed/subject.ts';
import { MAX_REPLAYS, type SkipReason } from '../../domain/contracts/replay/answer.ts';
import type { ReplayRequest } from '../../domain/contracts/replay/request.ts';
import { type Envelope, replayedRecord } from '../../domain/event/envelope.ts';
import type { FailureReason } from '../../domain/event/failure.ts';

/** What a replay does with a line. `name` is `source/kind`. */
export type Judgement =
  | { readonly act: 'put'; readonly record: Buffer; readonly name: string }
  /** The row is put by what it was made of, which is looked for in `raw/`. */
  | { readonly act: 'find'; readonly row: RefusedRow; readonly name: string }
  | { readonly act: 'skip'; readonly reason: SkipReason; readonly name?: string }
  | { readonly act: 'pass' }
  | { readonly act: 'unreadable' };

/** Of what is listed as failed. */
export interface Failure {
  readonly code: string;
  readonly reason: FailedReason;
  readonly arrivedAtMs: number | null;
  /** Of the item; null where the record carries none that was received, or nothing says when. */
  readonly receivedAtMs: number | null;
  /** Null where the record cannot be read; of a row the kind is not known. */
  readonly item: { readonly source: string; readonly kind: string | null; readonly eventKey: string } | null;
}

const PASS: Judgement = { act: 'pass' };
const UNREADABLE: Judgement = { act: 'unreadable' };

/** A line of `raw/`: the record as it was put. */
export function judgeRaw(line: Buffer, request: ReplayRequest): Judgement {
  const { reason, envelope } = envelopeIn(line);
  if (envelope === undefined) {
    return reason === 'not_json' || reason === 'not_an_envelope' ? UNREADABLE : judgeNameless(reason, request);
  }
  if (!isWithin(envelope.receivedAtMs, request)) return PASS;
  return judgeEnvelope(line, envelope, request);
}

/** A line of `failed/`: Firehose's account of a record that failed. */
export function judgeFailed(
  line: Buffer,
  request: ReplayRequest,
): { readonly judgement: Judgement; readonly failure?: Failure } {
  const record = parseFailedRecord(line.toString('utf8'));
  if (record === null) return { judgement: UNREADABLE };
  const { errorCode, arrivedAtMs, data } = record;
  const subject = subjectOf(record);
  if (arrivedAtMs !== null && !isWithin(arrivedAtMs, request)) return { judgement: PASS };
  const received = receivedAtOf(data);
  const receivedAtMs = received === 'unknown' ? arrivedAtMs : received;
  const failure = { code: errorCode, reason: subject.reason, arrivedAtMs, receivedAtMs, item: itemOf(subject) };
  const isMeant = request.reason === undefined || request.reason === subject.reason;
  return { failure, judgement: isMeant ? judgeSubject(data, subject, request) : PASS };
}

function itemOf(subject: FailedSubject): Failure['item'] {
  if ('row' in subject) return { source: subject.row.source, kind: null, eventKey: subject.row.eventKey };
  const named = 'envelope' in subject ? subject.envelope : subject.named;
  return named === undefined ? null : { source: named.source, kind: named.kind, eventKey: named.eventKey };
}

/**
 * What many records share and none of them causes: it does not count towards `MAX_REPLAYS`, so that an outage that is
 * replayed too early never exhausts good records. Nothing goes round by itself: a replay takes what failed before it
 * began, once, and the transform fails an item that is too much for it alone, by a reason of its own.
 */
const SHARED: ReadonlySet<FailedReason> = new Set(['transform_unavailable', 'too_many_partitions', 'batch_full']);

function judgeSubject(data: Buffer, subject: FailedSubject, request: ReplayRequest): Judgement {
  if ('row' in subject) return judgeRow(subject.row, request);
  if (!('envelope' in subject)) return judgeNameless(subject.reason, request);
  const { replays = 0 } = subject.envelope;
  if (SHARED.has(subject.reason)) return judgeEnvelope(data, subject.envelope, request, replays);
  const judged = judgeEnvelope(data, subject.envelope, request);
  if (judged.act !== 'put' || request.again || replays < MAX_REPLAYS) return judged;
  return { act: 'skip', reason: 'exhausted', name: judged.name };
}

/** The kind of a row is not known before it is found. */
function judgeRow(row: RefusedRow, request: ReplayRequest): Judgement {
  const name = `${row.source}/row`;
  if (!names(request.sources, row.source) || !names(request.keys, row.eventKey)) return PASS;
  if (!request.again && row.replays >= MAX_REPLAYS) return { act: 'skip', reason: 'exhausted', name };
  return { act: 'find', row, name };
}

/** What cannot be read has no source, kind or key to be chosen by. */
function judgeNameless(reason: FailureReason, { sources, kinds, keys }: ReplayRequest): Judgement {
  if (sources !== undefined || kinds !== undefined || keys !== undefined) return PASS;
  return { act: 'skip', reason, name: 'unknown' };
}

/** Puts the envelope once more than it was, or `replays` times when that is given. */
export function judgeEnvelope(
  record: Buffer,
  envelope: Envelope,
  request: ReplayRequest,
  replays: number = (envelope.replays ?? 0) + 1,
): Judgement {
  const { source, kind, eventKey } = envelope;
  if (!names(request.sources, source) || !names(request.kinds, kind) || !names(request.keys, eventKey)) return PASS;
  const name = `${source}/${kind}`;
  const again = replayedRecord(record, replays);
  return again === null ? { act: 'skip', reason: 'too_large', name } : { act: 'put', record: again, name };
}

function names(wanted: readonly string[] | undefined, name: string): boolean {
  return wanted?.includes(name) ?? true;
}

function isWithin(instantMs: number, { since, until }: ReplayRequest): boolean {
  return instantMs >= (since ?? 0) && instantMs < (until ?? Number.POSITIVE_INFINITY);
}
