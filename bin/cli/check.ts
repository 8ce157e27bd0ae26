import { join } from 'node:path';
import { Command } from 'commander';
import pMap from 'p-map';
import { runQuery } from './athena.ts';
import { readCheckFiles } from './check-files.ts';
import type { Check } from './checks-file.ts';
import { formatResult } from './format.ts';
import { wholeNumber } from './options.ts';
import { findTarget, type Target } from './target.ts';

const SQL_FOLDER = join(import.meta.dirname, '..', '..', 'athena-sql');

interface Options {
  readonly concurrency: number;
  readonly rows?: number;
}

interface Asked extends Check {
  readonly view: string;
}

export function checkCommand(): Command {
  return new Command('check')
    .description('Runs the checks of the views: each is a rule, and a query for the rows that break it.')
    .argument('[view...]', 'of these views alone (default: all)')
    .option('--rows <n>', 'also show so many of the rows that break a rule', wholeNumber)
    .option('--concurrency <n>', 'queries under way at once', wholeNumber, 2)
    .addHelpText(
      'after',
      `
One line a check: its place, ok or the number of rows that break it, view, severity, rule, milliseconds.
Exit code 1 when a rule marked fail is broken, or a query ended in an error; 0 with warnings alone.

Examples:
  npx lake check
  npx lake check metric_messages metric_failures --rows 5
  npx lake check --stack WhatsAppEventLake --concurrency 8`,
    )
    .action(check);
}

async function check(views: readonly string[], options: Options, command: Command): Promise<void> {
  const asked = checksOf(views);
  const target = await findTarget(command);
  let done = 0;
  const print = (line: string) => process.stdout.write(`${++done}/${asked.length}  ${line}\n`);
  const passed = await pMap(asked, (one) => run(target, one, options.rows, print), {
    concurrency: options.concurrency,
  });
  if (passed.includes(false)) process.exitCode = 1;
}

function checksOf(views: readonly string[]): readonly Asked[] {
  const files = readCheckFiles(SQL_FOLDER);
  const unknown = views.find((view) => !files.has(view));
  if (unknown !== undefined) throw new Error(`${unknown} has no checks. These have: ${[...files.keys()].join(', ')}.`);
  const chosen = [...files].filter(([view]) => views.length === 0 || views.includes(view));
  return chosen.flatMap(([view, { checks }]) => checks.map((one) => ({ view, ...one })));
}

/** Whether nothing is broken that must not be. */
async function run(
  target: Target,
  { view, severity, rule, sql }: Asked,
  show: number | undefined,
  print: (line: string) => void,
): Promise<boolean> {
  const startedMs = performance.now();
  const line = (outcome: string) =>
    `${outcome}  ${view}  ${severity}: ${rule}  ${Math.round(performance.now() - startedMs)} ms`;
  try {
    const counted = await runQuery(target, `SELECT count(*) AS offending FROM (\n${sql}\n)`);
    const offending = Number(counted.rows[0]?.[0]);
    if (offending === 0) {
      print(line('ok'));
      return true;
    }
    const rows = show === undefined ? '' : `\n${formatResult(await runQuery(target, limited(sql, show)), 'table')}`;
    print(
      `${line(`${severity === 'fail' ? 'FAIL' : 'warn'}, ${offending} ${offending === 1 ? 'row' : 'rows'}`)}${rows}`,
    );
    return severity === 'warn';
  } catch (error) {
    print(line(`ERROR: ${error instanceof Error ? error.message : String(error)}`));
    return false;
  }
}

function limited(sql: string, rows: number): string {
  return `SELECT * FROM (\n${sql}\n) LIMIT ${rows}`;
}
