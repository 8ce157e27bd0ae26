import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { PAGES } from '../../dashboard/pages.ts';
import { runLake } from '../support/laptop.ts';
import { axeFindings } from './accessible.ts';
import { type Browsing, type Outcome, picture } from './browsing.ts';
import { csvDifferences } from './csv.ts';
import { differencesIn } from './equal.ts';
import { periodsIn } from './shown.ts';
import { askOf, type ServedStack } from './stack.ts';
import { inPage, layoutFindings, visit } from './visit.ts';

/** Each page as `lake page` writes it, opened without a network and without scripts. */
export async function* checkFiles(browsing: Browsing, stack: ServedStack, folder: string): AsyncGenerator<Outcome> {
  for (const { name } of PAGES) {
    const file = join(folder, `${name}.html`);
    const { exitCode, stderr } = await runLake(stack.dataDir, ['page', '--page', name, '--out', file]);
    if (exitCode !== 0) yield { what: `${name}: lake page`, findings: [`it ended with ${exitCode}: ${stderr}`] };
    else yield* checkFile(browsing, stack, name, file);
  }
}

async function* checkFile(browsing: Browsing, stack: ServedStack, name: string, file: string): AsyncGenerator<Outcome> {
  const html = readFileSync(file, 'utf8');
  const ask = await askOf(stack.dataDir);
  const shown = periodsIn(html);
  const differences = await Promise.all(shown.map((period) => differencesIn(period, ask)));
  const numbers = shown.reduce((sum, period) => sum + period.numbers.length, 0);
  const findings = [...differences.flat(), ...csvDifferences(html).findings];
  yield { what: `${name} as a file: ${numbers} numbers of ${shown.length} periods, and their CSV`, findings };
  yield await checkOffline(browsing, name, pathToFileURL(file).href);
  yield await checkLooks(browsing, name, pathToFileURL(file).href);
}

/** Its periods by keyboard, and its CSV files as the browser saves them. */
async function checkOffline({ browser }: Browsing, name: string, address: string): Promise<Outcome> {
  await using visited = await visit(browser, address, { offline: true, script: false });
  const { page, heard } = visited;
  const periods = await page.locator('input[name=variant]').count();
  const findings: string[] = [];
  await page.focus('input[name=variant]:checked');
  const seen = new Set<string>();
  for (let place = 0; place < periods; place += 1) {
    const visible = await inPage<readonly string[]>(page, 'visibleVariants');
    if (visible.length !== 1) findings.push(`${visible.length} periods are shown at once`);
    seen.add(visible.join());
    await page.keyboard.press('ArrowRight');
  }
  if (seen.size !== periods) findings.push(`${seen.size} of ${periods} periods can be shown by the arrow keys`);
  findings.push(...(await checkDownload(page)));
  return {
    what: `${name} as a file: offline, without script: ${periods} periods, a saved CSV`,
    findings: [...findings, ...heard],
  };
}

/** The first table that is shown. */
async function checkDownload(page: Page): Promise<readonly string[]> {
  await inPage(page, 'openAll');
  const link = page.locator('a.csv:visible').first();
  if ((await link.count()) === 0) return ['no CSV is offered'];
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const expected = Buffer.from(decodeURIComponent((await link.getAttribute('href'))?.split(/(?<=utf-8),/)[1] ?? ''));
  const saved = readFileSync(await download.path());
  const named = await link.getAttribute('download');
  return [
    ...(saved.equals(expected) ? [] : ['the saved CSV is not the one beside the table']),
    ...(download.suggestedFilename() === named ? [] : [`it is saved as ${download.suggestedFilename()}, not ${named}`]),
  ];
}

async function checkLooks(browsing: Browsing, name: string, address: string): Promise<Outcome> {
  await using visited = await visit(browsing.browser, address, { offline: true });
  const { page, heard } = visited;
  const layout = await layoutFindings(page);
  await picture(browsing, page, `${name}-file`);
  return { what: `${name} as a file: layout and axe`, findings: [...layout, ...(await axeFindings(page)), ...heard] };
}
