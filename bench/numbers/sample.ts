import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import pMap from 'p-map';
import * as z from 'zod';
import { runChild } from './child.ts';
import { sortRows } from './files.ts';
import { MARKETS } from './markets.ts';

/** What a sample must have at least for its questions to be those of a business with many campaigns. */
const WANTED = { campaigns: 50, templates: 30, countries: 20, numbers: 5, days: 60 };

const counts = z.object({
  events: z.coerce.number(),
  ...Object.fromEntries(Object.keys(WANTED).map((name) => [name, z.coerce.number()])),
  clicks: z.coerce.number(),
  opt_outs: z.coerce.number(),
  error_codes: z.coerce.number(),
});
export type SampleCounts = z.infer<typeof counts>;

const COUNTS = `
  SELECT count(*) AS events,
    count(DISTINCT campaign_id) AS campaigns,
    count(DISTINCT template_name) AS templates,
    count(DISTINCT contact_country) AS countries,
    count(DISTINCT endpoint_id) AS numbers,
    count(DISTINCT dt) AS days,
    count(*) FILTER (event_type = 'message_clicked') AS clicks,
    count(*) FILTER (event_type = 'opted_out') AS opt_outs,
    count(DISTINCT error_code) AS error_codes
  FROM`;

export interface Period {
  readonly from: string;
  readonly through: string;
}

/**
 * Simulates the messages of all markets, some side by side, and writes their rows into one file in order of day. A sample
 * that an earlier run has left in the folder is taken as it is.
 */
export async function writeSample(
  connection: DuckDBConnection,
  folder: string,
  messages: number,
  { from, through }: Period,
): Promise<SampleCounts> {
  const sample = samplePath(folder);
  if (!existsSync(sample)) await simulateAll(connection, folder, messages, { from, through });
  const [row] = (await connection.runAndReadAll(`${COUNTS} '${sample}'`)).getRowObjects();
  return counts.parse(row);
}

async function simulateAll(
  connection: DuckDBConnection,
  folder: string,
  messages: number,
  { from, through }: Period,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const markets = [...Array(MARKETS).keys()];
  const paths = markets.map((market) => join(folder, `rows-${market}.ndjson`));
  const perMarket = String(Math.round(messages / MARKETS));
  await pMap(paths, (path, market) => runChild('simulate.ts', [path, perMarket, String(market + 1), from, through]), {
    concurrency: availableParallelism(),
  });
  await sortRows(connection, paths, samplePath(folder));
  for (const path of paths) rmSync(path);
}

export function samplePath(folder: string): string {
  return join(folder, 'sample.parquet');
}

/** What the sample has too little of, in words; a small one may. */
export function shortOf(sample: SampleCounts): readonly string[] {
  const found: Readonly<Record<string, unknown>> = sample;
  return Object.entries(WANTED).flatMap(([name, wanted]) =>
    Number(found[name]) < wanted ? [`${name}: ${found[name]} of ${wanted}`] : [],
  );
}
