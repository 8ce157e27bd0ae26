import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessKeyFor, readTemplate, type Template } from 'aws-laptop';
import { sampleTraffic } from 'simulator';
import { PROJECT_ROOT } from '../../bin/start/build.ts';
import { generationFolder, refreshedPrefix } from '../../domain/contracts/lake-layout.ts';
import { dayOf } from '../../domain/event/time.ts';
import { type Laptop, remove, startLaptop } from '../support/laptop.ts';
import { assemblyWithPeople } from '../support/people.ts';
import { lines } from '../trino/traffic.ts';

/** What the clients' answers are compared with. */
export interface Facts {
  readonly region: string;
  readonly database: string;
  readonly workgroup: string;
  readonly lakeBucket: string;
  readonly resultsBucket: string;
  /** The truth about the simulated day. */
  readonly day: string;
  readonly sent: number;
  readonly delivered: number;
  readonly read: number;
  readonly failed: number;
  /** Lines of the file of rate cards, and its first. */
  readonly rateCards: number;
  readonly tables: number;
  /** What the views read, and where its watermark lies. */
  readonly generation: string;
  readonly watermarkGeneration: string;
}

export interface ClientsLake {
  readonly facts: Facts;
  readonly dataDir: string;
  /** Of a role with the stack's policy for analysts and nothing else. */
  readonly analystKey: string;
  readonly close: () => Promise<void>;
}

const WATERMARK = { group: 'aggregates', name: 'agg_watermark' };
const SEED = 20_261_128;
const MESSAGES = 120;
const DAY_MS = 86_400_000;
const RATE_CARDS = join(PROJECT_ROOT, 'docs', 'examples', 'reference', 'rate-cards.csv');

/** A lake of the real stack with one simulated day in it, and the example rate cards. */
export async function clientsLake(folder: string, say: (line: string) => void): Promise<ClientsLake> {
  const assembly = await assemblyWithPeople(['Analyst']);
  const template = readTemplate(assembly);
  const laptop = await startLaptop(folder, assembly);
  const close = async () => {
    await laptop.close();
    remove(assembly);
  };
  try {
    const facts = await fill(laptop, template, say);
    const analystKey = accessKeyFor(`arn:aws:iam::${template.accountId}:role/Analyst`);
    return { facts, dataDir: laptop.dataDir, analystKey, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function fill(laptop: Laptop, template: Template, say: (line: string) => void): Promise<Facts> {
  const day = dayOf(Date.now() - DAY_MS);
  const { documents, sends, truth } = sampleTraffic(Date.parse(day) + DAY_MS, SEED, MESSAGES);
  for (const [source, all] of Object.entries({ meta: documents, sends })) {
    say(`Delivering ${all.length} documents of ${source} …`);
    const file = join(laptop.dataDir, `${source}.ndjson`);
    writeFileSync(file, lines(all));
    await checked(laptop, 'deliver', source, file);
  }
  await checked(laptop, 'reference', 'put', 'rate_cards', RATE_CARDS);
  await checked(laptop, 'flush');
  const rateCards = readFileSync(RATE_CARDS, 'utf8').trim().split('\n').length - 1;
  const { sent, delivered, read, failed } = truth;
  const generation = String((await laptop.query('SELECT generation FROM current_generation'))[0]?.generation);
  const { lakeBucket, ...others } = names(template);
  const watermarkGeneration = `s3://${lakeBucket}/${refreshedPrefix(WATERMARK)}${generationFolder(generation)}`;
  const shown = { generation, watermarkGeneration, tables: countOf(template) };
  return { lakeBucket, ...others, ...shown, day, sent, delivered, read, failed, rateCards };
}

async function checked(laptop: Laptop, ...words: readonly string[]): Promise<void> {
  const { exitCode, stdout, stderr } = await laptop.lake(...words);
  if (exitCode !== 0) throw new Error(`\`lake ${words.join(' ')}\` ended with ${exitCode}: ${stdout}${stderr}`);
}

function names(template: Template) {
  const output = (name: string) => String(template.outputs.find(({ key }) => key === name)?.value);
  const results = template.ofType('AWS::S3::Bucket').find(({ logicalId }) => logicalId.startsWith('StoresResults'));
  return {
    region: template.region,
    database: output('Database'),
    workgroup: output('Workgroup'),
    lakeBucket: output('LakeBucket'),
    resultsBucket: results?.ref ?? '',
  };
}

function countOf(template: Template): number {
  return template.ofType('AWS::Glue::Table').length;
}
