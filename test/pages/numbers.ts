import { parse } from 'csv-parse/sync';
import pMap from 'p-map';
import type { Page } from '../../dashboard/page.ts';
import { PAGES } from '../../dashboard/pages.ts';
import { runLake } from '../support/laptop.ts';
import { combinations } from './combinations.ts';
import { csvDifferences } from './csv.ts';
import { type AskAgain, differencesIn } from './equal.ts';
import { type Shown, shownIn } from './shown.ts';
import { askOf, type ServedStack } from './stack.ts';

/** The pages that are fetched with each filter; every fifth filter is for the others too. */
const FIRST_PAGE = 'exec';
const EVERY = 5;
/** Of the statements, so many are asked by the `lake` command too, a process each. */
const BY_COMMAND = 10;
const AT_ONCE = 2;

export interface NumbersRun {
  readonly findings: readonly string[];
  readonly pages: number;
  readonly numbers: number;
  readonly tables: number;
  /** How many statements the command was asked, too. */
  readonly byCommand: number;
}

interface Fetched {
  readonly address: string;
  readonly shown: Shown;
  readonly findings: readonly string[];
  readonly tables: number;
}

/**
 * Fetches pages for seeded filters, and asks again each statement that stands on them: every number must be its answer,
 * and every CSV its table.
 */
export async function checkNumbers({ url, dataDir }: ServedStack, seed: number, runs: number): Promise<NumbersRun> {
  const ask = await askOf(dataDir);
  const { choices } = shownIn(await fetchPage(`${url}${FIRST_PAGE}`));
  const today = (await ask('SELECT CAST(max(dt) AS VARCHAR) FROM events')).rows[0]?.[0] ?? '';
  const wanted = combinations({ today, choices }, seed, runs).flatMap((filter, index) =>
    PAGES.filter(({ name }) => name === FIRST_PAGE || index % EVERY === 0).map((page) => ({ page, filter })),
  );
  const fetched = await pMap(wanted, ({ page, filter }) => checkPage(url, page, filter, ask), { concurrency: AT_ONCE });
  const command = await checkByCommand(fetched, dataDir);
  const sum = (of: (one: Fetched) => number) => fetched.reduce((total, one) => total + of(one), 0);
  return {
    findings: [...fetched.flatMap(({ findings }) => findings), ...command.findings],
    pages: fetched.length,
    numbers: sum(({ shown }) => shown.numbers.length),
    tables: sum(({ tables }) => tables),
    byCommand: command.asked,
  };
}

async function checkPage(url: string, page: Page, filter: URLSearchParams, ask: AskAgain): Promise<Fetched> {
  const address = `${page.name}?${filter}`;
  const html = await fetchPage(`${url}${address}`);
  const shown = shownIn(html);
  const csv = csvDifferences(html);
  const unsourced =
    shown.unsourced === 0 || page.needsFacts
      ? []
      : [`${shown.unsourced} numbers do not say which statement they are from`];
  const found = [...unsourced, ...(await differencesIn(shown, ask)), ...csv.findings];
  const findings = found.map((one) => `/${address}: ${one}`);
  return { address, shown, tables: csv.tables, findings };
}

/** Statements from all over the pages, with the numbers that stand beside them. */
async function checkByCommand(fetched: readonly Fetched[], dataDir: string) {
  const all = fetched.flatMap(({ address, shown }) =>
    [...new Set(shown.numbers.map(({ statement }) => statement))].map((name) => {
      const numbers = shown.numbers.filter(({ statement }) => statement === name);
      return { address, shown: { ...shown, numbers } };
    }),
  );
  const spread = all.filter((_, index) => index % Math.ceil(all.length / BY_COMMAND) === 0);
  const findings = await pMap(
    spread,
    async ({ address, shown }) =>
      (await differencesIn(shown, askByCommand(dataDir))).map((one) => `/${address} by lake query: ${one}`),
    { concurrency: AT_ONCE },
  );
  return { asked: spread.length, findings: findings.flat() };
}

/** @throws Error for anything but a page. */
export async function fetchPage(address: string): Promise<string> {
  const response = await fetch(address);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${address} answers ${response.status}: ${text.slice(0, 300)}`);
  return text;
}

function askByCommand(dataDir: string): AskAgain {
  return async (sql) => {
    const { exitCode, stdout, stderr } = await runLake(dataDir, ['query', sql, '--format', 'csv']);
    if (exitCode !== 0) throw new Error(`\`lake query\` ended with ${exitCode}: ${stderr}`);
    const [header = [], ...rows]: string[][] = parse(stdout, { bom: false });
    return {
      columns: header.map((name) => ({ name, type: '' })),
      rows: rows.map((row) => row.map((value) => (value === '' ? null : value))),
    };
  };
}
