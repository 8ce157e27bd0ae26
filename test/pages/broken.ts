import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { axeFindings } from './accessible.ts';
import type { Browsing, Outcome } from './browsing.ts';
import { keyboardFindings } from './keyboard.ts';
import { inPage, layoutFindings, visit } from './visit.ts';

/** A page with a fault for each of the checks: one that finds nothing here would find nothing anywhere. */
const BROKEN = `<!doctype html><html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<style>
  a.hidden:focus { outline: none; box-shadow: none }
  .wide { width: 3000px }
  .slow { transition: color 2s }
  details.shut summary { pointer-events: none }
</style></head>
<body><a class="hidden" href="#there">no focus</a><div class="wide slow">wide</div><input tabindex="-1">
<img src="http://127.0.0.1:9/picture.png"><p id="late">moved</p>
<script>setTimeout(() => { const p = document.createElement('p'); p.textContent = 'late'; p.style.height = '200px'; late.before(p) }, 50)</script>
</body></html>`;

const EXPECTED = [
  'axe html-has-lang',
  'axe image-alt',
  'no visible focus',
  'not reached by Tab',
  'layout shift of',
  'the page is 3',
  'would move',
  'Content Security Policy',
];

export async function checkTheChecks({ browser, pictures }: Browsing): Promise<Outcome> {
  const file = join(pictures, 'broken.html');
  writeFileSync(file, BROKEN);
  await using visited = await visit(browser, pathToFileURL(file).href);
  const { page, heard } = visited;
  const found = [
    ...(await layoutFindings(page)),
    ...(await inPage<string[]>(page, 'moving')),
    ...(await axeFindings(page)),
    ...(await keyboardFindings(page)),
    ...heard,
  ].join('\n');
  const missed = EXPECTED.filter((words) => !found.includes(words));
  return {
    what: 'the checks find the faults of a broken page',
    findings: missed.map((words) => `not found: ${words}`),
  };
}
