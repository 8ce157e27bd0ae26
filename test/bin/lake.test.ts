import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readTemplate } from 'aws-laptop';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Laptop, mistakenAssembly, remove, runLake, startLaptop, temporaryFolder } from '../support/laptop.ts';
import { laptopAthena } from '../trino/athena.ts';

let laptop: Laptop;
let assembly: string;
beforeAll(async () => {
  assembly = await mistakenAssembly(leftOutVariable([]), leftOutVariable(['link_clicked', 'reaction_added']));
  laptop = await startLaptop(temporaryFolder(), assembly);
});
afterAll(async () => {
  await laptop.close();
  remove(laptop.dataDir, assembly);
});

/** As the template carries the setting `leftOutEventTypes`: the stack of these tests is one that leaves something out. */
function leftOutVariable(names: readonly string[]): string {
  return `"LEFT_OUT_EVENT_TYPES":${JSON.stringify(JSON.stringify(names))}`;
}

function status(n: number): string {
  const value = { statuses: [{ id: `wamid.${n}`, status: 'sent', timestamp: '1795190400' }] };
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
  });
}

function file(name: string, content: string): string {
  const path = join(laptop.dataDir, name);
  writeFileSync(path, content);
  return path;
}

describe('lake deliver', () => {
  test('posts each line of an NDJSON file and prints a line for each, with its status', async () => {
    const { stdout, exitCode } = await laptop.lake(
      'deliver',
      'meta',
      file('two.ndjson', `${status(1)}\n\n${status(2)}\n`),
    );
    expect(exitCode).toBe(0);
    expect(stdout.trim().split('\n').sort()).toEqual([
      '1\t200\t{"accepted":1,"duplicates":0}',
      '2\t200\t{"accepted":1,"duplicates":0}',
    ]);
  });

  test('posts a JSON file as one document, byte for byte', async () => {
    const pretty = JSON.stringify(JSON.parse(status(3)), null, 2);
    expect((await laptop.lake('deliver', 'meta', file('one.json', pretty))).stdout).toContain('\t200\t{"accepted":1');
  });

  test('takes standard input, and posts everything --times over', async () => {
    const { stdout } = await runLake(
      laptop.dataDir,
      ['deliver', 'meta', '-', '--times', '3', '--concurrency', '1'],
      status(4),
    );
    expect(stdout.match(/"duplicates":1/g)).toHaveLength(2);
  });

  test('ends with 1 when a document is refused, and says how it was answered', async () => {
    const { stdout, exitCode } = await laptop.lake('deliver', 'meta', file('bad.ndjson', 'not json\n'));
    expect([exitCode, stdout]).toEqual([1, expect.stringMatching(/^1\t400\t.*not_json/)]);
  });

  test('names the sources when asked for one that is not there', async () => {
    const { stderr, exitCode } = await laptop.lake('deliver', 'nobody', file('one.json', status(5)));
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringContaining('There is no source "nobody". The sources are: meta, sends.'),
    ]);
  });

  test('names a file that it cannot read, in one line', async () => {
    const { stderr, exitCode } = await laptop.lake('deliver', 'meta', '/nowhere/x.json');
    expect([exitCode, stderr.trim().split('\n').length, stderr]).toEqual([
      1,
      1,
      expect.stringContaining('Cannot read /nowhere/x.json'),
    ]);
  });

  test.each(['0', '-1', 'many', '1.5'])('refuses --times %s', async (times) => {
    const { stderr, exitCode } = await laptop.lake('deliver', 'meta', '-', '--times', times);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('must be a whole number')]);
  });
});

describe('lake query', () => {
  const literals = `SELECT 1 AS n, 'a,"b' AS t, CAST(NULL AS varchar) AS nothing, 0.25e0 AS half, true AS yes`;

  test.each([
    [
      'json',
      `[\n  {\n    "n": 1,\n    "t": "a,\\"b",\n    "nothing": null,\n    "half": 0.25,\n    "yes": true\n  }\n]\n`,
    ],
    ['csv', 'n,t,nothing,half,yes\n1,"a,""b",,0.25,true\n'],
    ['table', 'n  t     nothing  half  yes\n-  ----  -------  ----  ----\n1  a,"b  NULL     0.25  true\n'],
  ])('prints %s', async (format, printed) => {
    expect((await laptop.lake('query', literals, '--format', format)).stdout).toBe(printed);
  });

  test('takes the name of a view', async () => {
    expect((await laptop.lake('query', 'metric_message_funnel_daily', '--format', 'csv')).stdout).toMatch(
      /^day,sent,delivered,/,
    );
  });

  test('ends with 1 and the engine’s reason when the SQL is wrong', async () => {
    const { stderr, exitCode } = await laptop.lake('query', 'SELECT nothing FROM events');
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('nothing')]);
    expect(stderr).not.toContain('    at ');
  });

  test('refuses an unknown format with the ones there are', async () => {
    const { stderr, exitCode } = await laptop.lake('query', 'events', '--format', 'xml');
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('table, json, csv')]);
  });
});

describe('lake check', () => {
  test('runs the checks of the named views, one line each, and ends with 0 where none is broken', async () => {
    const { stdout, exitCode } = await laptop.lake('check', 'metric_message_funnel_daily', 'stg_report_dimensions');
    const lines = stdout.trim().split('\n');
    expect(exitCode).toBe(0);
    expect(lines).toHaveLength(4);
    for (const line of lines) expect(line).toMatch(/^\d\/4 {2}ok {2}\w+ {2}fail: .+ {2}\d+ ms$/);
  });

  test('reports what is unmapped without failing, and shows so many of the rows', async () => {
    const unknown = join(laptop.dataDir, 'unknown.json');
    writeFileSync(
      unknown,
      '{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"in_orbit","value":{}}]}]}',
    );
    await laptop.lake('deliver', 'meta', unknown);
    await laptop.lake('flush');
    const { stdout, exitCode } = await laptop.lake('check', 'metric_unmapped_daily', '--rows', '1');
    expect([exitCode, stdout]).toEqual([
      0,
      expect.stringMatching(/warn, 1 row {2}metric_unmapped_daily {2}warn: nothing is unmapped/),
    ]);
    expect(stdout).toContain('in_orbit.change');
  });

  test('ends with 1 where a rule marked fail is broken', async () => {
    const twice =
      "CREATE OR REPLACE VIEW stg_report_dimensions AS SELECT 'day' AS period, 'all' AS dimension FROM (VALUES (1), (2)) AS two (n)";
    const run = laptopAthena(laptop.endpoint, readTemplate(assembly));
    await run(twice);
    const { stdout, exitCode } = await laptop.lake('check', 'stg_report_dimensions');
    await run(readFileSync('athena-sql/staging/stg_report_dimensions.sql', 'utf8'));
    expect([exitCode, stdout]).toEqual([
      1,
      expect.stringMatching(/^1\/1 {2}FAIL, 1 row {2}stg_report_dimensions {2}fail: /),
    ]);
  });

  test('refuses a view without checks, with those that have some', async () => {
    const { stderr, exitCode } = await laptop.lake('check', 'metric_nothing');
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('metric_messages')]);
  });
});

function reaction(n: number): string {
  const message = { id: `wamid.r${n}`, type: 'reaction', timestamp: '1795190400', from: '15550100001' };
  const value = { messages: [{ ...message, reaction: { message_id: 'wamid.1', emoji: '👍' } }] };
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
  });
}

/** Everything that lies in `raw/`, as text. */
function rawText(): string {
  const files = globSync('s3/*/raw/**/*.gz', { cwd: laptop.dataDir });
  return files.map((name) => gunzipSync(readFileSync(join(laptop.dataDir, name))).toString()).join('');
}

describe('lake status', () => {
  test('reports what the settings leave out: no row, no failure, and kept in raw/', async () => {
    const { stdout } = await runLake(laptop.dataDir, ['deliver', 'meta', '-'], reaction(1));
    expect(stdout).toContain('\t200\t{"accepted":1');
    expect((await laptop.lake('flush')).stdout).toContain(' 0 failed');
    expect(await laptop.query("SELECT event_type FROM events WHERE event_type = 'reaction_added'")).toEqual([]);
    const said = (await laptop.lake('status')).stdout;
    expect(said).toMatch(/^left out +1 /m);
    expect(said).toMatch(/^failed +0 /m);
    expect(rawText()).toContain('wamid.r1');
  });

  test('reports what a source’s own rules rejected', async () => {
    const sends = JSON.stringify([{ message_id: 'wamid.1' }, { campaign_id: 'nameless' }]);
    await runLake(laptop.dataDir, ['deliver', 'sends', '-'], sends);
    const said = (await laptop.lake('status')).stdout;
    expect(said).toMatch(/^rejected +1 /m);
    expect(said).toMatch(/^unfinished +0 /m);
    expect(said).not.toMatch(/^by topic/m);
  });
});

describe('lake', () => {
  test('flush delivers what is buffered and says how much', async () => {
    await runLake(laptop.dataDir, ['deliver', 'meta', '-'], status(99));
    expect((await laptop.lake('flush')).stdout).toMatch(/^\d+ records delivered, 0 failed, \d+ objects written\n$/);
  });

  test('console prints what to paste into the vendor’s console', async () => {
    const { stdout } = await laptop.lake('console', 'meta');
    expect(stdout).toContain(`Callback URL: ${laptop.url}/webhooks/meta`);
    expect(stdout).toMatch(/Verify token: \w{48}/);
  });

  test('console --set stores a secret from standard input, keeps the one before, and prints neither', async () => {
    const first = await runLake(laptop.dataDir, ['console', 'meta', '--set'], 'first-secret\n');
    const second = await runLake(laptop.dataDir, ['console', 'meta', '--set'], 'second-secret\n');
    expect([first.exitCode, second.exitCode]).toEqual([0, 0]);
    expect(first.stdout + first.stderr + second.stdout + second.stderr).not.toMatch(/first-secret|second-secret/);
    const secrets = (await laptop.lake('status', '--secrets')).stdout;
    expect(secrets).toMatch(/^meta\.app_secret=second-secret$/m);
    expect(secrets).toMatch(/^meta\.previous_app_secret=first-secret$/m);
    expect((await runLake(laptop.dataDir, ['deliver', 'meta', '-'], status(98))).stdout).toContain('\t200\t');
  });

  test('console --set refuses what is no secret and changes nothing', async () => {
    const { exitCode, stderr } = await runLake(laptop.dataDir, ['console', 'meta', '--set'], 'two words\n');
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('Nothing was changed.')]);
    expect(stderr).not.toContain('two words');
  });

  test('cost prints every line of a month and their sum, without a lake', async () => {
    const { stdout, exitCode } = await runLake(temporaryFolder(), ['cost', '--events', '3000000']);
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^API Gateway: requests +3\.00$/m)]);
    expect(stdout).toMatch(/^all +\d+\.\d\d$/m);
  });

  test('says in one sentence that no lake runs on a folder, and how to start one', async () => {
    const { stderr, exitCode } = await runLake(temporaryFolder(), ['status']);
    expect([exitCode, stderr.trim().split('\n').length, stderr]).toEqual([1, 1, expect.stringContaining('npm start')]);
  });

  test.each(['deliver', 'query', 'status', 'flush', 'console'])('%s --help has examples', async (name) => {
    expect((await laptop.lake(name, '--help')).stdout).toContain('npx lake ');
  });
});
