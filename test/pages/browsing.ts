import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { axeFindings } from './accessible.ts';
import { keyboardFindings } from './keyboard.ts';
import { inPage, type Looking, layoutFindings, visit, WIDTHS } from './visit.ts';

/** A document to look at: where it lies, and what it is called in the report and in the names of pictures. */
export interface Document {
  readonly name: string;
  readonly address: string;
}

/** What one check found; nothing when all is as it must be. */
export interface Outcome {
  readonly what: string;
  readonly findings: readonly string[];
}

export interface Browsing {
  readonly browser: Browser;
  /** Where pictures are kept. */
  readonly pictures: string;
}

/** Each width and colour: no finding of axe, and a picture to look at. */
export async function checkAccessible(browsing: Browsing, document: Document): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const width of WIDTHS) {
    for (const dark of [false, true]) {
      const colours = dark ? 'dark' : 'light';
      await using visited = await visit(browsing.browser, document.address, { width, dark });
      await picture(browsing, visited.page, `${document.name}-${width}-${colours}`);
      const findings = [...(await axeFindings(visited.page)), ...visited.heard];
      outcomes.push({ what: `${document.name}: axe at ${width} px, ${colours}`, findings });
    }
  }
  return outcomes;
}

/** With the script and without it: nothing moves, nothing is wider than the window, nothing is asked of elsewhere. */
export async function checkQuiet({ browser }: Browsing, document: Document): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const width of WIDTHS) {
    for (const script of [true, false]) {
      await using visited = await visit(browser, document.address, { width, script });
      const findings = [...(await layoutFindings(visited.page)), ...visited.heard];
      const how = script ? 'with script' : 'without script';
      outcomes.push({ what: `${document.name}: layout, console and requests at ${width} px ${how}`, findings });
    }
  }
  return outcomes;
}

export async function checkKeyboard({ browser }: Browsing, document: Document): Promise<Outcome> {
  await using visited = await visit(browser, document.address, { script: false });
  const findings = await keyboardFindings(visited.page);
  return { what: `${document.name}: every control by keyboard`, findings: [...findings, ...visited.heard] };
}

export async function checkMotion({ browser }: Browsing, document: Document): Promise<Outcome> {
  await using visited = await visit(browser, document.address, { reducedMotion: true });
  return {
    what: `${document.name}: nothing moves for who wants less motion`,
    findings: [...(await inPage<string[]>(visited.page, 'moving')), ...visited.heard],
  };
}

/** Its PDF, and how many sheets of A4 it has; some sheets at most. */
export async function checkPrint(
  { browser, pictures }: Browsing,
  { name, address }: Document,
  sheets: number,
): Promise<Outcome> {
  await using visited = await visit(browser, address);
  const pdf = await visited.page.pdf({ format: 'A4', path: join(pictures, `${name}.pdf`) });
  const printed = sheetsOf(pdf);
  const findings = printed > sheets ? [`${printed} sheets; ${sheets} at most`] : [];
  await visited.page.emulateMedia({ media: 'print' });
  await visited.page.setViewportSize({ width: 794, height: 1_123 });
  await picture({ browser, pictures }, visited.page, `${name}-print`);
  return { what: `${name}: printed on ${printed} sheet${printed === 1 ? '' : 's'} of A4`, findings };
}

/** Chromium writes the dictionary of each page in clear. */
function sheetsOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

export async function picture({ pictures }: Browsing, page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

/** What one visit shows of a document that is only looked at. */
export async function checkShown(
  browsing: Browsing,
  { name, address }: Document,
  looking: Partial<Looking> = {},
): Promise<Outcome> {
  await using visited = await visit(browsing.browser, address, looking);
  const layout = await layoutFindings(visited.page);
  await picture(browsing, visited.page, name);
  return { what: name, findings: [...layout, ...(await axeFindings(visited.page)), ...visited.heard] };
}
