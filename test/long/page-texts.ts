import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { findTarget } from '../../bin/cli/target.ts';
import { openPages } from '../../bin/start/pages/pages.ts';
import { PAGES } from '../../dashboard/pages.ts';
import { REPORTS } from '../../dashboard/reports.ts';
import { TAIL_PATH } from '../../dashboard/tail.ts';
import type { Laptop } from '../support/laptop.ts';

const FORMATS = ['html', 'csv', 'json'] as const;
const PERIOD = '90d';

/** By what it is: each page as it is served, the live tail, each page as a file, and each report in each format. */
export async function pageTexts(laptop: Laptop): Promise<ReadonlyMap<string, string>> {
  return new Map([...(await servedTexts(laptop)), ...(await fileTexts(laptop)), ...(await reportTexts(laptop))]);
}

type Texts = readonly (readonly [what: string, text: string])[];

async function servedTexts({ dataDir }: Laptop): Promise<Texts> {
  const pages = await openPages(0);
  try {
    pages.show(await findTarget(new Command().option('--data <dir>', '', dataDir)));
    const paths = [...PAGES.map(({ name }) => `${name}?period=${PERIOD}`), TAIL_PATH.slice(1)];
    return await inTurn(paths, async (path) => {
      const response = await fetch(`${pages.url}${path}`);
      const text = await response.text();
      if (response.status !== 200) throw new Error(`/${path} answers ${response.status}: ${text}`);
      return [`/${path}`, withCsv(text)];
    });
  } finally {
    await pages.close();
  }
}

async function fileTexts(laptop: Laptop): Promise<Texts> {
  return await inTurn(PAGES, async ({ name }) => {
    const file = join(laptop.dataDir, `${name}.html`);
    const { exitCode, stdout, stderr } = await laptop.lake('page', '--page', name, '--period', PERIOD, '--out', file);
    if (exitCode !== 0) throw new Error(`\`lake page --page ${name}\` ended with ${exitCode}: ${stdout}${stderr}`);
    return [`lake page --page ${name}`, `${withCsv(readFileSync(file, 'utf8'))}${stdout}${stderr}`];
  });
}

async function reportTexts(laptop: Laptop): Promise<Texts> {
  const wanted = REPORTS.flatMap(({ name }) => FORMATS.map((format) => ({ name, format })));
  return await inTurn(wanted, async ({ name, format }) => {
    const { exitCode, stdout, stderr } = await laptop.lake('report', name, '--period', PERIOD, '--format', format);
    if (exitCode !== 0) throw new Error(`\`lake report ${name}\` ended with ${exitCode}: ${stdout}${stderr}`);
    return [`lake report ${name} --format ${format}`, `${withCsv(stdout)}${stderr}`];
  });
}

/** A page with the CSV files of its links as text. */
function withCsv(html: string): string {
  return html.replace(/(?<=href="data:text\/csv;charset=utf-8,)[^"]*/g, (encoded) => decodeURIComponent(encoded));
}

async function inTurn<Of, Made>(all: readonly Of[], make: (one: Of) => Promise<Made>): Promise<readonly Made[]> {
  const made: Made[] = [];
  for (const one of all) made.push(await make(one));
  return made;
}
