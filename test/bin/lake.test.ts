import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { readTemplate } from 'aws-laptop';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { statementOf } from '../../bin/cli/find/ask.ts';
import { keysFor } from '../../bin/cli/find/keys.ts';
import { findTarget } from '../../bin/cli/target.ts';
import { PROJECT_ROOT } from '../../bin/start/build.ts';
import { SOURCES } from '../../domain/sources/registry.ts';
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
    const { stdout, exitCode } = await laptop.lake('deliver', 'meta', file('bad.ndjson', 'not json\n'), '--as-is');
    expect([exitCode, stdout]).toEqual([1, expect.stringMatching(/^1\t400\t.*not_json/)]);
  });

  test('posts nothing of a file with a document that is not JSON, and says where it stops being JSON', async () => {
    const path = file('half.ndjson', `${status(41)}\n\n{"object": 'whatsapp'}\n`);
    const { stdout, stderr, exitCode } = await laptop.lake('deliver', 'meta', path);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toBe(
      `${path}:3:12: not JSON from here on.\n` +
        'lake: Nothing was posted: 1 of 2 documents cannot be read. --as-is posts them as they are.\n',
    );
  });

  test('keeps the order of the file, with the totals on standard error', async () => {
    const bodies = Array.from({ length: 12 }, (_, n) => status(50 + (n % 10)));
    const { stdout, stderr } = await laptop.lake('deliver', 'meta', file('twelve.ndjson', bodies.join('\n')));
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.split('\t')[0]),
    ).toEqual(bodies.map((_, n) => `${n + 1}`));
    expect(stderr).toBe('12 documents posted: 12 answered 200. Items: 10 accepted, 2 duplicates, 0 rejected.\n');
  });

  test('prints the totals after --progress as well, and nothing on standard output', async () => {
    const path = file('again.ndjson', `${status(50)}\n`);
    const { stdout, stderr, exitCode } = await laptop.lake('deliver', 'meta', path, '--progress');
    expect([exitCode, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(/1\/1 deliveries, \S+\s+1 document posted: .* 1 duplicate, 0 rejected\.\n$/);
  });

  test('names the sources when asked for one that is not there', async () => {
    const { stderr, exitCode } = await laptop.lake('deliver', 'nobody', file('one.json', status(5)));
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringContaining(
        `There is no source "nobody". The sources are: ${SOURCES.map(({ name }) => name).join(', ')}.`,
      ),
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

  test.each([
    ['SELECT * FROM metric_mesages', /does not exist\nDid you mean "metric_messages"\? .*SHOW TABLES/],
    ['SELECT delivred FROM metric_message_funnel_daily', /delivred[\s\S]*\nDid you mean "delivered"\?$/m],
  ])('of %j ends with 1 and says what is near', async (sql, said) => {
    const { stdout, stderr, exitCode } = await laptop.lake('query', sql);
    expect([exitCode, stdout, stderr]).toEqual([1, '', expect.stringMatching(said)]);
  });

  test('prints one column a line, and so many rows, with the rest named on standard error', async () => {
    const rows = 'SELECT n, n * 2 AS twice FROM (VALUES (1), (2), (3)) AS t (n) ORDER BY n';
    const { stdout, stderr, exitCode } = await laptop.lake('query', rows, '--vertical', '--limit', '2');
    expect([exitCode, stdout]).toEqual([0, '-[ row 1 ]-\nn      1\ntwice  2\n-[ row 2 ]-\nn      2\ntwice  4\n']);
    expect(stderr).toBe('There are more rows than the 2 shown: --all shows every one, --limit <n> so many.\n');
  });

  test('is quiet and ends with 0 when whoever reads has enough', async () => {
    const sql = 'SELECT n FROM UNNEST(sequence(1, 10000)) AS a (n) CROSS JOIN UNNEST(sequence(1, 4)) AS b (m)';
    const query = `"$0" bin/lake.mjs --data "$1" query "$2" --format csv`;
    const args = ['-c', `{ ${query}; echo "ended with $?" >&2; } | head -n 1`, process.execPath, laptop.dataDir, sql];
    const { stdout, stderr } = await promisify(execFile)('sh', args, { cwd: PROJECT_ROOT });
    expect([stdout, stderr]).toEqual(['n\n', 'ended with 0\n']);
  });

  test('refuses an unknown format with the ones there are', async () => {
    const { stderr, exitCode } = await laptop.lake('query', 'events', '--format', 'xml');
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('table, json, csv')]);
  });
});

describe('lake report', () => {
  test('prints a table of a report as its statement answers it, of the days and the slice that were chosen', async () => {
    const { stdout, stderr, exitCode } = await laptop.lake(
      ...['report', 'campaign', '--period', '7d', '--campaign', "nobody's", '--table', 'campaigns'],
    );
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^campaign_id,attempted,recorded,unconfirmed,sent,.*,failure_rate\r\n$/);
  });

  test('writes the review of the data as a file, with the rows of every view and which of them were asked', async () => {
    const path = join(laptop.dataDir, 'review.html');
    const { stdout, stderr, exitCode } = await laptop.lake('report', 'data_quality', '--out', path);
    expect([exitCode, stdout, stderr]).toEqual([0, '', expect.stringMatching(/review\.html: [\d,]+ bytes\n$/)]);
    const file = readFileSync(path, 'utf8');
    expect(file).toContain('data-from="report_quality_views:0:row_count"');
    expect(file).toContain('data-from="query_history:0:questions"');
    expect(file).toContain('What to do');
    expect(file).not.toContain('No answer to');
  });

  test('refuses a table and a slice that the report does not have, naming those it has', async () => {
    const table = await laptop.lake('report', 'campaign', '--table', 'clicks');
    expect([table.exitCode, table.stderr]).toEqual([1, expect.stringContaining('It has: campaigns, failures.')]);
    const slice = await laptop.lake('report', 'data_quality', '--country', 'IN');
    expect([slice.exitCode, slice.stderr]).toEqual([1, expect.stringContaining('it takes no --country')]);
  });
});

describe('lake check', () => {
  test('runs the checks of the named views, one line each, and ends with 0 where none is broken', async () => {
    const { stdout, exitCode } = await laptop.lake('check', 'metric_message_funnel_daily', 'stg_report_dimensions');
    const lines = stdout.trim().split('\n');
    expect(exitCode).toBe(0);
    expect(lines).toHaveLength(5);
    for (const [index, line] of lines.slice(0, 4).entries())
      expect(line).toMatch(new RegExp(`^ok ${index + 1}/4 \\w+: .+[^)]$`));
    expect(lines[4]).toMatch(/^4 checks in \d+\.\d s: 4 ok, 0 warn, 0 FAIL, 0 ERROR\.$/);
  });

  test('--live checks what the events give, and a view without a live one as it is', async () => {
    const { stdout, exitCode } = await laptop.lake('check', 'fact_messages', 'dim_time', '--live');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^ok \d+\/\d+ live_fact_messages: /m);
    expect(stdout).toMatch(/^ok \d+\/\d+ dim_time: /m);
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
      expect.stringMatching(/^warn 2\/2 metric_unmapped_daily: nothing is unmapped \(1 row\)$/m),
    ]);
    expect(stdout).toMatch(/1 ok, 1 warn \(1 row\), 0 FAIL, 0 ERROR\.$/m);
    expect(stdout).toContain('in_orbit.change');
    expect((await laptop.lake('status')).stdout).toMatch(/^not understood +1 .*metric_unmapped_daily/m);
  });

  test('ends with 1 where a rule marked fail is broken', async () => {
    const twice =
      "CREATE OR REPLACE VIEW stg_report_dimensions AS SELECT 'day' AS period, 'all' AS dimension FROM (VALUES (1), (2)) AS two (n)";
    const run = laptopAthena(laptop.endpoint, readTemplate(assembly));
    await run(twice);
    const { stdout, exitCode } = await laptop.lake('check', 'stg_report_dimensions');
    await run(readFileSync('athena-sql/staging/stg_report_dimensions.sql', 'utf8'));
    expect([exitCode, stdout]).toEqual([1, expect.stringMatching(/^FAIL 1\/1 stg_report_dimensions: .+ \(1 row\)$/m)]);
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

const PERSON = { phone: '15550100077', userId: 'US.7700000001' };

/** A message to the person, what they answered, and an answer to a message that the lake never saw. */
function talk(): string {
  const contacts = [{ wa_id: PERSON.phone, user_id: PERSON.userId }];
  const head = { from: PERSON.phone, from_user_id: PERSON.userId, type: 'text', text: { body: 'yes' } };
  const change = (value: object) => ({
    field: 'messages',
    value: { metadata: { phone_number_id: '10' }, contacts, ...value },
  });
  const status = (word: string, timestamp: string) => {
    const failed = word === 'failed' ? { errors: [{ code: 131049 }] } : {};
    const to = { recipient_id: PERSON.phone, recipient_user_id: PERSON.userId };
    return change({ statuses: [{ id: 'wamid.find1', status: word, timestamp, ...to, ...failed }] });
  };
  const answer = (id: string, to: string, timestamp: string) =>
    change({ messages: [{ ...head, id, timestamp, context: { id: to } }] });
  const changes = [
    status('sent', '1795190400'),
    status('failed', '1795190460'),
    answer('wamid.find2', 'wamid.find1', '1795190500'),
    answer('wamid.find3', 'wamid.neverSeen', '1795190600'),
  ];
  return JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes }] });
}

describe('lake find', () => {
  beforeAll(async () => {
    expect((await runLake(laptop.dataDir, ['deliver', 'meta', '-'], talk())).exitCode).toBe(0);
    await laptop.lake('flush');
  });

  test('shows a message’s statuses in order, its error, and what answered it', async () => {
    const { stdout, exitCode } = await runLake(
      laptop.dataDir,
      ['find', '--wamid', '-', '--format', 'json'],
      'wamid.find1\n',
    );
    expect([exitCode, JSON.parse(stdout)]).toEqual([
      0,
      expect.objectContaining({
        found: true,
        message: [expect.objectContaining({ direction: 'outbound', state: 'failed', error_code: 131049 })],
        statuses: [
          expect.objectContaining({ status: 'sent', status_at: '2026-11-20 16:00:00.000' }),
          expect.objectContaining({ status: 'failed', error_code: 131049, error: expect.stringMatching(/\w+/) }),
        ],
        replies: [expect.objectContaining({ response_kind: 'reply', method: 'context' })],
      }),
    ]);
    expect(stdout).not.toContain('wamid.');
  });

  test('shows a person by number or user id, with all that they are known by', async () => {
    const { stdout, exitCode } = await laptop.lake('find', '--phone', '+1 (555) 010-0077');
    expect(exitCode).toBe(0);
    for (const title of ['Person', 'Countries', 'Messages', 'Last messages', 'Known by']) {
      expect(stdout).toMatch(new RegExp(`^${title}$`, 'm'));
    }
    expect(stdout).toMatch(/ inbound +2 /);
    expect(stdout.replace(/\d{4}-.*/g, '')).not.toMatch(/555|0077/);
    const byId = JSON.parse((await laptop.lake('find', '--user-id', PERSON.userId, '--format', 'json')).stdout);
    expect(byId.aliases.map((one: { alias_kind: string }) => one.alias_kind)).toEqual(['bsuid', 'phone']);
  });

  test('has the key of the rows for every spelling of a number', async () => {
    const [row] = await laptop.query("SELECT DISTINCT phone_key FROM events WHERE message_type = 'text'");
    const command = new Command().option('--data <dir>').parse(['--data', laptop.dataDir], { from: 'user' });
    const target = await findTarget(command);
    const spellings = [
      '15550100077',
      '+15550100077',
      '0015550100077',
      '+1 (555) 010-0077',
      '1.555.010.0077',
      ' \u202a+1 555\u00a0010 0077\n',
    ];
    const answered = await Promise.all(spellings.map((value) => keysFor(target, { kind: 'phone', value })));
    expect(answered.map((keys) => keys.map(({ key }) => key))).toEqual(spellings.map(() => [row?.phone_key]));
  });

  test('shows what names a message that was never seen, in views and in events', async () => {
    const { stdout, exitCode } = await laptop.lake('find', '--wamid', 'wamid.neverSeen', '--format', 'json');
    const { keys, ...known } = JSON.parse(stdout);
    expect([exitCode, known]).toEqual([0, { found: true, kind: 'wamid', replies: [expect.anything()] }]);
    const events = await laptop.query(statementOf('events', [keys[0].key]).replaceAll(/^--.*\n/gm, ''));
    expect(events).toEqual([expect.objectContaining({ event_type: 'message_received', events: 1 })]);
  });

  test('ends with 4 and the likely reasons where nothing is known', async () => {
    const { stdout, exitCode } = await laptop.lake('find', '--email', 'nobody.planted@example.com');
    expect([exitCode, stdout]).toEqual([4, expect.stringContaining('Nothing is known of it. Likely reasons:')]);
    expect(stdout).not.toContain('planted');
  });

  test('ends with 1 where the value has another form, and says which, without the value', async () => {
    const { stdout, stderr, exitCode } = await laptop.lake('find', '--phone', 'planted-0077');
    expect([exitCode, stdout, stderr]).toEqual([1, '', expect.stringContaining('A phone number has 6 to 17 digits')]);
    expect(stderr).not.toContain('planted');
  });

  test('logs kind and keys of each request, and nothing of what was asked for', () => {
    const logs = globSync('logs/*Find*.log', { cwd: laptop.dataDir }).map((name) => join(laptop.dataDir, name));
    const logged = logs.map((path) => readFileSync(path, 'utf8')).join('');
    expect(logged).toMatch(/"message":"keys made".*"kind":"phone","keys":\["1\.[\w-]{22}"\]/);
    expect(logged).not.toMatch(/planted|0077|7700000001|find1/);
  });
});

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

  test('reports what a source’s own rules rejected, and deliver ended with 3', async () => {
    const sends = JSON.stringify([{ message_id: 'wamid.1' }, { campaign_id: 'nameless' }]);
    const { stderr, exitCode } = await runLake(laptop.dataDir, ['deliver', 'sends', '-'], sends);
    expect([exitCode, stderr]).toEqual([
      3,
      expect.stringMatching(/1 answered 200\. .* 1 accepted, .* 1 rejected\.\n$/),
    ]);
    const said = (await laptop.lake('status')).stdout;
    expect(said).toMatch(/^rejected +1 /m);
    expect(said).toMatch(/^unfinished +0 /m);
    expect(said).not.toMatch(/^by topic/m);
  });
});

describe('lake page', () => {
  test('writes a file that needs nothing from elsewhere, with the numbers of the views', async () => {
    const nowSeconds = Math.floor(Date.now() / 1_000);
    await runLake(laptop.dataDir, ['deliver', 'meta', '-'], status(96).replace('1795190400', String(nowSeconds)));
    await laptop.lake('flush');
    const path = join(laptop.dataDir, 'page.html');
    const { stdout, stderr, exitCode } = await laptop.lake('page', '--period', '7d', '--out', path);
    expect([exitCode, stdout, stderr]).toEqual([0, `${path}\n`, expect.stringMatching(/^The page exec, as of .* KiB/)]);
    const html = readFileSync(path, 'utf8');
    const references = [...html.matchAll(/\b(?:href|src|srcset|action|data|poster)="([^"]*)"/g)].flatMap(
      ([, to]) => to ?? '',
    );
    expect(references.filter((to) => !/^(#|data:)/.test(to))).toEqual([]);
    // Of a <link> the address is among the references above.
    expect(html).not.toMatch(/<(iframe|object|base)\b|@import|url\((?!#|data:)/);
    const [sums] = await laptop.query(
      "SELECT sum(sent) AS sent FROM cube_daily WHERE day > (SELECT date_add('day', -7, CAST(refreshed_until_at AS date)) FROM int_refresh)",
    );
    expect(Number(sums?.sent)).toBeGreaterThan(0);
    expect(/<data value="(\d+)" data-from="exec_messages:0:sent">/.exec(html)?.[1]).toBe(String(sums?.sent));
    expect(html).toContain(`<code>npx lake --data ${laptop.dataDir} page --page exec --period 7d</code>`);
  });

  test('says why it makes no link on a laptop, and in the function’s words that there is no such page', async () => {
    const path = join(laptop.dataDir, 'none.html');
    const { stderr, exitCode } = await laptop.lake('page', '--page', 'orders', '--out', path);
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/page must be exec, .*; it is "orders"/)]);
    expect(existsSync(path)).toBe(false);
    const link = await laptop.lake('page', '--link');
    expect([link.exitCode, link.stdout, link.stderr]).toEqual([1, '', expect.stringContaining('for a deployed stack')]);
  });
});

describe('lake', () => {
  test('flush delivers what is buffered and says how much', async () => {
    await runLake(laptop.dataDir, ['deliver', 'meta', '-'], status(99));
    expect((await laptop.lake('flush')).stdout).toMatch(/^\d+ records delivered, 0 failed, \d+ objects written\n$/);
  });

  test('flush returns when what was posted is in every number', async () => {
    const sent = () => laptop.query('SELECT count(*) AS messages FROM fact_messages');
    const [before] = await sent();
    await runLake(laptop.dataDir, ['deliver', 'meta', '-'], status(97));
    expect((await laptop.lake('flush')).exitCode).toBe(0);
    expect(await sent()).toEqual([{ messages: Number(before?.messages) + 1 }]);
  });

  test('refresh says up to when the numbers count, and status says how old they are', async () => {
    const { stdout } = await laptop.lake('refresh');
    expect(stdout).toMatch(/^\d+ tables of \d+ events in [\d.]+ s, as of [\d-]+ [\d:]+ UTC; generation \S+\n$/);
    const generation = /generation (\S+)/.exec(stdout)?.[1] ?? '';
    expect((await laptop.lake('status')).stdout).toMatch(
      new RegExp(`^refreshed +\\d+ s .*generation ${generation}$`, 'm'),
    );
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

  test('takes the data folder from LAKE_DATA, and rather from --data', async () => {
    vi.stubEnv('LAKE_DATA', laptop.dataDir);
    const lake = [join(PROJECT_ROOT, 'bin', 'lake.ts'), 'query', 'SELECT 1 AS n', '--format', 'csv'];
    expect((await promisify(execFile)(process.execPath, lake)).stdout).toBe('n\n1\n');
    const { stderr } = await runLake('/nowhere', ['status']);
    expect(stderr).toMatch(/No lake runs on \/nowhere\. .*--data or LAKE_DATA/);
    vi.unstubAllEnvs();
  });

  test.each(['deliver', 'query', 'status', 'flush', 'refresh', 'console', 'find'])(
    '%s --help has examples',
    async (name) => {
      expect((await laptop.lake(name, '--help')).stdout).toContain('npx lake ');
    },
  );
});
