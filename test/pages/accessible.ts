import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { inPage } from './visit.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds, by all of its rules, with everything closed and with everything open. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  // By the debugger, not by the page: its policy lets no other script in.
  await page.evaluate(AXE);
  const closed = await run(page);
  await inPage(page, 'openAll');
  return [...new Set([...closed, ...(await run(page))])];
}

async function run(page: Page): Promise<readonly string[]> {
  const results = await page.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  return results.violations.map(({ id, help, nodes }) => {
    const [first] = nodes;
    return `axe ${id}: ${help}: ${nodes.length} of them, as ${first?.target.join(' ')} ${first?.html.slice(0, 120)}`;
  });
}
