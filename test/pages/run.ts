import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Browser } from 'playwright-core';
import { dataOption } from '../../bin/cli/options.ts';
import { remove, temporaryFolder } from '../support/laptop.ts';
import { EngineUnavailable } from '../trino/unavailable.ts';
import type { Outcome } from './browsing.ts';
import { CHECKS, type Checking, type CheckName } from './checks.ts';
import { openChromium } from './chromium.ts';
import { coldGoal, goalLine } from './goals.ts';
import { type ServedStack, startServed } from './stack.ts';

/** Seeded filters of a full run; a run as CI does it has a tenth. */
const FILTERS = 200;
const SHOWN_FINDINGS = 20;
const ALL = Object.keys(CHECKS);

interface Options {
  readonly ifAvailable: boolean;
  readonly full: boolean;
  readonly seed: number;
  readonly only: readonly CheckName[];
  readonly pictures: string;
  /** Of a stack that runs. */
  readonly url?: string;
  readonly data: string;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

await new Command('npm run check:pages --')
  .description(
    'The pages in a real Chromium, served by a laptop stack with its sample: each number against the statement beside it, ' +
      'axe-core, layout, keyboard, print, the self-contained file, and lakes of every state. apt puts Chromium into your ' +
      'cache, once, without root.',
  )
  .option('--if-available', 'exit code 0 where Chromium cannot be had; says so in capitals all the same', false)
  .option('--full', `${FILTERS} filters in place of ${FILTERS / 10}`, false)
  .option('--seed <n>', 'of the filters; by default another every time', wholeNumber, Date.now() % 1_000_000_000)
  .addOption(new Option('--only <check...>', 'some of them').choices(ALL).default(ALL, 'all'))
  .option('--pictures <folder>', 'where screenshots are kept', join('.build', 'pictures'))
  .option('--url <url>', 'of the pages of a laptop stack that runs, in place of one that is started')
  .addOption(dataOption('of that stack: where everything is kept'))
  .addHelpText(
    'after',
    `
Environment:
  CHROMIUM  a Chromium or Chrome of your own

Exit code 0 when all is as it must be, 1 when not, 3 when Chromium cannot be had. Timings are reported only.

Examples:
  npm run check:pages
  npm run check:pages -- --full --seed 42
  npm run check:pages -- --only accessible keyboard --pictures /tmp/pictures
  npm run check:pages -- --url http://127.0.0.1:8788/ --only states`,
  )
  .action(check)
  .parseAsync();

async function check({ ifAvailable, ...options }: Options): Promise<void> {
  try {
    const browser = await openChromium(say);
    try {
      process.exitCode = (await checkAll(browser, options)) ? 0 : 1;
    } finally {
      await browser.close();
    }
  } catch (error) {
    if (!(error instanceof EngineUnavailable)) throw error;
    say(`NOT RUN: pages (${error.message})`);
    process.exitCode = ifAvailable ? 0 : 3;
  }
}

async function checkAll(browser: Browser, options: Omit<Options, 'ifAvailable'>): Promise<boolean> {
  const { full, seed, only, pictures, url, data } = options;
  const folder = temporaryFolder();
  mkdirSync(pictures, { recursive: true });
  try {
    await using stack = url === undefined ? await started(folder) : running(url, data);
    say(`time  ${goalLine(await coldGoal(browser, stack))}`);
    const runs = full ? FILTERS : FILTERS / 10;
    const checking: Checking = { browser, pictures: resolve(pictures), stack, folder, seed, runs };
    let failed = 0;
    for (const name of only) {
      for await (const outcome of guarded(name, checking)) {
        say(name === 'goals' ? `time  ${outcome.what}` : lineOf(outcome));
        if (outcome.findings.length > 0) failed += 1;
      }
    }
    say(
      `Seed ${seed}. Pictures: ${resolve(pictures)}. ${failed === 0 ? 'All is as it must be.' : `${failed} are not.`}`,
    );
    return failed === 0;
  } finally {
    remove(folder);
  }
}

async function started(folder: string): Promise<ServedStack> {
  say('Starting a laptop stack with its sample …');
  return await startServed(join(folder, 'lake'));
}

/** A check that breaks off has found something, and the others go on. */
async function* guarded(name: CheckName, checking: Checking): AsyncGenerator<Outcome> {
  try {
    yield* CHECKS[name](checking);
  } catch (error) {
    yield {
      what: `${name} was broken off`,
      findings: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
    };
  }
}

function running(url: string, dataDir: string): ServedStack {
  return { url: new URL('/', url).href, dataDir, [Symbol.asyncDispose]: async () => {} };
}

function lineOf({ what, findings }: Outcome): string {
  if (findings.length === 0) return `ok    ${what}`;
  const more = findings.length > SHOWN_FINDINGS ? [`… and ${findings.length - SHOWN_FINDINGS} more`] : [];
  return [`FAIL  ${what}`, ...findings.slice(0, SHOWN_FINDINGS), ...more].join('\n        ');
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('must be a whole number of at most nine digits.');
}
