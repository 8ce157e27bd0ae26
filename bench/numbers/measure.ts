import { readFileSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import * as z from 'zod';

export interface Reading {
  readonly seconds: number;
  /** What the process read meanwhile by system calls, from the disk or its cache. */
  readonly bytesRead: number;
  readonly rows: number;
}

const profile = z.object({ latency: z.number() });

/** What takes longer than this is read once. */
const LONG_SECONDS = 5;

/** A question's time, by the engine's own account, and bytes: the median of three. Nothing is kept between two readings. */
export async function read(connection: DuckDBConnection, question: string, profilePath: string): Promise<Reading> {
  await connection.run('SET enable_external_file_cache = false');
  await connection.run(`PRAGMA enable_profiling = 'json'`);
  await connection.run(`SET custom_profiling_settings = '{"LATENCY": "true"}'`);
  await connection.run(`SET profiling_output = '${profilePath}'`);
  const readings: Reading[] = [];
  while (readings.length < 3 && (readings[0]?.seconds ?? 0) < LONG_SECONDS) {
    const before = bytesReadSoFar();
    const { currentRowCount: rows } = await connection.runAndReadAll(question);
    const bytesRead = bytesReadSoFar() - before;
    const { latency } = profile.parse(JSON.parse(readFileSync(profilePath, 'utf8')));
    readings.push({ seconds: latency, bytesRead, rows });
  }
  await connection.run('PRAGMA disable_profiling');
  const median = readings.toSorted((one, other) => one.seconds - other.seconds)[Math.floor(readings.length / 2)];
  if (median === undefined) throw new Error('There is a reading at least.');
  return median;
}

/**
 * The engine's own count (TOTAL_BYTES_READ) leaves out what its threads read ahead, which is all but the footers:
 * the kernel's is taken.
 */
function bytesReadSoFar(): number {
  const [, bytes] = /^rchar: (\d+)$/m.exec(readFileSync('/proc/self/io', 'utf8')) ?? [];
  return Number(bytes);
}
