/**
 * The survey over a lake of a million objects, in a process of its own whose memory is limited: `million.ts <days>`.
 * Prints how many calls were made, how many keys were read, and the most memory in use.
 */
import { getHeapStatistics } from 'node:v8';
import { shiftDay } from '../../../lambdas/compact/days.ts';
import { type SurveyPorts, surveyLake } from '../../../lambdas/compact/survey.ts';

const OBJECTS = 1_000_000;
/** S3 lists so many at a time. */
const PAGE = 1_000;
const NIGHT_MS = Date.UTC(2026, 10, 21, 2, 15);
const LAST_CLOSED = '2026-11-19';

const days = Number(process.argv[2]);
const objectsPerDay = OBJECTS / days;
const counted = { lists: 0, keys: 0, reads: 0, mostBytes: 0 };

function see(): void {
  counted.mostBytes = Math.max(counted.mostBytes, getHeapStatistics().used_heap_size);
}

function keyOf(day: string, number: number): string {
  const file = `Lake-StreamRows-1-${day}-00-00-00-${String(number).padStart(8, '0')}-8d5c1b2e-7f3a.parquet`;
  return `events/dt=${day}/family=messaging/${file}`;
}

const named = Array.from({ length: days }, (_, n) => shiftDay(LAST_CLOSED, -n)).toReversed();

/** All days were compacted; on the newest one file landed since. */
const ports: SurveyPorts = {
  async *keys(prefix) {
    counted.lists += 1;
    if (prefix.startsWith('compaction/')) return yield* named.map((day) => `${prefix}dt=${day}.json`);
    const [, day = ''] = /dt=([^/]+)/.exec(prefix) ?? [];
    const last = day === LAST_CLOSED ? objectsPerDay : objectsPerDay - 1;
    for (let number = 0; number <= last; number += 1) {
      if (number > 0 && number % PAGE === 0) counted.lists += 1;
      if (number % PAGE === 0) see();
      counted.keys += 1;
      yield keyOf(day, number);
    }
  },
  async folders(prefix) {
    counted.lists += Math.ceil(days / PAGE);
    return named.map((day) => `${prefix}dt=${day}/`);
  },
  async readText(key) {
    counted.reads += 1;
    const [, day] = /days\/dt=(.+)\.json/.exec(key) ?? [];
    if (day === undefined) return key.includes('reach') ? JSON.stringify({ from: '2026-09-10' }) : undefined;
    const folded = Array.from({ length: objectsPerDay }, (_, number) => keyOf(day, number));
    return JSON.stringify({ run: 'r', rows: 1, folded, generation: [], replaced: [], tagged: true });
  },
};

const { waiting } = await surveyLake(ports, { lastClosed: LAST_CLOSED, timeMs: NIGHT_MS });
see();
process.stdout.write(JSON.stringify({ ...counted, waiting }));
