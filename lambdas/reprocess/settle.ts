import type { ReplayRequest } from '../../domain/contracts/replay/request.ts';
import type { Publish, StreamRecord } from '../ingest/stream.ts';
import type { Entry } from './chunk.ts';
import { type FindPorts, findInRaw, type Search } from './find.ts';
import { judgeEnvelope } from './judge.ts';
import type { Outcome, Tally } from './tally.ts';

export interface SettlePorts extends FindPorts {
  readonly publish: Publish;
}

/** The stream took none of the records: it is throttled, or the deployment has a mistake. */
export class StreamRefused extends Error {
  constructor(records: number, codes: ReadonlySet<string>) {
    super(`The stream took none of ${records} records (${[...codes].join(', ')}). Nothing was lost: run it again.`);
    this.name = 'StreamRefused';
  }
}

export interface Settled {
  /** The first line that is left to do; null when none is. */
  readonly stopped: number | null;
  /** The lines whose records are on the stream, those behind `stopped` among them. */
  readonly put: readonly number[];
  /** How many records were put, or would have been in a dry run. */
  readonly spent: number;
}

type Step = { readonly record: Buffer; readonly name: string } | { readonly outcome: Outcome } | 'left';

interface Planned extends Entry {
  readonly step: Step;
}

/** Puts what is to be put and counts the lines, up to the first that is left to do. */
export async function settle(
  entries: readonly Entry[],
  request: ReplayRequest,
  ports: SettlePorts,
  tally: Tally,
): Promise<Settled> {
  const search = request.dryRun ? null : await searched(entries, ports);
  const plan = entries.map((entry) => ({ ...entry, step: stepOf(entry, search, request) }));
  const records = plan.flatMap(({ line, step }) =>
    isPut(step) ? [{ eventKey: String(line), data: step.record }] : [],
  );
  const refused = request.dryRun ? new Map<string, string>() : await published(records, ports);
  const isRefused = (line: number) => refused.has(String(line));
  const stopped = plan.find(({ line, step }) => step === 'left' || isRefused(line))?.line ?? null;
  count(
    plan.filter(({ line }) => stopped === null || line < stopped),
    request.dryRun ? 'counted' : 'put',
    tally,
  );
  const lines = records.map(({ eventKey }) => Number(eventKey));
  return { stopped, put: request.dryRun ? [] : lines.filter((line) => !isRefused(line)), spent: records.length };
}

function isPut(step: Step): step is Extract<Step, { readonly record: Buffer }> {
  return step !== 'left' && 'record' in step;
}

/** The code of each record that is not known to be on the stream, by its line. Throws StreamRefused when none is. */
async function published(records: readonly StreamRecord[], ports: SettlePorts): Promise<ReadonlyMap<string, string>> {
  if (records.length === 0) return new Map();
  const refused = await ports.publish(records);
  if (refused.size === records.length) throw new StreamRefused(records.length, new Set(refused.values()));
  return refused;
}

function count(done: readonly Planned[], ofRecords: 'put' | 'counted', tally: Tally): void {
  for (const { step, failure } of done) {
    if (step === 'left') continue;
    const outcome: Outcome = isPut(step) ? { result: ofRecords, name: step.name } : step.outcome;
    tally.add({ ...outcome, failure });
  }
}

async function searched(entries: readonly Entry[], ports: SettlePorts): Promise<Search> {
  const rows = entries.flatMap(({ judgement }) => (judgement.act === 'find' ? [judgement.row] : []));
  return rows.length === 0 ? { found: new Map(), isComplete: true } : findInRaw(rows, ports);
}

function stepOf({ judgement }: Entry, search: Search | null, request: ReplayRequest): Step {
  switch (judgement.act) {
    case 'put':
      return judgement;
    case 'skip':
      return { outcome: { result: judgement.reason, name: judgement.name } };
    case 'pass':
      return { outcome: { result: 'passed' } };
    case 'unreadable':
      return { outcome: { result: 'unreadable' } };
    case 'find':
      return search === null
        ? { outcome: { result: 'counted', name: judgement.name } }
        : found(judgement, search, request);
  }
}

function found(
  { row, name }: Extract<Entry['judgement'], { act: 'find' }>,
  { found: byKey, isComplete }: Search,
  request: ReplayRequest,
): Step {
  const source = byKey.get(row.eventKey);
  if (source === undefined) return isComplete ? { outcome: { result: 'not_in_raw', name } } : 'left';
  const judged = judgeEnvelope(source.record, source.envelope, request, row.replays + 1);
  if (judged.act === 'put') return judged;
  return { outcome: judged.act === 'skip' ? { result: judged.reason, name } : { result: 'passed' } };
}
