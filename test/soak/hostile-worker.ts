import { parentPort, workerData } from 'node:worker_threads';
import { seeded } from 'simulator';
import * as z from 'zod';
import { transformBatch } from '../../lambdas/transform/transform-batch.ts';
import { recordsOf, SETTINGS } from '../domain/pipeline.ts';
import { FIXTURES } from '../domain/transform/mutation.ts';
import { HOSTILE, PLACES, recordOf } from '../support/hostile.ts';

/** What a structure took, per byte of its record, or of what that unpacks to where it is more. */
export interface Measured {
  readonly what: string;
  readonly cpuNsPerByte: number;
  readonly answerBytes: number;
}

/** Long enough that the clock's grain does not matter. */
const MEASURED_BYTES = 500_000;

const { runs, seed } = z.object({ runs: z.number(), seed: z.number() }).parse(workerData);
const random = seeded(seed);

plainTraffic();
for (let run = 0; run < runs; run += 1) {
  // In turn, so that a machine that grows slower grows slower for both.
  parentPort?.postMessage({ plain: plainTraffic(), hostile: hostile() });
}

function plainTraffic(): Measured {
  const records = FIXTURES.slice(0, 300).flatMap(recordsOf);
  return measured('plain traffic', records, sizeOf(records));
}

function hostile(): Measured {
  const structures = Object.entries(HOSTILE);
  const [name, structure] = structures[random.between(0, structures.length - 1)] ?? ['', () => ''];
  const isPacked = random.chance(0.5);
  // As many small ones as large ones: 50 bytes to 8 MB packed, or to 1 MB.
  const sizeBytes = Math.ceil(10 ** (random.between(15, isPacked ? 68 : 59) / 10));
  const place = random.between(0, PLACES.length - 1);
  const content = PLACES[place]?.(structure(sizeBytes));
  if (content === undefined) throw new Error('There is no such place.');
  const record = recordOf(content, 'hostile', isPacked);
  // A record's own head is read as well; of a small item it is the most.
  const bytes = Math.max(record.length, Buffer.byteLength(content.item));
  const copies = Math.ceil(MEASURED_BYTES / bytes);
  const what = `${name}, ${content.item.length} characters at place ${place}${isPacked ? ', packed' : ''}`;
  return measured(what, Array(copies).fill(record), copies * bytes);
}

function measured(what: string, records: readonly Buffer[], sizeBytes: number): Measured {
  const batch = records.map((data, index) => ({
    recordId: String(index),
    data: data.toString('base64'),
    approximateArrivalTimestamp: 0,
  }));
  const before = process.cpuUsage();
  const answer = transformBatch(batch, SETTINGS);
  const { user, system } = process.cpuUsage(before);
  const answerBytes = Buffer.byteLength(JSON.stringify({ records: answer.records }));
  return { what, cpuNsPerByte: ((user + system) * 1_000) / sizeBytes, answerBytes };
}

function sizeOf(records: readonly Buffer[]): number {
  return records.reduce((total, { length }) => total + length, 0);
}
