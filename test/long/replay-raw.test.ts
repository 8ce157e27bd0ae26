import { globSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { OPERATOR_ACCESS_KEY, readTemplate } from 'aws-laptop';
import { sampleDay } from 'simulator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ReplayAnswer, replayAnswerSchema } from '../../domain/contracts/replay/answer.ts';
import { dayOf } from '../../domain/event/time.ts';
import { type Laptop, mistakenAssembly, queryJson, remove, startLaptop, temporaryFolder } from '../support/laptop.ts';
import { copyRaw, events, funnel, landed, type Row, run } from './replay.ts';

const DAY_MS = 86_400_000;
/** Days that are over, so that nothing of them lies in the future. */
const DAY = sampleDay(dayOf(Date.now() - 2 * DAY_MS), 11, 150);
const NEXT_DAY = sampleDay(dayOf(Date.now() - DAY_MS), 12, 60);
const PARTS = 4;
const VIEWS = ['fact_messages', 'contact_bridge', 'metric_intake_hourly', 'metric_unmapped_daily'];

const folders: string[] = [];
/** Runs of 100 records, so that a replay takes several. */
let assembly: string;
/** What was received, and the rows that were made of it. */
let original: {
  readonly dataDir: string;
  readonly rows: readonly Row[];
  /** What the lake says of itself among them. */
  readonly landed: number;
  readonly views: readonly (readonly Row[])[];
};

function folder(): string {
  const made = temporaryFolder();
  folders.push(made);
  return made;
}

function fileOf(dataDir: string, documents: readonly unknown[]): string {
  const file = join(dataDir, 'documents.ndjson');
  writeFileSync(file, documents.map((document) => `${JSON.stringify(document)}\n`).join(''));
  return file;
}

async function viewsOf(dataDir: string): Promise<readonly (readonly Row[])[]> {
  const views = [];
  for (const view of VIEWS) {
    const rows = await queryJson(dataDir, `SELECT * FROM ${view}`);
    views.push(rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)));
  }
  return [...views, await funnel(dataDir)];
}

/** A stack on an empty folder that has the raw objects and the secrets of the first, and nothing else. */
async function startOnRaw(): Promise<Laptop> {
  const dataDir = folder();
  copyRaw(original.dataDir, dataDir);
  return startLaptop(dataDir, assembly);
}

beforeAll(async () => {
  assembly = await mistakenAssembly('"RECORDS_PER_RUN":"10000"', '"RECORDS_PER_RUN":"100"');
  folders.push(assembly);
  const dataDir = folder();
  const laptop = await startLaptop(dataDir, assembly);
  const size = Math.ceil(DAY.documents.length / PARTS);
  for (let start = 0; start < DAY.documents.length; start += size) {
    const file = fileOf(dataDir, DAY.documents.slice(start, start + size));
    await run(laptop, 'deliver', 'meta', file, '--concurrency', '4');
    await run(laptop, 'flush');
  }
  original = {
    dataDir,
    rows: await events(dataDir),
    landed: await landed(dataDir),
    views: await viewsOf(dataDir),
  };
  await laptop.close();
});

afterAll(() => remove(...folders));

test('the sample is what its truth says, and lies in several raw objects', () => {
  expect(original.views.at(-1)).toMatchObject([DAY.truth]);
  expect(globSync('s3/*/raw/**/*.gz', { cwd: original.dataDir })).toHaveLength(PARTS);
});

test('a lake rebuilt from raw/ alone has the same rows and the same numbers', async () => {
  const laptop = await startOnRaw();
  try {
    expect(await events(laptop.dataDir)).toEqual([]);
    await run(laptop, 'replay', '--source', 'raw');
    await run(laptop, 'flush');
    expect(await events(laptop.dataDir)).toEqual(original.rows);
    expect(await viewsOf(laptop.dataDir)).toEqual(original.views);
    expect(globSync('s3/*/raw/**/*.gz', { cwd: laptop.dataDir })).toHaveLength(PARTS);
  } finally {
    await laptop.close();
  }
});

test('the function of the state machine, run on batches of the raw objects at once, gives the same rows', async () => {
  const laptop = await startOnRaw();
  try {
    const sealed = globSync('s3/*/raw', { cwd: laptop.dataDir }).map((path) => join(laptop.dataDir, dirname(path)))[0];
    const objects = globSync('raw/**/*.gz', { cwd: sealed });
    const answers = await Promise.all(objects.map((object) => untilDone(laptop, [object])));
    expect(answers.flat().length).toBeGreaterThan(PARTS);
    expect(answers.map((runs) => runs.at(-1)?.done)).toEqual(objects.map(() => true));
    await run(laptop, 'flush');
    expect(await landed(laptop.dataDir)).toBe(answers.flat().reduce((total, { put }) => total + put, 0));
    expect(await events(laptop.dataDir)).toEqual(original.rows);
  } finally {
    await laptop.close();
  }
});

test('a replay that ended early goes on by what it printed, and puts nothing twice', async () => {
  const laptop = await startOnRaw();
  try {
    const said = await run(laptop, 'replay', '--source', 'raw', '--limit', '150');
    const [, until = '', cursor = ''] = /^To go on: .* --until (\S+) --cursor (\S+)$/m.exec(said) ?? [];
    expect(said).toMatch(/^put +150 /m);
    expect((await laptop.lake('replay', '--source', 'raw', '--cursor', cursor)).stderr).toContain('does not go with');
    await run(laptop, 'replay', '--source', 'raw', '--until', until, '--cursor', cursor);
    await run(laptop, 'flush');
    expect(await events(laptop.dataDir)).toEqual(original.rows);
    expect(await landed(laptop.dataDir)).toBe(original.landed);
  } finally {
    await laptop.close();
  }
});

/** As the state machine's children do: run after run, each with the cursor of the one before. */
async function untilDone(laptop: Laptop, objects: readonly string[]): Promise<readonly ReplayAnswer[]> {
  const [FunctionName = ''] = readTemplate(assembly).outputs.flatMap(({ key, value }) =>
    key === 'ReprocessFunctionName' ? [value] : [],
  );
  const credentials = { accessKeyId: OPERATOR_ACCESS_KEY, secretAccessKey: 'laptop' };
  const client = new LambdaClient({ endpoint: laptop.endpoint, region: 'us-east-1', credentials });
  const answers: ReplayAnswer[] = [];
  for (let cursor: string | null | undefined; cursor !== null; cursor = answers.at(-1)?.cursor ?? null) {
    const Payload = Buffer.from(JSON.stringify({ from: 'raw', objects, cursor }));
    const answer = await client.send(new InvokeCommand({ FunctionName, Payload }));
    answers.push(replayAnswerSchema.parse(JSON.parse(Buffer.from(answer.Payload ?? '').toString())));
  }
  return answers;
}

test('a replay of everything into the same lake, while live traffic flows, changes no number', async () => {
  const laptop = await startLaptop(original.dataDir, assembly);
  try {
    const before = await landed(laptop.dataDir);
    const live = run(laptop, 'deliver', 'meta', fileOf(laptop.dataDir, NEXT_DAY.documents), '--concurrency', '4');
    const said = await run(laptop, 'replay', '--source', 'raw');
    await live;
    await run(laptop, 'flush');
    const put = Number(/^put +(\d+) /m.exec(said)?.[1]);
    expect(put).toBe(before);
    expect(await landed(laptop.dataDir)).toBeGreaterThan(before + put);
    expect(await funnel(laptop.dataDir)).toMatchObject([DAY.truth, NEXT_DAY.truth]);
    const keys = original.rows.map(({ event_key }) => event_key);
    const rows = (await events(laptop.dataDir)).filter(({ event_key }) => keys.includes(event_key));
    expect(rows).toEqual(original.rows);
  } finally {
    await laptop.close();
  }
});
