import { Command, InvalidArgumentError, Option } from 'commander';
import { runQuery } from './athena.ts';
import { FORMATS, type Format } from './format.ts';
import { wholeNumber } from './options.ts';
import { requireReading } from './reading-statement.ts';
import { findTarget, type Target } from './target.ts';
import { withNearestNames } from './unknown-names.ts';
import { limitOn, TERMINAL_ROWS, viewOf } from './view.ts';

interface Options {
  readonly format: Format;
  readonly vertical: boolean;
  readonly limit?: number;
  readonly all: boolean;
}

export function queryCommand(): Command {
  const command = new Command('query');
  const parse = command.parseOptions.bind(command);
  command.parseOptions = (words) => parse(words.map(notAnOption));
  return command
    .description('Runs SQL in the lake’s Athena workgroup, or shows a view.')
    .argument('<sql>', 'a statement that reads, or the name of a view', statement)
    .addOption(new Option('--format <format>', 'how to print the rows').choices(FORMATS).default('table'))
    .addOption(new Option('--vertical', 'one column a line: --format vertical').conflicts('format').default(false))
    .option('--limit <n>', `the most rows to print (default: ${TERMINAL_ROWS} in a terminal, else all)`, wholeNumber)
    .addOption(new Option('--all', 'every row, in a terminal as well').conflicts('limit').default(false))
    .addHelpText(
      'after',
      `
Numbers, facts and dimensions are as old as the last refresh (\`npx lake status\`); events is of this moment. After
\`npx lake refresh\` they are up to date. The tables refreshed_… hold all generations: query the views, which read one.
Only the rows go to standard output. Exit code 0 when the statement succeeded, 1 otherwise.

Examples:
  npx lake query metric_message_funnel_daily
  npx lake query "SELECT event_type, count(*) AS events FROM events GROUP BY 1 ORDER BY 2 DESC"
  npx lake query "SELECT * FROM events ORDER BY received_at DESC LIMIT 3" --vertical
  npx lake query events --format csv > events.csv
  npx lake query metric_messages --format json | head`,
    )
    .action(query);
}

/** SQL may begin with a `--` comment, which commander would take for an option; a blank before it changes nothing. */
function notAnOption(word: string): string {
  return /^--[^=]*\s/.test(word) ? ` ${word}` : word;
}

function statement(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('It must be a statement that reads, or the name of a view.');
  const view = /^\s*(\w+)\s*;?\s*$/.exec(value)?.[1];
  return view === undefined ? value : `SELECT * FROM ${view}`;
}

async function query(sql: string, { format, vertical, ...options }: Options, command: Command): Promise<void> {
  requireReading(sql);
  const screen = process.stdout.isTTY ? { columns: process.stdout.columns } : null;
  const limit = options.all ? Number.POSITIVE_INFINITY : (options.limit ?? limitOn(screen));
  const target = await findTarget(command);
  const result = await runQuery(target, sql, limit + 1).catch((error: unknown) => explain(target, sql, error));
  const { text, notes } = viewOf(result, vertical ? 'vertical' : format, limit, screen);
  process.stdout.write(`${text}\n`);
  for (const note of notes) process.stderr.write(`${note}\n`);
}

async function explain(target: Target, sql: string, error: unknown): Promise<never> {
  if (!(error instanceof Error)) throw error;
  const firstColumn = async (statement: string) => (await runQuery(target, statement)).rows.map(([name]) => name ?? '');
  const message = await withNearestNames(error.message, sql, firstColumn);
  throw message === error.message ? error : new Error(message);
}
