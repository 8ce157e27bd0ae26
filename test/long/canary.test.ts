import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { DuckDBInstance } from '@duckdb/node-api';
import { OPERATOR_ACCESS_KEY, readTemplate } from 'aws-laptop';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../bin/start/build.ts';
import { formatsOf } from '../../dashboard/format.ts';
import { renderTail } from '../../dashboard/tail.ts';
import { REFRESHED_TABLES } from '../../domain/contracts/refreshed-tables.ts';
import { type Laptop, remove, runLake, startLaptop, temporaryFolder } from '../support/laptop.ts';
import { Needles } from '../support/needles.ts';
import { operationsPagesOf } from '../support/operations-pages.ts';
import { disguise, inCapitals, Traces } from './disguised.ts';
import { pageTexts } from './page-texts.ts';
import { documentOf, PLACES_OF_PEOPLE, plant, secretsOf, sendOf } from './planted.ts';

/**
 * Invented people, each in one of the places where Meta or the business may put a person, go through the whole stack: as
 * they are, spelled otherwise, and with names in the form of a vendor's words. Then everything that is not sealed is
 * searched for any of their data, in clear and in disguise.
 */
const PEOPLE = 1_000;
const DISGUISED = 680;
const IN_CAPITALS = 130;
const SENDS = 170;
const people = Array.from({ length: PEOPLE }, (_, n) => plant(n));
const disguised = Array.from({ length: DISGUISED }, (_, n) => disguise(n, plant(10_000 + n)));
const inWords = Array.from({ length: IN_CAPITALS }, (_, n) => plant(20_000 + n));
const sent = Array.from({ length: SENDS }, (_, n) => disguise(n, plant(30_000 + n)));
const recipients = Array.from({ length: SENDS }, (_, n) => plant(40_000 + n));
const needles = new Needles([...people, ...recipients].flatMap(secretsOf));
const traces = new Traces([
  ...people,
  ...disguised.map(({ person }) => person),
  ...inWords,
  ...sent.map(({ person }) => person),
  ...recipients,
]);

const documents = [
  ...people.map((one, n) => documentOf(n, one)),
  ...disguised.map((one, n) => documentOf(n, one.disguised)),
  ...inWords.map((one, n) => documentOf(n % PLACES_OF_PEOPLE, inCapitals(one))),
];
const sends = [...sent.map((one) => sendOf(one.disguised)), ...recipients.map(sendOf)];

let laptop: Laptop;

beforeAll(async () => {
  laptop = await startLaptop(temporaryFolder());
  await deliver('meta', documents);
  await deliver('sends', sends);
  expect((await laptop.lake('flush')).exitCode).toBe(0);
});

async function deliver(source: string, bodies: readonly unknown[]): Promise<void> {
  const file = join(laptop.dataDir, `${source}.ndjson`);
  writeFileSync(file, bodies.map((body) => `${JSON.stringify(body)}\n`).join(''));
  const { exitCode, stdout } = await laptop.lake('deliver', source, file, '--concurrency', '8');
  expect(exitCode, stdout).toBe(0);
  expect(searched(stdout)).toEqual([]);
}

afterAll(async () => {
  await laptop.close();
  remove(laptop.dataDir);
});

function files(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: laptop.dataDir }).map((path) => join(laptop.dataDir, path));
}

function searched(text: string): readonly string[] {
  const plain = needles.in(text).map(({ planted, as }) => `${as} of ${planted}`);
  return [...new Set([...plain, ...traces.in(text)])].slice(0, 20);
}

/** Of the Parquet objects below a pattern, which are of one table. */
async function rowsAsText(pattern: string): Promise<string> {
  const connection = await (await DuckDBInstance.create()).connect();
  const parquet = `read_parquet('${join(laptop.dataDir, pattern)}', union_by_name = true)`;
  const rows = await connection.runAndReadAll(`SELECT to_json(r) FROM ${parquet} AS r`);
  return rows.getRows().flat().join('\n');
}

test('the search finds what is there: the sealed store holds the planted people', () => {
  const journal = people.slice(0, 3).map((one, n) => JSON.stringify(documentOf(n, one)));
  expect(searched(journal.join('\n'))).not.toEqual([]);
  expect(searched(Buffer.from(journal[0] ?? '').toString('base64'))).not.toEqual([]);
  for (const [n, { as, disguised: one }] of disguised.entries()) {
    if (n < PLACES_OF_PEOPLE * 3)
      expect(searched(JSON.stringify(documentOf(0, { ...one, words: one.phone }))), as).not.toEqual([]);
  }
  expect(files('s3/*/raw/**/*.gz').length).toBeGreaterThan(0);
});

test('every planted element became a row or is kept under failed/', async () => {
  const [rows] = await laptop.query('SELECT count(*) AS n FROM events');
  expect(Number(rows?.n)).toBeGreaterThanOrEqual(0.96 * (documents.length + sends.length));
});

test('no row holds any of it, in clear or in disguise', async () => {
  expect(searched(await rowsAsText('s3/*/events/*/*/*.parquet'))).toEqual([]);
});

describe('what the refresh has made of it', () => {
  test('has rows of the planted people in every table that is kept by message or person', async () => {
    for (const table of ['int_window_events', 'int_messages', 'dim_contact']) {
      const rows = await rowsAsText(`s3/*/refreshed/facts/${table}/*/*/*/*`);
      expect(rows.split('\n').length, table).toBeGreaterThan(100);
    }
  });

  test.each(REFRESHED_TABLES)('no row of $name holds any of it', async ({ group, name }) => {
    const pattern = `s3/*/refreshed/${group}/${name}/*/*/*/*`;
    if (files(pattern).length > 0) expect(searched(await rowsAsText(pattern))).toEqual([]);
  });
});

test('no byte of the Parquet objects, nor of what the refresh remembers, holds any of it', () => {
  const kept = ['s3/*/events/**/*.parquet', 's3/*/refreshed/**/*', 's3/*/refresh/*'].map(files);
  for (const some of kept) expect(some.length).toBeGreaterThan(0);
  for (const file of kept.flat().filter((path) => statSync(path).isFile())) {
    expect(searched(readFileSync(file, 'latin1')), file).toEqual([]);
  }
});

describe('a person or message that is looked up', () => {
  const [one] = people;
  const { phone, userId, email, wamid } = one ?? plant(0);

  test.each([
    ['a number', ['--phone', `+${phone}`], 0],
    ['a user id', ['--user-id', userId, '--format', 'json'], 0],
    ['a message id', ['--wamid', wamid], 0],
    ['an e-mail address', ['--email', email], 4],
    ['another number', ['--phone', plant(90_000).phone], 4],
    ['an address for a number', ['--phone', email], 1],
    ['an option that is misspelled', [`--phon=${phone}`], 1],
    ['a number without its option', [phone], 1],
  ])('by %s shows nothing of it', async (_what, words, expected) => {
    const { stdout, stderr, exitCode } = await laptop.lake('find', ...words);
    expect([exitCode, stdout.length + stderr.length]).toEqual([expected, expect.toSatisfy((length) => length > 20)]);
    expect(searched(stdout + stderr)).toEqual([]);
  });

  test('nor by what it has from standard input', async () => {
    const { stdout, stderr, exitCode } = await runLake(laptop.dataDir, ['find', '--phone', '-'], `${phone}\n`);
    expect([exitCode, searched(stdout + stderr)]).toEqual([0, []]);
  });
});

describe('what is made to be looked at', () => {
  let texts: ReadonlyMap<string, string>;
  beforeAll(async () => {
    texts = await pageTexts(laptop);
  });

  test('is full of what the planted people’s messages became', () => {
    const kinds = ['/exec', '/operations', '/buttons', '/operations/tail', 'lake page', 'lake report'];
    for (const kind of kinds)
      expect(
        [...texts.keys()].filter((what) => what.startsWith(kind)),
        kind,
      ).not.toEqual([]);
    for (const [what, text] of texts) expect(text.length, what).toBeGreaterThan(100);
    expect(texts.get('/exec?period=90d')?.match(/<data /g)?.length).toBeGreaterThan(20);
  });

  test('holds none of it: no page, file, report or tail, nor a CSV in one', () => {
    for (const [what, text] of texts) expect(searched(text), what).toEqual([]);
  });
});

test('nothing that Athena keeps of queries, and no result, holds any of it', () => {
  const kept = [...files('athena/**/*'), ...files('s3/*results*/**/*')].filter((path) => statSync(path).isFile());
  expect(kept.length).toBeGreaterThan(20);
  for (const file of kept) {
    expect(searched(readFileSync(file, 'latin1')), file).toEqual([]);
  }
});

test('no log line, access log or metric holds any of it', () => {
  const logged = [...files('logs/*.log'), ...files('cloudwatch/**/*')].filter((path) => path.includes('.'));
  expect(logged.length).toBeGreaterThan(2);
  for (const file of logged) expect(searched(readFileSync(file, 'utf8')), file).toEqual([]);
});

test('no claim holds any of it', async () => {
  const { assembly } = await build();
  const [table] = readTemplate(assembly).ofType('AWS::DynamoDB::GlobalTable');
  const credentials = { accessKeyId: OPERATOR_ACCESS_KEY, secretAccessKey: 'laptop' };
  const client = new DynamoDBClient({ endpoint: laptop.endpoint, region: 'us-east-1', credentials });
  let claims = '';
  for await (const page of paginateScan({ client }, { TableName: table?.ref })) claims += JSON.stringify(page.Items);
  expect(claims.length).toBeGreaterThan(PEOPLE * 50);
  expect(searched(claims)).toEqual([]);
});

test('no list of failures, status or answer of a replay holds any of it', async () => {
  for (const words of [['failures'], ['status'], ['replay', '--source', 'failed', '--dry-run']]) {
    const { stdout, stderr } = await laptop.lake(...words);
    expect(stdout.length + stderr.length, words.join(' ')).toBeGreaterThan(20);
    expect(searched(stdout + stderr), words.join(' ')).toEqual([]);
  }
});

test('neither the operations page nor the live tail shows any of it, nor what they are made of', async () => {
  const { operations, page } = await operationsPagesOf(laptop.dataDir);
  const [facts, shown] = [JSON.stringify(await operations.facts()), await page()];
  expect(
    renderTail(await operations.tail(), formatsOf('en'))
      .toString()
      .match(/<tr>/g),
  ).toHaveLength(50);
  expect(shown).not.toContain('No answer to');
  for (const text of [facts, shown]) expect([text.length > 2_000, searched(text)]).toEqual([true, []]);
});

test('names that break the grammar are counted, and logged by their columns', async () => {
  const logged = files('logs/*.log')
    .map((file) => readFileSync(file, 'utf8'))
    .join('');
  expect(logged).toMatch(/"namesKeyed":\{[^}]*"campaign_id":\d+/);
});
