import { statSync } from 'node:fs';
import { Command } from 'commander';
import { remove, temporaryFolder } from '../support/laptop.ts';
import { openChromium } from './chromium.ts';
import { startServed } from './stack.ts';
import { visit } from './visit.ts';

const MAX_BYTES = 300_000;
const WIDTH = 1_280;
/** The first six tiles of the sample. */
const HEIGHT = 960;

interface Options {
  readonly url?: string;
  readonly out: string;
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

await new Command('npm run picture --')
  .description(
    'Takes the picture of the README: the upper part of the exec page of a laptop stack with its sample, in light colours.',
  )
  .option('--url <url>', 'of the pages of a laptop stack that runs, in place of one that is started')
  .option('--out <file>', 'the PNG file to write', 'docs/pages.png')
  .addHelpText(
    'after',
    `
Examples:
  npm run picture
  npm run picture -- --url http://127.0.0.1:8788/`,
  )
  .action(picture)
  .parseAsync();

async function picture({ url, out }: Options): Promise<void> {
  if (url !== undefined) return await take(url, out);
  const folder = temporaryFolder();
  try {
    say('Starting a laptop stack with its sample …');
    await using stack = await startServed(folder);
    await take(stack.url, out);
  } finally {
    remove(folder);
  }
}

/** @throws Error for a picture that is too large for a README. */
async function take(url: string, out: string): Promise<void> {
  const browser = await openChromium(say);
  try {
    await using visited = await visit(browser, new URL('/exec', url).href, { width: WIDTH });
    const clip = { x: 0, y: 0, width: WIDTH, height: HEIGHT };
    await visited.page.screenshot({ path: out, fullPage: true, clip });
  } finally {
    await browser.close();
  }
  const { size } = statSync(out);
  if (size > MAX_BYTES) throw new Error(`${out} has ${size} bytes; ${MAX_BYTES} at most.`);
  say(`${out}: ${size} bytes`);
}
