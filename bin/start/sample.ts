import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCOUNTS, type Delivery, type FunnelCounts, sampleDays } from 'simulator';
import * as z from 'zod';
import { lake, readLake } from './children.ts';
import type { EarlierDays } from './earlier-days.ts';
import { putExampleRates } from './example-rates.ts';

const SEED = 20_261_121;
/** Of a day alone, and of a day among many: of campaigns. */
const MESSAGES = 1_200;
const MESSAGES_A_DAY = 200;
const MINUTE_MS = 60_000;
const CONCURRENCY = '8';

const COUNTS = ['sent', 'delivered', 'read', 'failed'] as const;
const funnelSchema = z.tuple([
  z.object({ sent: z.number(), delivered: z.number(), read: z.number(), failed: z.number() }),
]);

/** How a step is shown; `Steps.during` is one. */
type During = <T>(step: string, work: () => Promise<T>) => Promise<T>;

export interface Earlier {
  /** Of 24 hours, the last among them. */
  readonly days: number;
  /** Opens the way of those before the last; `progressFile` is its own. */
  readonly open: (progressFile: string) => Promise<EarlierDays>;
}

/**
 * Posts a sample once per data folder, and example rates: the 24 hours until now through the front door, so that all of
 * it has happened and is no later than it must be, and the days before them by the way of `earlier`. Answers its truth
 * when it was posted now, and null when the lake had it already.
 */
export async function postSampleOnce(dataDir: string, during: During, earlier?: Earlier): Promise<FunnelCounts | null> {
  const folder = join(dataDir, 'sample');
  const marker = join(folder, 'posted.json');
  if (existsSync(marker)) return null;
  const { files, truth } = await writeSample(folder, during, earlier);
  await Promise.all([postAll(dataDir, files), putExampleRates(dataDir)]);
  await during('Writing what is buffered to Parquet', () => readLake(dataDir, 'flush'));
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
async function writeSample(folder: string, during: During, earlier?: Earlier): Promise<Sample> {
  mkdirSync(folder, { recursive: true });
  const { until, days } = begun(join(folder, 'until.txt'), earlier?.days ?? 1);
  const messages = days === 1 ? MESSAGES : days * MESSAGES_A_DAY;
  const { deliveries, lastDayMs, truth } = sampleDays(Date.parse(until), SEED, messages, days);
  const lastDay: Delivery[] = [];
  const read = async (way?: EarlierDays) => {
    for (const delivery of deliveries) {
      if (delivery.atMs < lastDayMs) await way?.add(delivery);
      else lastDay.push(delivery);
    }
    await way?.end();
  };
  if (earlier === undefined || days === 1) await read();
  else {
    await during(`The ${days - 1} days before, straight onto the stream`, async () =>
      read(await earlier.open(join(folder, 'earlier.txt'))),
    );
  }
  const files = (['sends', 'meta'] as const).map((source) => [source, writeLines(folder, source, lastDay)] as const);
  return { files, truth: truth() };
}

/** When the sample ends and how many days it has, as at the first try. */
function begun(file: string, days: number): { readonly until: string; readonly days: number } {
  if (!existsSync(file)) writeFileSync(file, `${lastMinute()} ${days}`);
  const [until = '', ofDays = '1'] = readFileSync(file, 'utf8').split(' ');
  return { until, days: Number(ofDays) };
}

function lastMinute(): string {
  return new Date(Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS).toISOString();
}

function writeLines(folder: string, name: Delivery['source'], deliveries: readonly Delivery[]): string {
  const file = join(folder, `${name}.ndjson`);
  const bodies = deliveries.filter(({ source }) => source === name);
  writeFileSync(file, bodies.map(({ document }) => `${JSON.stringify(document)}\n`).join(''));
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
