import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

const IN_PAGE = readFileSync(join(import.meta.dirname, 'in-page.js'), 'utf8');

/** How somebody looks at a page. */
export interface Looking {
  readonly width: number;
  readonly dark: boolean;
  readonly script: boolean;
  readonly reducedMotion: boolean;
  readonly offline: boolean;
}

/** A phone and a laptop. */
export const WIDTHS = [390, 1_280] as const;
const USUAL: Looking = { width: 1_280, dark: false, script: true, reducedMotion: false, offline: false };
const HEIGHT = 800;
/** Chromium keeps the shifts of the last moments to itself until the page rests. */
const REST_MS = 150;
const PATIENCE_MS = 300_000;

export interface Visit extends AsyncDisposable {
  readonly page: Page;
  /** What a page must not do: an error or a word in the console, a violation of its policy, a request to elsewhere. */
  readonly heard: readonly string[];
}

/** Opens an address in a browser profile of its own. */
export async function visit(browser: Browser, address: string, looking: Partial<Looking> = {}): Promise<Visit> {
  const { width, dark, script, reducedMotion, offline } = { ...USUAL, ...looking };
  const context = await browser.newContext({
    viewport: { width, height: HEIGHT },
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled: script,
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    acceptDownloads: true,
    offline,
  });
  // A busy machine is no fault of a page.
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const heard: string[] = [];
  page.on('console', (message) => heard.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
  page.on('requestfailed', (request) => heard.push(`failed: ${request.url()}`));
  page.on('request', (request) => {
    if (!isOwn(request.url(), address)) heard.push(`request to ${request.url()}`);
  });
  await page.goto(address);
  return { page, heard, [Symbol.asyncDispose]: () => context.close() };
}

/** A file asks for nothing but itself. */
function isOwn(url: string, address: string): boolean {
  if (url.startsWith('data:')) return true;
  return address.startsWith('file:') ? url.split('#')[0] === address : new URL(url).origin === new URL(address).origin;
}

/** Calls one of the functions of in-page.js there, by the debugger: the page's policy lets no other script in. */
export async function inPage<Answer>(page: Page, name: string): Promise<Answer> {
  await page.evaluate(IN_PAGE);
  return await page.evaluate<Answer>(`lakeChecks.${name}()`);
}

/** What moved by itself after it was shown, or is wider than the window. */
export async function layoutFindings(page: Page): Promise<readonly string[]> {
  await page.waitForTimeout(REST_MS);
  return [...(await inPage<string[]>(page, 'layoutShifts')), ...(await inPage<string[]>(page, 'overflowing'))];
}
