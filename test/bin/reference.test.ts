import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Laptop, remove, startLaptop, temporaryFolder } from '../support/laptop.ts';

let laptop: Laptop;

beforeAll(async () => {
  laptop = await startLaptop(temporaryFolder());
});
afterAll(async () => {
  await laptop.close();
  remove(laptop.dataDir);
});

const EXAMPLES = join(import.meta.dirname, '../../docs/examples/reference');

function accounts(name: string, ...lines: readonly string[]): string {
  const path = join(laptop.dataDir, name);
  writeFileSync(path, ['account_id,time_zone,currency,portfolio_id', ...lines].join('\n'));
  return path;
}

const countOf = async (table: string) => (await laptop.query(`SELECT count(*) AS n FROM ${table}`))[0]?.n;

test('before anything is imported the tables are empty, and so are the charges', async () => {
  expect(await countOf('rate_cards')).toBe(0);
  expect(await countOf('fact_billing_events')).toBe(0);
});

describe('lake reference', () => {
  test('puts the examples where the tables read them, and warns of rates that nothing uses yet', async () => {
    const cards = await laptop.lake('reference', 'put', 'rate_cards', join(EXAMPLES, 'rate-cards.csv'));
    expect([cards.exitCode, cards.stdout]).toEqual([
      0,
      expect.stringMatching(/^\d+ rows in rate_cards, as rate-cards.ndjson/),
    ]);
    expect(cards.stderr).toContain('No country is of the market "India"');
    const markets = await laptop.lake('reference', 'put', 'rate-markets', join(EXAMPLES, 'rate-markets.csv'));
    expect([markets.exitCode, markets.stderr]).toEqual([0, '']);
    const india = "SELECT market, is_example FROM rate_cards WHERE category = 'marketing' AND rate_micros = 863100";
    expect(await laptop.query(india)).toEqual([{ market: 'India', is_example: true }]);
    expect(await countOf('stg_rate_periods')).toBe(await countOf('rate_cards'));
  });

  test('replaces a file that is imported again', async () => {
    const file = accounts('mine.csv', '1,Asia/Kolkata,INR,', '2,UTC,USD,');
    expect((await laptop.lake('reference', 'put', 'billing_accounts', file)).stdout).toBe(
      '2 rows in billing_accounts, as mine.ndjson. Costs follow with the next refresh.\n',
    );
    accounts('mine.csv', '1,Asia/Kolkata,INR,p');
    await laptop.lake('reference', 'put', 'billing_accounts', file);
    expect(await laptop.query('SELECT * FROM billing_accounts')).toEqual([
      { account_id: '1', time_zone: 'Asia/Kolkata', currency: 'INR', portfolio_id: 'p' },
    ]);
  });

  test('refuses a file whole for one wrong row, also for one that another file contradicts', async () => {
    await laptop.lake('reference', 'put', 'billing_accounts', accounts('mine.csv', '1,Asia/Kolkata,INR,p'));
    const file = accounts('other.csv', '3,UTC,USD,', '1,UTC,USD,', '4,Mars/Base,USD,');
    const { exitCode, stderr } = await laptop.lake('reference', 'put', 'billing_accounts', file);
    expect(exitCode).toBe(1);
    expect(stderr.split('\n')).toEqual([
      `${file}:3: names an account that line 1 of mine.ndjson has`,
      expect.stringContaining(`${file}:4: time_zone must be a time zone`),
      `lake: Nothing was imported: ${file} has 2 faults.`,
      '',
    ]);
    expect(await countOf('billing_accounts')).toBe(1);
  });

  test('says once that a file is separated by semicolons, and counts one fault as one', async () => {
    const semicolons = join(laptop.dataDir, 'semicolons.csv');
    writeFileSync(semicolons, 'account_id;time_zone;currency;portfolio_id\n1;UTC;USD;\n2;UTC;USD;\n');
    const separated = await laptop.lake('reference', 'put', 'billing_accounts', semicolons);
    expect([separated.exitCode, separated.stderr]).toEqual([
      1,
      `lake: ${semicolons} is separated by ";": save it with commas.\n`,
    ]);
    const wrong = await laptop.lake('reference', 'put', 'billing_accounts', accounts('one.csv', '5,Mars/Base,USD,'));
    expect(wrong.stderr).toContain(' has 1 fault.\n');
  });

  test('lists what was imported, with its rows', async () => {
    const { stdout } = await laptop.lake('reference', 'list', '--format', 'json');
    const listed: { kind: string; file: string; rows: number; example_rows: number; imported_at: string }[] =
      JSON.parse(stdout);
    expect(listed.map(({ kind, file }) => `${kind}/${file}`)).toEqual([
      'billing_accounts/mine.ndjson',
      'rate_cards/rate-cards.ndjson',
      'rate_markets/rate-markets.ndjson',
    ]);
    expect(listed.map(({ rows, example_rows }) => example_rows / rows)).toEqual([0, 1, 0]);
    expect(listed.every(({ imported_at }) => !Number.isNaN(Date.parse(imported_at)))).toBe(true);
  });

  test.each([
    [['put', 'rates', 'x.csv'], 'The tables are: rate_cards, rate_markets, billing_accounts.'],
    [['put', 'rate_cards', '/nowhere.csv'], 'Cannot read /nowhere.csv'],
    [['put', 'rate_cards', join(EXAMPLES, 'README.md')], 'is neither .csv nor .ndjson'],
  ])('%j is answered with what to do', async (words, reason) => {
    const { exitCode, stderr } = await laptop.lake('reference', ...words);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(reason)]);
  });
});
