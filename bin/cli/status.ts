import { Command } from 'commander';
import { SOURCES } from '../../domain/sources/registry.ts';
import { runQuery } from './athena.ts';
import { messageOf } from './aws-words.ts';
import { type Hours, lastHours, readCounts } from './counts.ts';
import { wholeNumber } from './options.ts';
import { readRefreshed } from './refreshed.ts';
import { NO_RUN, runs, together } from './reprocess.ts';
import { readCredentials } from './sources.ts';
import { formatStatus } from './status-lines.ts';
import { findTarget, type Target } from './target.ts';

interface Options {
  readonly hours: number;
  readonly secrets: boolean;
}

export function statusCommand(): Command {
  return new Command('status')
    .description('How the lake is: what came in, what became of it, and how fresh it is.')
    .option('--hours <n>', 'how far back to count', wholeNumber, 24)
    .option('--secrets', 'also print what each source signs with (they are secrets)', false)
    .addHelpText(
      'after',
      `
The account: received = duplicates + rejected + unfinished + stored + left out + failed + in flight. What came in is
counted by the functions' metrics; what is in the lake and what lies under failed/ is counted where it is, by the hour in
which it was received. A failure that was replayed is in flight until it is stored or has failed again. What is not
understood is among the delivered: its kind is not in the dictionary, and it is kept as unmapped.

Numbers (metric_*, fact_* and what else is kept as tables) are as old as the last refresh, events never are: both ages are
shown, and whether a refresh is overdue.

Exit code 0 when all could be counted, 1 otherwise.

Examples:
  npx lake status
  npx lake status --hours 1
  npx lake status --secrets`,
    )
    .action(status);
}

async function status({ hours, secrets }: Options, command: Command): Promise<void> {
  const target = await findTarget(command);
  const window = lastHours(hours, Date.now());
  // What came in is counted last: what comes meanwhile is then in flight, and never in the lake before it was received.
  const [lake, refreshed, { items: failed, problem }] = await Promise.all([
    intake(target, window),
    readRefreshed(target),
    failedItems(target, window).then(
      (items) => ({ items, problem: null }),
      // The rest must be seen also while the function that looks under failed/ is out of order.
      (error: unknown) => ({ items: [], problem: messageOf(error) }),
    ),
  ]);
  const untilMs = window.untilMs - 2 * HOUR_MS;
  const [counts, countsThen] = await Promise.all([
    readCounts(target, window),
    untilMs > window.sinceMs ? readCounts(target, { ...window, untilMs }) : () => 0,
  ]);
  const account = { counts, stored: itemsBefore(lake.events), failed: itemsBefore(failed) };
  const settled = {
    counts: countsThen,
    stored: itemsBefore(lake.events, untilMs),
    failed: itemsBefore(failed, untilMs),
  };
  const { notUnderstood } = lake;
  process.stdout.write(
    formatStatus({
      ...{ hours, account, settled, problem, notUnderstood, refreshed },
      freshness: age(lake.newestMs),
      nowMs: Date.now(),
    }),
  );
  if (problem !== null) process.exitCode = 1;
  if (secrets) await printSecrets(target);
}

const HOUR_MS = 3_600_000;

/** By the hour in which they were received. */
type Items = readonly { readonly hourMs: number; readonly items: number }[];

interface Intake {
  readonly events: Items;
  /** Of these, those that are unmapped. */
  readonly notUnderstood: number;
  readonly newestMs: number | null;
}

function itemsBefore(items: Items, untilMs = Number.POSITIVE_INFINITY): number {
  return items.reduce((total, { hourMs, items }) => total + (hourMs < untilMs ? items : 0), 0);
}

/** What the lake holds of the events received in these hours. */
async function intake(target: Target, { sinceMs }: Hours): Promise<Intake> {
  const { columns, rows } = await runQuery(target, 'SELECT * FROM metric_intake_hourly');
  const column = (name: string) => columns.findIndex((one) => one.name === name);
  const read = (row: readonly (string | null)[], name: string) => row[column(name)] ?? '';
  const events = rows.map((row) => ({
    hourMs: instant(read(row, 'received_hour')),
    items: Number(read(row, 'events')),
    unmapped: Number(read(row, 'unmapped')),
  }));
  const recent = events.filter(({ hourMs }) => hourMs >= sinceMs);
  return {
    events: recent,
    notUnderstood: recent.reduce((total, { unmapped }) => total + unmapped, 0),
    newestMs: rows.length === 0 ? null : Math.max(...rows.map((row) => instant(read(row, 'newest_received_at')))),
  };
}

/**
 * What lies under `failed/` of the items received in these hours, as the reprocess function finds it: wherever it lies,
 * each once, without what was replayed. What failed did so after it was received, at any time.
 */
async function failedItems(target: Target, { sinceMs }: Hours): Promise<Items> {
  let total = NO_RUN;
  const since = new Date(sinceMs).toISOString();
  for await (const answer of runs(target, { from: 'failed', dryRun: true, since, until: new Date().toISOString() })) {
    total = together(total, answer);
  }
  return Object.entries(total.failedItemsByHour)
    .map(([hour, items]) => ({ hourMs: Date.parse(`${hour}:00Z`), items }))
    .filter(({ hourMs }) => hourMs >= sinceMs);
}

/** Athena prints a timestamp as `2026-11-20 10:00:00.000`, in UTC here. */
function instant(timestamp: string): number {
  return Date.parse(`${timestamp.replace(' ', 'T')}Z`);
}

function age(newestMs: number | null): string {
  return newestMs === null ? 'empty' : `${Math.max(0, Math.round((Date.now() - newestMs) / 1000))} s`;
}

async function printSecrets(target: Target): Promise<void> {
  for (const source of SOURCES) {
    const credentials = await readCredentials(target, source);
    for (const [name, value] of Object.entries(credentials)) process.stdout.write(`${source.name}.${name}=${value}\n`);
  }
}
