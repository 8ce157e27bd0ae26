import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCOUNTS, type FunnelCounts, sampleTraffic } from 'simulator';
import * as z from 'zod';
import { lake, readLake } from './children.ts';
import { putExampleRates } from './example-rates.ts';

const SEED = 20_261_121;
const MESSAGES = 1_200;
const MINUTE_MS = 60_000;
const CONCURRENCY = '8';

const COUNTS = ['sent', 'delivered', 'read', 'failed'] as const;
const funnelSchema = z.tuple([
  z.object({ sent: z.number(), delivered: z.number(), read: z.number(), failed: z.number() }),
]);

/**
 * Posts a sample through the front door, once per data folder, and example rates: the 24 hours until now, so that all
 * of it has happened and is no later than it must be. Answers its truth when it was posted now, and null when the lake
 * had it already.
 */
export async function postSampleOnce(dataDir: string, onStep: (step: string) => void): Promise<FunnelCounts | null> {
  const folder = join(dataDir, 'sample');
  const marker = join(folder, 'posted.json');
  if (existsSync(marker)) return null;
  const { files, truth } = writeSample(folder);
  await Promise.all([postAll(dataDir, files), putExampleRates(dataDir)]);
  onStep('Writing what is buffered to Parquet');
  await readLake(dataDir, 'flush');
  writeFileSync(marker, JSON.stringify(truth));
  return truth;
}

async function postAll(dataDir: string, files: Sample['files']): Promise<void> {
  for (const [source, file] of files) {
    await lake(dataDir, 'deliver', source, file, '--concurrency', CONCURRENCY, '--progress');
  }
}

interface Sample {
  /** By source, in the order in which they are posted. */
  readonly files: readonly (readonly [source: string, file: string])[];
  readonly truth: FunnelCounts;
}

/** A sample whose posting was cut short is posted again as it was: what arrived counts once. */
function writeSample(folder: string): Sample {
  mkdirSync(folder, { recursive: true });
  const untilFile = join(folder, 'until.txt');
  const until = existsSync(untilFile) ? readFileSync(untilFile, 'utf8') : lastMinute();
  const { documents, sends, truth } = sampleTraffic(Date.parse(until), SEED, MESSAGES);
  const bodies = { sends, meta: documents };
  const files = Object.entries(bodies).map(([source, all]) => [source, writeLines(folder, source, all)] as const);
  writeFileSync(untilFile, until);
  return { files, truth };
}

function lastMinute(): string {
  return new Date(Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS).toISOString();
}

function writeLines(folder: string, name: string, bodies: readonly unknown[]): string {
  const file = join(folder, `${name}.ndjson`);
  writeFileSync(file, bodies.map((body) => `${JSON.stringify(body)}\n`).join(''));
  return file;
}

/** Throws unless the lake's funnel of the sample's numbers is the sample's truth, to the last message. */
export async function compareWithTruth(dataDir: string, truth: FunnelCounts): Promise<void> {
  const printed = await readLake(dataDir, 'query', FUNNEL, '--format', 'json');
  const [found] = funnelSchema.parse(JSON.parse(printed));
  const differs = COUNTS.filter((name) => found[name] !== truth[name]);
  if (differs.length === 0) return;
  const differences = differs.map((name) => `${name} is ${found[name]}, the sample has ${truth[name]}`).join('; ');
  throw new Error(
    `The funnel of the sample’s numbers is not the sample’s: ${differences}. Were other messages of these numbers posted?`,
  );
}

const NUMBERS = ACCOUNTS.flatMap(({ numbers }) => numbers.map(({ id }) => `'${id}'`));
const FUNNEL = `
SELECT ${COUNTS.map((name) => `CAST(coalesce(sum("${name}"), 0) AS bigint) AS "${name}"`).join(', ')}
FROM metric_messages
WHERE period = 'day' AND dimension = 'number' AND member IN (${NUMBERS.join(', ')})`;
