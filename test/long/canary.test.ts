import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from '../../local/build.ts';
import { OPERATOR_ACCESS_KEY } from '../../local/operator.ts';
import { readTemplate } from '../../local/template/read-template.ts';
import { type Laptop, remove, startLaptop, temporaryFolder } from '../support/laptop.ts';
import { Needles } from '../support/needles.ts';
import { documentOf, plant, secretsOf } from './planted.ts';

/**
 * A thousand invented people, each in one of the places where Meta may put a person, go through the whole stack. Then
 * everything that is not sealed is searched for any of their data, in clear and in disguise.
 */
const PEOPLE = 1_000;
const people = Array.from({ length: PEOPLE }, (_, n) => plant(n));
const needles = new Needles(people.flatMap(secretsOf));

let laptop: Laptop;

beforeAll(async () => {
  laptop = await startLaptop(temporaryFolder());
  const file = join(laptop.dataDir, 'planted.ndjson');
  writeFileSync(file, people.map((one, n) => `${JSON.stringify(documentOf(n, one))}\n`).join(''));
  const { exitCode, stdout } = await laptop.lake('deliver', 'meta', file, '--concurrency', '8');
  expect(exitCode, stdout).toBe(0);
  expect((await laptop.lake('flush')).exitCode).toBe(0);
}, 120_000);

afterAll(async () => {
  await laptop.close();
  remove(laptop.dataDir);
});

function files(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: laptop.dataDir }).map((path) => join(laptop.dataDir, path));
}

function searched(text: string): readonly string[] {
  return [...new Set(needles.in(text).map(({ planted, as }) => `${as} of ${planted}`))].slice(0, 20);
}

async function rowsAsText(): Promise<string> {
  const connection = await (await DuckDBInstance.create()).connect();
  const parquet = `read_parquet('${laptop.dataDir}/s3/*/events/*/*/*.parquet', union_by_name = true)`;
  const rows = await connection.runAndReadAll(`SELECT to_json(r) FROM ${parquet} AS r`);
  return rows.getRows().flat().join('\n');
}

test('the search finds what is there: the sealed store holds the planted people', () => {
  const journal = people.slice(0, 3).map((one, n) => JSON.stringify(documentOf(n, one)));
  expect(searched(journal.join('\n'))).not.toEqual([]);
  expect(searched(Buffer.from(journal[0] ?? '').toString('base64'))).not.toEqual([]);
  expect(files('s3/*/raw/**/*.gz').length).toBeGreaterThan(0);
});

test('every planted element became a row or is kept under failed/', async () => {
  const [rows] = await laptop.query('SELECT count(*) AS n FROM events');
  expect(Number(rows?.n)).toBeGreaterThanOrEqual(PEOPLE - PEOPLE / 30);
});

test('no row holds any of it, in clear or in disguise', async () => {
  expect(searched(await rowsAsText())).toEqual([]);
});

test('no byte of the Parquet objects holds any of it', () => {
  for (const file of files('s3/*/events/**/*.parquet')) expect(searched(readFileSync(file, 'latin1'))).toEqual([]);
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
