import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulate } from 'simulator';
import { dayOf } from '../../domain/event/time.ts';
import { parseKeepingNumbers } from '../../domain/shared/json.ts';

export interface Delivery {
  readonly source: string;
  readonly documents: readonly unknown[];
  /** Some of the documents are not what the source sends: the front door refuses them. */
  readonly someRefused?: boolean;
}

/** What the two engines are asked about: what is compacted, and what comes after that. */
export interface Traffic {
  readonly closed: readonly Delivery[];
  readonly open: readonly Delivery[];
}

interface Span {
  readonly from: string;
  readonly through: string;
  readonly messages: number;
}

/** Across both changes of charges, and the days on which Europe's clocks change; and months in which contacts return. */
const SPANS: readonly Span[] = [
  { from: '2025-06-28', through: '2025-07-02', messages: 150 },
  { from: '2025-10-25', through: '2025-10-27', messages: 80 },
  { from: '2026-03-28', through: '2026-03-30', messages: 80 },
  { from: '2026-09-28', through: '2026-10-02', messages: 150 },
  { from: '2025-07-01', through: '2026-09-30', messages: 150 },
];
/** What is a month old or older lands on the day it came, which is open; these lie on days of their own. */
const RECENT_DAYS = 12;
const RECENT_MESSAGES = 250;
const DAY_MS = 86_400_000;
const FIXTURES = join(import.meta.dirname, '..', 'fixtures');

/** Simulated months, some of whose deliveries come after their days are closed, and every kind of event there is. */
export function traffic(nowMs: number): Traffic {
  const daysAgo = (days: number) => dayOf(nowMs - days * DAY_MS);
  const recent = { from: daysAgo(RECENT_DAYS), through: daysAgo(1), messages: RECENT_MESSAGES };
  const posted = [...SPANS, recent].flatMap((span, seed) => [...simulate({ ...span, seed })]);
  const part = (isPart: (index: number) => boolean, source: string): Delivery => ({
    source,
    documents: posted.filter((one, index) => one.source === source && isPart(index)).map(({ document }) => document),
  });
  const isLate = (index: number) => index % 10 === 9;
  const inTime = (index: number) => !isLate(index);
  return {
    closed: [part(inTime, 'meta'), part(inTime, 'sends')],
    open: [part(isLate, 'meta'), part(isLate, 'sends'), fixturesOf('meta'), fixturesOf('sends')],
  };
}

function fixturesOf(source: string): Delivery {
  const files = globSync(`${source}/*.json`, { cwd: FIXTURES }).filter((name) => !name.endsWith('.expected.json'));
  const documents = files.sort().map((name) => parseKeepingNumbers(readFileSync(join(FIXTURES, name), 'utf8')));
  return { source, documents, someRefused: true };
}

export function lines(documents: readonly unknown[]): string {
  return documents.map((document) => `${JSON.stringify(document)}\n`).join('');
}
