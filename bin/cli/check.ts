import { join } from 'node:path';
import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import pMap from 'p-map';
import { type ChecksReport, checksReportText } from '../../domain/contracts/checks-report.ts';
import { CHECKS_KEY } from '../../domain/contracts/lake-layout.ts';
import { runQuery } from './athena.ts';
import { messageOf } from './aws-words.ts';
import { countTogether, type RunQuery } from './check-counts.ts';
import { readCheckFiles } from './check-files.ts';
import { inOrder, isPassed, reportOf, totalsLine, type Verdict, verdictLine } from './check-report.ts';
import { groupChecks, onLiveViews, type PlacedCheck, rowsSql } from './check-statements.ts';
import { formatResult } from './format.ts';
import { lakeBucket } from './lake-bucket.ts';
import { wholeNumber } from './options.ts';
import { findTarget, type Target } from './target.ts';

const SQL_FOLDER = join(import.meta.dirname, '..', '..', 'athena-sql');

interface Options {
  readonly concurrency: number;
  readonly live: boolean;
  readonly rows?: number;
}

export function checkCommand(): Command {
  return new Command('check')
    .description('Runs the checks of the views: each is a rule, and a query for the rows that break it.')
    .argument('[view...]', 'of these views alone (default: all)')
    .option('--rows <n>', 'also show so many of the rows that break a rule', wholeNumber)
    .option('--live', 'check what the events give now, not what the last refresh wrote', false)
    .option('--concurrency <n>', 'queries under way at once', wholeNumber, 2)
    .addHelpText(
      'after',
      `
One line a check: ok, warn or FAIL, its place, view and rule, and how many rows break it; ERROR and the reason where
its query ended in one. The last line has the totals. FAIL is a number that is wrong; warn may be right, and somebody
should look. The checks of a view are one query; where that is refused or fails, each is one of its own.
Public views read what the last refresh wrote. With --live the same rules are asked of the views live_…, which compute
the same from the events: slow on a large lake. A view that has none, as events, reads the events anyway. The laptop
has them, a deployed stack with the setting liveViews.
What a run of all checks found is kept for the operations page: which rules are broken and by how many rows. A run of
some views, or with --live, is not.
Exit code 1 when a rule marked fail is broken, or a query ended in an error; 0 with warnings alone.

Examples:
  npx lake check
  npx lake check metric_messages metric_failures --rows 5
  npx lake check metric_messages --live
  npx lake check --stack WhatsAppEventLake --concurrency 8`,
    )
    .action(check);
}

async function check(views: readonly string[], options: Options, command: Command): Promise<void> {
  const ofViews = checksOf(views);
  const target = await findTarget(command);
  const run = (sql: string) => runQuery(target, sql);
  const asked = options.live ? onLiveViews(ofViews, await tablesOf(run)) : ofViews;
  const startedMs = performance.now();
  const print = inOrder((text) => process.stdout.write(`${text}\n`));
  const bar = progressBar(asked.length);
  const show = async (verdict: Verdict): Promise<Verdict> => {
    print(verdict.check.place, `${verdictLine(verdict, asked.length)}${await rowsOf(run, verdict, options.rows)}`);
    bar?.increment();
    return verdict;
  };
  const verdicts = await pMap(
    groupChecks(asked),
    async (group) => pMap(await countTogether(run, group, target.output('Database')), show, { concurrency: 1 }),
    { concurrency: options.concurrency },
  );
  bar?.stop();
  const all = verdicts.flat();
  const tookMs = performance.now() - startedMs;
  process.stdout.write(`${totalsLine(all, tookMs)}\n`);
  if (views.length === 0 && !options.live) await keepReport(target, reportOf(all, Date.now(), tookMs));
  if (!all.every(isPassed)) process.exitCode = 1;
}

/** A page can do without it, and somebody who only reads the lake may not write it. */
async function keepReport(target: Target, report: ChecksReport): Promise<void> {
  try {
    await lakeBucket(target).writeText(CHECKS_KEY, checksReportText(report), 'application/json');
  } catch (error) {
    process.stderr.write(`Not kept for the operations page (${CHECKS_KEY}): ${messageOf(error)}\n`);
  }
}

function checksOf(views: readonly string[]): readonly PlacedCheck[] {
  const files = readCheckFiles(SQL_FOLDER);
  const unknown = views.find((view) => !files.has(view));
  if (unknown !== undefined) throw new Error(`${unknown} has no checks. These have: ${[...files.keys()].join(', ')}.`);
  const chosen = [...files].filter(([view]) => views.length === 0 || views.includes(view));
  return chosen
    .flatMap(([view, { checks }]) => checks.map((one) => ({ view, ...one })))
    .map((one, index) => ({ ...one, place: index + 1 }));
}

async function tablesOf(run: RunQuery): Promise<readonly string[]> {
  return (await run('SHOW TABLES')).rows.map(([name]) => name ?? '');
}

/** In a terminal the lines show how far it is. */
function progressBar(total: number): SingleBar | undefined {
  if (process.stdout.isTTY) return undefined;
  const format = '  {bar} {value}/{total} checks, {duration_formatted}';
  const bar = new SingleBar({ format, noTTYOutput: true, notTTYSchedule: 5_000, clearOnComplete: true });
  bar.start(total, 0);
  return bar;
}

async function rowsOf(run: RunQuery, verdict: Verdict, show: number | undefined): Promise<string> {
  if (show === undefined || 'error' in verdict || verdict.offending === 0) return '';
  return `\n${formatResult(await run(rowsSql(verdict.check, show)), 'table')}`;
}
