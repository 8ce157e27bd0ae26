import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { openChromium } from './chromium.ts';

/** 210 by 297 mm at 96 pixels an inch. */
const A4_PIXELS = { width: 794, height: 1_123 };

interface Options {
  readonly width: number;
  readonly dark: boolean;
  readonly print: boolean;
}

await new Command('npx node test/pages/shoot.ts')
  .description('Takes a picture of a whole page in Chromium. What the page’s console says is printed.')
  .argument('<page>', 'an address, or an HTML file')
  .argument('<picture>', 'the PNG file to write; with --print it may be a PDF file')
  .option('--width <pixels>', 'of the window', pixels, 1_280)
  .option('--dark', 'for somebody who prefers dark colours', false)
  .option('--print', 'as it is printed on A4', false)
  .addHelpText(
    'after',
    `
Examples:
  npx node test/pages/shoot.ts page.html page.png
  npx node test/pages/shoot.ts http://127.0.0.1:8780/ page.png --width 390 --dark
  npx node test/pages/shoot.ts page.html page.pdf --print`,
  )
  .action(shoot)
  .parseAsync();

async function shoot(from: string, to: string, { width, dark, print }: Options): Promise<void> {
  const browser = await openChromium((line) => void process.stderr.write(`${line}\n`));
  try {
    const viewport = print ? A4_PIXELS : { width, height: 800 };
    const page = await browser.newPage({ viewport, colorScheme: dark ? 'dark' : 'light' });
    page.on('console', (message) => void process.stderr.write(`console: ${message.text()}\n`));
    page.on('pageerror', (error) => void process.stderr.write(`error: ${error.message}\n`));
    await page.goto(/^https?:/.test(from) ? from : pathToFileURL(resolve(from)).href);
    if (print) await page.emulateMedia({ media: 'print' });
    if (print && to.endsWith('.pdf')) await page.pdf({ path: to, format: 'A4' });
    else await page.screenshot({ path: to, fullPage: true });
  } finally {
    await browser.close();
  }
}

function pixels(text: string): number {
  if (/^[1-9]\d{1,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('must be a whole number of pixels between 10 and 9999.');
}
