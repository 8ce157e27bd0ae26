import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import type { AskAgain } from './equal.ts';
import { fetchPage } from './numbers.ts';
import { shownIn } from './shown.ts';
import { askOf, type ServedStack } from './stack.ts';
import { inPage, visit } from './visit.ts';

interface Timings {
  readonly firstByte: number;
  readonly firstPaint: number | null;
  readonly loaded: number;
}

interface Goal {
  readonly what: string;
  readonly measured: number;
  readonly goal: number;
  readonly unit: 'ms' | 'KB';
}

/** Filters whose page is timed. */
const FILTERS = [
  'period=7d',
  'period=90d',
  'period=28d&category=marketing',
  'period=90d&country=US',
  'period=7d&channel=unknown',
];
const WARM_VISITS = 5;

/** The first paint of a process that has served nothing yet: to be measured before all else. */
export async function coldGoal(browser: Browser, { url }: ServedStack): Promise<Goal> {
  const { firstPaint } = await timingsOf(browser, `${url}exec`);
  return { what: 'first paint of the exec page, cold', measured: firstPaint ?? Number.NaN, goal: 1_000, unit: 'ms' };
}

/** Figures of this machine at this moment: reported, never failed upon. */
export async function warmGoals(browser: Browser, { url, dataDir }: ServedStack): Promise<readonly Goal[]> {
  const ask = await askOf(dataDir);
  const html = await fetchPage(`${url}exec?period=90d`);
  const statements = [...shownIn(html).statements.values()].flatMap(([sql]) => sql ?? []);
  const answers = await inTurn(statements, (sql) => elapsed(ask, sql));
  const warm = await inTurn(Array.from({ length: WARM_VISITS }), () => timingsOf(browser, `${url}exec`));
  const filtered = await inTurn(FILTERS, (filter) => timingsOf(browser, `${url}exec?${filter}`));
  const paints = (all: readonly Timings[]) => median(all.map(({ firstPaint }) => firstPaint ?? Number.NaN));
  return [
    { what: 'first paint of the exec page, warm', measured: paints(warm), goal: 300, unit: 'ms' },
    {
      what: 'answer of a statement, the median of those of the page',
      measured: median(answers),
      goal: 100,
      unit: 'ms',
    },
    { what: 'answer of a statement, the slowest', measured: Math.max(...answers), goal: 100, unit: 'ms' },
    {
      what: 'page for a filter, first byte',
      measured: median(filtered.map(({ firstByte }) => firstByte)),
      goal: 300,
      unit: 'ms',
    },
    { what: 'page for a filter, first paint', measured: paints(filtered), goal: 300, unit: 'ms' },
    { what: 'exec page of 90 days, gz', measured: gzipSync(html).length / 1_000, goal: 150, unit: 'KB' },
  ];
}

export function goalLine({ what, measured, goal, unit }: Goal): string {
  const figure = `${measured.toFixed(unit === 'KB' ? 1 : 0)} ${unit}`;
  return `${what}: ${figure}, ${measured <= goal ? 'within' : 'beyond'} the goal of ${goal} ${unit}`;
}

async function timingsOf(browser: Browser, address: string): Promise<Timings> {
  await using visited = await visit(browser, address);
  await visited.page.waitForTimeout(100);
  return await inPage<Timings>(visited.page, 'timings');
}

async function elapsed(ask: AskAgain, sql: string): Promise<number> {
  const beginMs = performance.now();
  await ask(sql);
  return performance.now() - beginMs;
}

async function inTurn<Of, Made>(all: readonly Of[], make: (one: Of) => Promise<Made>): Promise<readonly Made[]> {
  const made: Made[] = [];
  for (const one of all) made.push(await make(one));
  return made;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
