import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FunnelTruth, sampleTraffic } from 'simulator';
import * as z from 'zod';
import { dayOf } from '../../domain/event/time.ts';
import { lake, readLake } from './children.ts';

const SEED = 20_261_121;
const MESSAGES = 1_200;
const DAY_MS = 86_400_000;
const CONCURRENCY = '8';

const funnelSchema = z.array(
  z.object({ day: z.string(), sent: z.number(), delivered: z.number(), read: z.number(), failed: z.number() }),
);

/**
 * Posts a sample day through the front door, once per data folder; yesterday, so that all of it has happened. Answers
 * its truth when it was posted now, and null when the lake had it already.
 */
export async function postSampleOnce(dataDir: string, onStep: (step: string) => void): Promise<FunnelTruth | null> {
  const folder = join(dataDir, 'sample');
  const marker = join(folder, 'posted.json');
  if (existsSync(marker)) return null;
  const { files, truth } = writeSample(folder);
  for (const [source, file] of files) {
    await lake(dataDir, 'deliver', source, file, '--concurrency', CONCURRENCY, '--progress');
  }
  onStep('Writing what is buffered to Parquet');
  await readLake(dataDir, 'flush');
  writeFileSync(marker, JSON.stringify(truth));
  return truth;
}

interface Sample {
  /** By source, in the order in which they are posted. */
  readonly files: readonly (readonly [source: string, file: string])[];
  readonly truth: FunnelTruth;
}

/** A sample whose posting was cut short is posted again as it was: what arrived counts once. */
function writeSample(folder: string): Sample {
  mkdirSync(folder, { recursive: true });
  const dayFile = join(folder, 'day.txt');
  const day = existsSync(dayFile) ? readFileSync(dayFile, 'utf8') : dayOf(Date.now() - DAY_MS);
  const { documents, sends, truth } = sampleTraffic(day, SEED, MESSAGES);
  const bodies = { meta: documents, sends };
  const files = Object.entries(bodies).map(
    ([source, all]) => [source, writeLines(folder, `${day}-${source}`, all)] as const,
  );
  writeFileSync(dayFile, day);
  return { files, truth };
}

function writeLines(folder: string, name: string, bodies: readonly unknown[]): string {
  const file = join(folder, `${name}.ndjson`);
  writeFileSync(file, bodies.map((body) => `${JSON.stringify(body)}\n`).join(''));
  return file;
}

/** Throws unless the lake's funnel of the sample's day is the sample's truth, to the last message. */
export async function compareWithTruth(dataDir: string, truth: FunnelTruth): Promise<void> {
  const printed = await readLake(dataDir, 'query', 'metric_message_funnel_daily', '--format', 'json');
  const found = funnelSchema.parse(JSON.parse(printed)).find(({ day }) => day === truth.day);
  const differs = (['sent', 'delivered', 'read', 'failed'] as const).filter((name) => found?.[name] !== truth[name]);
  if (differs.length === 0) return;
  const differences = differs
    .map((name) => `${name} is ${found?.[name] ?? 'missing'}, the sample has ${truth[name]}`)
    .join('; ');
  throw new Error(
    `The funnel of ${truth.day} is not the sample’s: ${differences}. Were other messages of that day posted?`,
  );
}
