import { readFileSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import * as z from 'zod';

export interface Reading {
  readonly seconds: number;
  /** Of the files, as the engine asked the disk for them. */
  readonly bytesRead: number;
  readonly rows: number;
}

const profile = z.object({ latency: z.number(), total_bytes_read: z.number() });

/** What takes longer than this is read once. */
const LONG_SECONDS = 5;

/** A question's time and bytes, by the engine's own account: the median of three. Nothing is kept between two readings. */
export async function read(connection: DuckDBConnection, question: string, profilePath: string): Promise<Reading> {
  await connection.run('SET enable_external_file_cache = false');
  await connection.run(`PRAGMA enable_profiling = 'json'`);
  await connection.run(`SET custom_profiling_settings = '{"LATENCY": "true", "TOTAL_BYTES_READ": "true"}'`);
  await connection.run(`SET profiling_output = '${profilePath}'`);
  const readings: Reading[] = [];
  while (readings.length < 3 && (readings[0]?.seconds ?? 0) < LONG_SECONDS) {
    const { currentRowCount: rows } = await connection.runAndReadAll(question);
    const { latency, total_bytes_read: bytesRead } = profile.parse(JSON.parse(readFileSync(profilePath, 'utf8')));
    readings.push({ seconds: latency, bytesRead, rows });
  }
  await connection.run('PRAGMA disable_profiling');
  const median = readings.toSorted((one, other) => one.seconds - other.seconds)[Math.floor(readings.length / 2)];
  if (median === undefined) throw new Error('There is a reading at least.');
  return median;
}
