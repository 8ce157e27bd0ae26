import type { Page } from 'playwright-core';
import { inPage } from './visit.ts';

/** More presses of the Tab key than any page needs. */
const MOST_PRESSES = 3_000;

interface Stop {
  readonly name: string;
  /** The beginning of its markup. */
  readonly words: string;
  readonly isVisible: boolean;
  readonly isSummary: boolean;
}

/** What cannot be reached with the Tab key, has no visible focus, or does not open with the Enter key. */
export async function keyboardFindings(page: Page): Promise<readonly string[]> {
  const wanted = await inPage<Readonly<Record<string, string>>>(page, 'nameStops');
  const reached = new Set<string>();
  const findings = new Set<string>();
  for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
    await page.keyboard.press('Tab');
    const stop = await inPage<Stop | null>(page, 'focused');
    if (stop === null) break;
    reached.add(stop.name);
    if (!stop.isVisible) findings.add(`no visible focus: ${stop.words}`);
    if (stop.isSummary && !(await opens(page))) findings.add(`does not open by Enter: ${stop.words}`);
  }
  const missed = Object.entries(wanted).filter(([name]) => !reached.has(name));
  return [...findings, ...missed.map(([, words]) => `not reached by Tab: ${words}`)];
}

/** And closes it again: what is inside it has stops of its own. */
async function opens(page: Page): Promise<boolean> {
  const before = await inPage<boolean>(page, 'isOpen');
  await page.keyboard.press('Enter');
  const after = await inPage<boolean>(page, 'isOpen');
  await page.keyboard.press('Enter');
  return before !== after;
}
