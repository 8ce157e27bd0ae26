import type { ReplayAnswer } from '../../domain/contracts/replay/answer.ts';
import { cursorAt, positionOf } from '../../domain/contracts/replay/cursor.ts';
import { covers, extended, type Marker, putLines } from '../../domain/contracts/replay/marker.ts';
import type { ReplayRequest } from '../../domain/contracts/replay/request.ts';
import { Chunk, type Entry } from './chunk.ts';
import { judgeFailed, judgeRaw } from './judge.ts';
import { ObjectFault } from './object-fault.ts';
import { type SettlePorts, settle } from './settle.ts';
import { Tally } from './tally.ts';

/** What a replay needs from the world; `aws.ts` provides it, the tests pretend it. */
export interface ReplayPorts extends SettlePorts {
  /** Keys of `failed/`, in their order; from the given one on, itself included. */
  readonly failedObjects: (from?: string) => AsyncIterable<string>;
  /** Of an object under `failed/`; null where it was never replayed. */
  readonly readMarker: (key: string) => Promise<Marker | null>;
  readonly writeMarker: (key: string, marker: Marker) => Promise<void>;
  /** The folder of a failed object, which is Firehose's word for the kind of error. */
  readonly failureTypeOf: (key: string) => string;
  readonly isRaw: (key: string) => boolean;
  readonly nowMs: () => number;
  /** The most records that a run puts. */
  readonly recordsPerRun: number;
}

interface Run {
  readonly request: ReplayRequest;
  readonly ports: ReplayPorts;
  readonly tally: Tally;
  /** How many more records the run may put. */
  left: number;
}

/**
 * One run: reads on from the cursor, puts what the request means, and ends when there is nothing left, enough was put,
 * or the time is over. Run after run puts each record once; after a crash some twice, which the views count once.
 * Throws for a cursor of another selection, and StreamRefused.
 */
export async function replay(request: ReplayRequest, ports: ReplayPorts): Promise<ReplayAnswer> {
  const from = positionOf(request);
  // What this very replay brings about, and what comes in meanwhile, is not its own to replay.
  const bounded = { ...request, until: request.until ?? ports.nowMs() };
  const left = Math.min(request.limit ?? ports.recordsPerRun, ports.recordsPerRun);
  const run: Run = { request: bounded, ports, tally: new Tally(), left };
  for await (const object of objectsOf(run, from?.object)) {
    const first = object === from?.object ? from.line : 0;
    const stopped = isOver(run) ? first : await replayObject(run, object, first);
    if (stopped !== null) return run.tally.answer(cursorAt({ object, line: stopped }, request));
  }
  return run.tally.answer(null);
}

const HOUR_MS = 3_600_000;

/**
 * `raw/` has a folder for each hour in which Firehose began an object, which is up to a buffer's time before a record
 * came, and a record comes to Firehose a little after it was received: an hour more on both sides covers both.
 */
function objectsOf({ request, ports }: Run, from: string | undefined): AsyncIterable<string> {
  if (request.objects !== undefined) return listed(request.objects.filter(ports.isRaw).toSorted(), from);
  if (request.from === 'failed') return since(ports.failedObjects(from), request.since);
  const sinceMs = request.since === undefined ? 0 : request.since - HOUR_MS;
  return ports.rawObjects({ sinceMs, untilMs: (request.until ?? 0) + HOUR_MS }, from);
}

const DAY_MS = 24 * HOUR_MS;

/**
 * Without the objects whose records all came before an instant. Firehose names the day on which an object's first record
 * came, and its last came at most a buffer's time later: a day after that it is past.
 */
async function* since(objects: AsyncIterable<string>, instantMs = 0): AsyncGenerator<string> {
  for await (const object of objects) {
    const [, day] = /\/dt=(\d{4}-\d\d-\d\d)\//.exec(object) ?? [];
    if (day === undefined || Date.parse(day) + 2 * DAY_MS > instantMs) yield object;
  }
}

async function* listed(objects: readonly string[], from = ''): AsyncGenerator<string> {
  yield* objects.filter((object) => object >= from);
}

function isOver({ left, ports }: Run): boolean {
  return left <= 0 || ports.isLate();
}

/** The line at which the run must go on, or null when the object is done. */
async function replayObject(run: Run, object: string, first: number): Promise<number | null> {
  const { request, ports, tally } = run;
  if (request.from === 'raw') return (await readObject(run, object, first, null, [])).stopped;
  const marker = await ports.readMarker(object);
  const known = request.again ? null : marker;
  if (known !== null && known.lines !== null && putLines(known) >= known.lines) {
    tally.skip('already_replayed', known.lines - first);
    return null;
  }
  const put: number[] = [];
  const { stopped, lines } = await readObject(run, object, first, known, put);
  if (put.length > 0) {
    await ports.writeMarker(object, extended(marker, put, stopped === null ? lines : null, ports.nowMs()));
  }
  return stopped;
}

interface Read {
  readonly stopped: number | null;
  /** Lines seen. */
  readonly lines: number;
}

async function readObject(
  run: Run,
  object: string,
  first: number,
  marker: Marker | null,
  put: number[],
): Promise<Read> {
  let chunk = new Chunk();
  let line = 0;
  try {
    for await (const bytes of run.ports.lines(object)) {
      if (line >= first) chunk.add(entryOf(run, object, marker, line, bytes));
      line += 1;
      if (!chunk.isFull(run.left, run.ports.isLate)) continue;
      const stopped = await settleChunk(run, chunk, put);
      chunk = new Chunk();
      if (stopped !== null || isOver(run)) return { stopped: stopped ?? line, lines: line };
    }
  } catch (error) {
    if (!(error instanceof ObjectFault)) throw error;
    run.tally.skip(error.reason);
  }
  return { stopped: await settleChunk(run, chunk, put), lines: line };
}

async function settleChunk(run: Run, chunk: Chunk, put: number[]): Promise<number | null> {
  const settled = await settle(chunk.entries, run.request, run.ports, run.tally);
  run.left -= settled.spent;
  put.push(...settled.put);
  return settled.stopped;
}

function entryOf(
  { request, ports }: Run,
  object: string,
  marker: Marker | null,
  line: number,
  bytes: Buffer | null,
): Entry {
  if (covers(marker, line)) return { line, judgement: { act: 'skip', reason: 'already_replayed' } };
  if (bytes === null) return { line, judgement: { act: 'unreadable' } };
  if (request.from === 'raw') return { line, judgement: judgeRaw(bytes, request) };
  const { judgement, failure } = judgeFailed(bytes, request);
  return { line, judgement, failure: failure && { ...failure, type: ports.failureTypeOf(object) } };
}
