import { join } from 'node:path';
import { accessKeyFor, readTemplate, writeEndpointFile } from 'aws-laptop';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CommandResult, type Laptop, remove, runLake, startLaptop, temporaryFolder } from '../support/laptop.ts';
import { assemblyWithPeople } from '../support/people.ts';
import { laptopAthena } from '../trino/athena.ts';

/** The `lake` command as people run it whose roles have the stack's managed policies and nothing else. */
const PEOPLE = ['Analyst', 'Finance', 'Operator'] as const;
type Person = (typeof PEOPLE)[number];

const DELIVERY =
  '{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"statuses":[{"id":"wamid.A","status":"sent","timestamp":"1795190400"}]}}]}]}';

let assembly: string;
let laptop: Laptop;

beforeAll(async () => {
  assembly = await assemblyWithPeople(PEOPLE);
  laptop = await startLaptop(temporaryFolder(), assembly);
  expect((await runLake(laptop.dataDir, ['deliver', 'meta', '-'], DELIVERY)).exitCode).toBe(0);
  expect((await laptop.lake('flush')).exitCode).toBe(0);
});

afterAll(async () => {
  await laptop?.close();
  remove(laptop.dataDir, assembly);
});

async function as(person: Person, ...words: readonly string[]): Promise<CommandResult> {
  const { region, stackName, accountId } = readTemplate(assembly);
  const accessKeyId = accessKeyFor(`arn:aws:iam::${accountId}:role/${person}`);
  writeEndpointFile(laptop.dataDir, { endpoint: laptop.endpoint, region, stackName, accessKeyId, pid: process.pid });
  return runLake(laptop.dataDir, words);
}

const rates = join(import.meta.dirname, '../../docs/examples/reference/rate-markets.csv');

describe('an analyst', () => {
  test.each([
    ['a view', ['query', 'SELECT count(*) AS n FROM metric_messages']],
    ['rows', ['query', 'SELECT count(*) AS n FROM events']],
    ['rows as they landed', ['query', 'SELECT count(*) AS n FROM event_rows']],
    ['the checks of a view', ['check', 'dim_time']],
    ['reference data', ['reference', 'list']],
  ])('reads %s', async (_what, words) => {
    const { exitCode, stderr } = await as('Analyst', ...words);
    // What is on standard error besides a reason is progress.
    expect([exitCode, stderr]).toEqual([0, expect.not.stringContaining('lake: ')]);
  });

  test.each([
    ['lists failures', ['failures'], 'lambda:InvokeFunction'],
    ['replays', ['replay', '--source', 'failed'], 'lambda:InvokeFunction'],
    ['compacts', ['compact'], 'lambda:InvokeFunction'],
    ['refreshes', ['refresh'], 'lambda:InvokeFunction'],
    ['looks up a message', ['find', '--wamid', 'wamid.A'], 'lambda:InvokeFunction'],
    ['reads secrets', ['console', 'meta'], 'secretsmanager:GetSecretValue'],
  ])('never %s', async (_what, words, action) => {
    const { exitCode, stderr } = await as('Analyst', ...words);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(`not authorized to perform: ${action}`)]);
  });

  test('never makes views, by Athena itself', async () => {
    const template = readTemplate(assembly);
    const accessKeyId = accessKeyFor(`arn:aws:iam::${template.accountId}:role/Analyst`);
    const run = laptopAthena(laptop.endpoint, template, accessKeyId);
    const created = run('CREATE OR REPLACE VIEW mine AS SELECT 1 AS one');
    await expect(created).rejects.toThrow('not authorized to perform: glue:CreateTable');
  });
});

describe('finance', () => {
  test.each([
    ['a metric', ['query', 'SELECT count(*) AS n FROM metric_messages']],
    ['costs', ['query', 'SELECT count(*) AS n FROM metric_cost']],
    ['a cube', ['query', 'SELECT count(*) AS n FROM cube_daily']],
    ['what a metric means', ['query', 'SELECT count(*) AS n FROM metric_definitions']],
  ])('reads %s', async (_what, words) => {
    const { exitCode, stderr } = await as('Finance', ...words);
    expect([exitCode, stderr]).toEqual([0, expect.not.stringContaining('lake: ')]);
  });

  test.each([
    ['messages', 'fact_messages'],
    ['persons', 'dim_contact'],
    ['events', 'events'],
    ['rows as they landed', 'event_rows'],
    ['a table of messages, by its own name', 'refreshed_int_messages'],
    ['reference data', 'rate_cards'],
  ])('never reads %s', async (_what, name) => {
    const { exitCode, stderr } = await as('Finance', 'query', `SELECT count(*) AS n FROM ${name}`);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('not authorized to perform: glue:GetTable')]);
  });

  test.each([
    ['refreshes', ['refresh'], 'lambda:InvokeFunction'],
    ['looks up a message', ['find', '--wamid', 'wamid.A'], 'lambda:InvokeFunction'],
  ])('never %s', async (_what, words, action) => {
    const { exitCode, stderr } = await as('Finance', ...words);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(`not authorized to perform: ${action}`)]);
  });
});

describe('an operator', () => {
  test.each([
    ['queries', ['query', 'metric_messages']],
    ['sees the status', ['status']],
    ['lists failures', ['failures']],
    ['replays what failed', ['replay', '--source', 'failed', '--dry-run']],
    ['replays what was received', ['replay', '--source', 'raw', '--dry-run']],
    ['looks up a message', ['find', '--wamid', 'wamid.A']],
    ['compacts', ['compact']],
    ['refreshes', ['refresh']],
    ['imports reference data', ['reference', 'put', 'rate-markets', rates]],
  ])('%s', async (_what, words) => {
    const { exitCode, stderr } = await as('Operator', ...words);
    // Reference data may bring warnings.
    expect([exitCode, stderr]).toEqual([0, expect.not.stringContaining('not authorized')]);
  });

  test('reads no secret', async () => {
    const { exitCode, stderr } = await as('Operator', 'status', '--secrets');
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('secretsmanager:GetSecretValue')]);
  });
});
