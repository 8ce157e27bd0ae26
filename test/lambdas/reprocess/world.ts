import type { ReplayAnswer } from '../../../domain/contracts/replay/answer.ts';
import type { Marker } from '../../../domain/contracts/replay/marker.ts';
import { readReplayRequest } from '../../../domain/contracts/replay/request.ts';
import { type Envelope, encodeEnvelope } from '../../../domain/event/envelope.ts';
import { rawHourMs } from '../../../lambdas/reprocess/hours.ts';
import { ObjectFault } from '../../../lambdas/reprocess/object-fault.ts';
import { type ReplayPorts, replay } from '../../../lambdas/reprocess/replay.ts';

export const HOUR_MS = 3_600_000;
export const T0 = Date.UTC(2026, 10, 20, 10);
export const NOW_MS = T0 + 24 * HOUR_MS;

export function envelope(eventKey: string, more: Partial<Envelope> = {}): Envelope {
  const head = { source: 'meta', kind: 'status', eventKey, receivedAtMs: T0, deliveryId: 'd', apiVersion: 'v26.0' };
  return { ...head, context: {}, item: { id: eventKey }, ...more };
}

/** The line of a record, as it lies in `raw/`. */
export function rawLine(one: Envelope): string {
  const text = encodeEnvelope(one)[0]?.toString().trimEnd() ?? '';
  return one.replays === undefined ? text : JSON.stringify({ ...JSON.parse(text), replays: one.replays });
}

/** The line of a record that failed, as Firehose writes it. */
export function failedLine(record: string | object, more: object = {}): string {
  const text = typeof record === 'string' ? record : JSON.stringify(record);
  const rawData = Buffer.from(`${text}\n`).toString('base64');
  const head = { rawData, errorCode: 'Lambda.ProcessingFailedStatus', arrivalTimestamp: T0 };
  return JSON.stringify({ ...head, ...more });
}

export function rowOf(eventKey: string, more: object = {}): object {
  return { event_key: eventKey, source: 'meta', received_at: '2026-11-20 10:00:00.000', ...more };
}

export const FAILED = 'failed/processing-failed/dt=2026-11-20/a';
export const RAW = 'raw/dt=2026-11-20/hour=10/a.gz';

/** Stores and a stream in memory. */
export class World {
  /** Lines by key; null for a line that is too long. */
  readonly objects = new Map<string, readonly (string | null)[]>();
  readonly faults = new Map<string, ObjectFault['reason']>();
  readonly markers = new Map<string, Marker>();
  readonly stream: string[] = [];
  /** Asked for each record's event key: a code refuses it. */
  refuse: (eventKey: string) => string | undefined = () => undefined;
  isLate: () => boolean = () => false;
  recordsPerRun = 1_000;
  readonly reads: string[] = [];

  run(request: object): Promise<ReplayAnswer> {
    return replay(readReplayRequest(request), this.ports());
  }

  /** Run after run until nothing is left. */
  async runs(request: object): Promise<readonly ReplayAnswer[]> {
    const answers = [await this.run(request)];
    for (let cursor = answers[0]?.cursor; cursor; cursor = answers.at(-1)?.cursor) {
      answers.push(await this.run({ ...request, cursor }));
      if (answers.length > 500) throw new Error('The replay does not end.');
    }
    return answers;
  }

  get keys(): readonly string[] {
    return this.stream.map((text) => JSON.parse(text).event_key);
  }

  private ports(): ReplayPorts {
    return {
      rawObjects: ({ sinceMs, untilMs }, from) =>
        this.list(from, (key) => {
          const hourMs = rawHourMs('raw/', key);
          return hourMs !== null && hourMs >= Math.floor(sinceMs / HOUR_MS) * HOUR_MS && hourMs < untilMs;
        }),
      failedObjects: (from) => this.list(from, (key) => key.startsWith('failed/')),
      lines: (key) => this.lines(key),
      publish: async (records) => this.publish(records),
      readMarker: async (key) => this.markers.get(key) ?? null,
      writeMarker: async (key, marker) => void this.markers.set(key, marker),
      failureTypeOf: (key) => key.split('/')[1] ?? '',
      isRaw: (key) => rawHourMs('raw/', key) !== null,
      nowMs: () => NOW_MS,
      isLate: () => this.isLate(),
      recordsPerRun: this.recordsPerRun,
    };
  }

  private async *list(from: string | undefined, isMeant: (key: string) => boolean): AsyncGenerator<string> {
    yield* [...this.objects.keys()].filter((key) => isMeant(key) && key >= (from ?? '')).toSorted();
  }

  private async *lines(key: string): AsyncGenerator<Buffer | null> {
    this.reads.push(key);
    const fault = this.faults.get(key);
    if (fault === 'object_gone') throw new ObjectFault(fault);
    for (const line of this.objects.get(key) ?? []) yield line === null ? null : Buffer.from(line);
    if (fault !== undefined) throw new ObjectFault(fault);
  }

  private publish(records: readonly { readonly eventKey: string; readonly data: Buffer }[]) {
    const refused = new Map<string, string>();
    for (const { eventKey, data } of records) {
      const text = data.toString();
      const code = this.refuse(JSON.parse(text).event_key);
      if (code === undefined) this.stream.push(text);
      else refused.set(eventKey, code);
    }
    return refused;
  }
}

export function sum(answers: readonly ReplayAnswer[], name: 'read' | 'matched' | 'put' | 'unreadable'): number {
  return answers.reduce((total, answer) => total + answer[name], 0);
}
