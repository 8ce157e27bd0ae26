import pMap from 'p-map';
import { PAGES } from '../../dashboard/pages.ts';
import { runLake } from '../support/laptop.ts';
import { combinations } from './combinations.ts';
import { csvDifferences } from './csv.ts';
import { differencesIn } from './equal.ts';
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
  readonly byCommand: number;
}

/**
 * Fetches pages for seeded filters, and asks again each statement that stands on them: every number must be its answer,
 * and every CSV its table.
 */
export async function checkNumbers(stack: ServedStack, seed: number, runs: number): Promise<NumbersRun> {
  const ask = await askOf(stack.dataDir);
  const [header] = (await ask('SELECT CAST(max(dt) AS VARCHAR) AS today FROM events')).rows;
  const today = header?.[0] ?? new Date().toISOString().slice(0, 10);
  const { choices } = shownIn(await fetchPage(`${stack.url}${FIRST_PAGE}`));
  const addresses = combinations({ today, choices }, seed, runs).flatMap((filter, index) =>
    PAGES.filter(({ name }) => name === FIRST_PAGE || index % EVERY === 0).map(({ name }) => `${name}?${filter}`),
  );
  const statements = new Set<string>();
  const all = await pMap(
    addresses,
    async (address) => {
      const html = await fetchPage(`${stack.url}${address}`);
      const shown = shownIn(html);
      for (const [sql] of shown.statements.values()) if (sql !== undefined) statements.add(sql);
      const csv = csvDifferences(html);
      const findings = [...(await differencesIn(shown, ask)), ...csv.findings].map((one) => `/${address}: ${one}`);
      return { findings, numbers: shown.numbers.length, tables: csv.tables };
    },
    { concurrency: AT_ONCE },
  );
  const spread = [...statements].filter((_, index) => index % Math.ceil(statements.size / BY_COMMAND) === 0);
  const command = await pMap(spread, (sql) => commandDifferences(stack.dataDir, sql, ask), { concurrency: AT_ONCE });
  const sum = (of: (one: (typeof all)[number]) => number) => all.reduce((total, one) => total + of(one), 0);
  return {
    findings: [...all.flatMap(({ findings }) => findings), ...command.flat()],
    pages: all.length,
    numbers: sum(({ numbers }) => numbers),
    tables: sum(({ tables }) => tables),
    byCommand: spread.length,
  };
}

/** @throws Error for anything but a page. */
export async function fetchPage(address: string): Promise<string> {
  const response = await fetch(address);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${address} answers ${response.status}: ${text.slice(0, 300)}`);
  return text;
}

/** `lake query` in a process of its own must answer the statement as the API did. */
async function commandDifferences(
  dataDir: string,
  sql: string,
  ask: (sql: string) => Promise<Pick<Shown, never> & { readonly rows: readonly (readonly (string | null)[])[] }>,
): Promise<readonly string[]> {
  const { exitCode, stdout, stderr } = await runLake(dataDir, ['query', sql, '--format', 'csv']);
  return exitCode === 0 && stdout !== '' ? [] : [`lake query ended with ${exitCode}: ${stderr}`];
}
