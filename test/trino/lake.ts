import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GlueClient, paginateGetPartitions } from '@aws-sdk/client-glue';
import { OPERATOR_ACCESS_KEY, readTemplate, type Template } from 'aws-laptop';
import { build, PROJECT_ROOT } from '../../bin/start/build.ts';
import { type CurrentGeneration, readCurrentGeneration } from '../../domain/contracts/current-generation.ts';
import { CURRENT_GENERATION_KEY, THROUGH_KEY } from '../../domain/contracts/lake-layout.ts';
import { readThrough } from '../../domain/sql/boundary.ts';
import { type Laptop, startLaptop } from '../support/laptop.ts';
import { laptopAthena, type RunAthena } from './athena.ts';
import type { RegisteredPartition } from './tables.ts';
import { type Delivery, lines, traffic } from './traffic.ts';

export interface LaptopLake {
  readonly template: Template;
  readonly run: RunAthena;
  readonly folderOf: (bucket: string) => string;
  /** The registered partitions of a table. */
  readonly partitionsOf: (table: string) => Promise<readonly RegisteredPartition[]>;
  /** The last closed day. */
  readonly through: string | null;
  /** Writes another generation of the refreshed tables, from the views as they are, and shows it. */
  readonly refresh: () => Promise<CurrentGeneration>;
  /** What readers see. */
  readonly current: () => CurrentGeneration | undefined;
  readonly close: () => Promise<void>;
}

const EXAMPLES = join(PROJECT_ROOT, 'docs', 'examples', 'reference');
const REFERENCE = [
  ['rate_markets', 'rate-markets.csv'],
  ['rate_cards', 'rate-cards.csv'],
  ['billing_accounts', 'billing-accounts.csv'],
] as const;

/**
 * A lake of the real stack with the traffic in it, unless it is to be empty: most of its days are compacted, the rest lies
 * as it landed.
 */
export async function laptopLake(folder: string, say: (line: string) => void, isEmpty = false): Promise<LaptopLake> {
  const { assembly } = await build();
  const template = readTemplate(assembly);
  const laptop = await startLaptop(folder, assembly);
  try {
    if (!isEmpty) await fill(laptop, say);
  } catch (error) {
    await laptop.close();
    throw error;
  }
  const folderOf = (bucket: string) => join(folder, 's3', bucket);
  const run = laptopAthena(laptop.endpoint, template);
  const read = (key: string) => textOf(template, folderOf, key);
  const current = () => readCurrentGeneration(read(CURRENT_GENERATION_KEY));
  return {
    template,
    run,
    folderOf,
    partitionsOf: (table) => partitionsOf(laptop.endpoint, template, table),
    through: readThrough(read(THROUGH_KEY)),
    current,
    refresh: async () => {
      await checked(laptop, 'refresh');
      const shown = current();
      if (shown === undefined) throw new Error('The refresh has shown no generation.');
      return shown;
    },
    close: () => laptop.close(),
  };
}

async function partitionsOf(
  endpoint: string,
  { region, ofType }: Template,
  TableName: string,
): Promise<readonly RegisteredPartition[]> {
  const credentials = { accessKeyId: OPERATOR_ACCESS_KEY, secretAccessKey: 'laptop' };
  const client = new GlueClient({ endpoint, region, credentials });
  const DatabaseName = ofType('AWS::Glue::Database')[0]?.ref;
  const found: RegisteredPartition[] = [];
  for await (const { Partitions = [] } of paginateGetPartitions({ client }, { DatabaseName, TableName })) {
    found.push(
      ...Partitions.map(({ Values = [], StorageDescriptor }) => ({
        values: Values,
        location: StorageDescriptor?.Location ?? '',
      })),
    );
  }
  return found;
}

async function fill(laptop: Laptop, say: (line: string) => void): Promise<void> {
  for (const [kind, file] of REFERENCE) await checked(laptop, 'reference', 'put', kind, join(EXAMPLES, file));
  const { closed, open } = traffic(Date.now());
  await deliverAll(laptop, closed, say);
  say('Compacting …');
  await checked(laptop, 'compact');
  await deliverAll(laptop, open, say);
}

async function deliverAll(laptop: Laptop, deliveries: readonly Delivery[], say: (line: string) => void): Promise<void> {
  for (const [index, { source, documents, someRefused }] of deliveries.entries()) {
    say(`Delivering ${documents.length} documents of ${source} …`);
    const file = join(laptop.dataDir, `traffic-${index}.ndjson`);
    writeFileSync(file, lines(documents));
    const { exitCode, stdout, stderr } = await laptop.lake('deliver', source, file, '--concurrency', '8');
    if (exitCode !== 0 && !someRefused) throw new Error(`Not all was delivered: ${stdout.slice(-500)}${stderr}`);
  }
  await checked(laptop, 'flush');
}

async function checked(laptop: Laptop, ...words: readonly string[]): Promise<void> {
  const { exitCode, stdout, stderr } = await laptop.lake(...words);
  if (exitCode !== 0) throw new Error(`\`lake ${words.join(' ')}\` ended with ${exitCode}: ${stdout}${stderr}`);
}

/** An object of whichever bucket has it. */
function textOf(template: Template, folderOf: (bucket: string) => string, key: string): string | undefined {
  const paths = template.ofType('AWS::S3::Bucket').map(({ ref }) => join(folderOf(ref), key));
  const file = paths.find((path) => existsSync(path));
  return file === undefined ? undefined : readFileSync(file, 'utf8');
}
