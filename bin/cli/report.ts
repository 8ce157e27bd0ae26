import { writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { AthenaClient } from '@aws-sdk/client-athena';
import { Argument, Command, Option } from 'commander';
import type { Answer } from '../../dashboard/answer.ts';
import type { View } from '../../dashboard/page.ts';
import { asPage, comparable, QUERY_HISTORY, type Report, type ReportTable } from '../../dashboard/report.ts';
import { reportFileOf } from '../../dashboard/report-file.ts';
import { REPORTS } from '../../dashboard/reports.ts';
import type { Filter } from '../../domain/pages/filter.ts';
import { shellWord } from '../../domain/shared/shell.ts';
import { askPage, type PagePorts, pageStatements } from '../../lambdas/aws/page-answers.ts';
import { readViewFiles } from '../../lambdas/aws/view-files.ts';
import { runQuery } from './athena.ts';
import { lakeOptionOf } from './lake-option.ts';
import { day, oneOf } from './options.ts';
import { type FilterOptions, filterOf } from './report/filter.ts';
import { type TextFormat, textOf } from './report/output.ts';
import { askedViews, readQuestions } from './report/query-history.ts';
import { findTarget, type Target } from './target.ts';

const SQL_FOLDER = join(import.meta.dirname, '..', '..', 'athena-sql');
const FORMATS = ['table', 'csv', 'json', 'html'] as const;
type Format = (typeof FORMATS)[number];
/** Rows of each table of a report in a terminal; `--table` shows all of one. */
const TERMINAL_ROWS = 20;

interface Options extends FilterOptions {
  readonly format?: Format;
  readonly table?: string;
  readonly out?: string;
}

export function reportCommand(): Command {
  const names = REPORTS.map(({ name }) => name);
  return new Command('report')
    .description('Prints a report: campaigns, channels, buttons, billing, data quality.')
    .addArgument(new Argument('<name>', 'which one').choices(names).argParser(oneOf(names)))
    .option('--period <period>', '7d, 28d or 90d until today, or a month such as 2026-10 (default: 28d)')
    .option('--from <day>', 'first day of the period instead, by the reporting zone', day)
    .option('--to <day>', 'its last day (default: today)', day)
    .option('--number <id>', 'only this number, by its endpoint_id')
    .option('--campaign <id>', 'only this campaign; unknown: messages without one')
    .option('--category <name>', 'only this category, such as marketing')
    .option('--country <code>', 'only contacts of this country, such as IN')
    .option('--channel <name>', 'only this channel, such as whatsapp')
    .addOption(
      new Option('--format <format>', 'how to print it (default: table in a terminal, else csv)').choices(FORMATS),
    )
    .option('--table <name>', 'only this table of the report')
    .option('--out <file>', 'write it to a file; one that ends in .html, .csv or .json has that format')
    .addHelpText('after', HELP)
    .action(report);
}

const HELP = `
Reports, and their tables:
${REPORTS.map(({ name, text, tables }) => `  ${name}: ${text}\n    ${tables.map((table) => table.name).join(', ')}`).join('\n')}

csv and json are the rows as their statements in athena-sql/pages answer them; of a text that a spreadsheet would run as a
formula, csv has an apostrophe before it. Where a report has several tables, csv has an empty line between them. NULL is a
number that cannot be known, never 0. data_quality reads every column of the period's events, and Athena's list of queries.
Exit code 0 when every table has an answer, 1 otherwise.

Examples:
  npx lake report campaign
  npx lake report campaign --period 90d --table failures --format csv
  npx lake report channel_performance --from 2026-11-01 --to 2026-11-30 --format json
  npx lake report buttons --country IN --out buttons.html
  npx lake report data_quality --out data-quality.html`;

async function report(name: string, options: Options, command: Command): Promise<void> {
  const chosen = REPORTS.find((one) => one.name === name);
  if (chosen === undefined) throw new Error(`There is no report ${name}.`);
  const tables = tablesOf(chosen, options.table);
  const filter = filterOf(chosen, options, new Date().toISOString().slice(0, 10));
  const format = formatOf(options);
  if (format === 'html' && options.table !== undefined) throw new Error('--table is for table, csv and json.');
  const target = await findTarget(command);
  const view = await ask(target, chosen, tables, filter);
  write(options.out, format === 'html' ? fileOf(target, chosen, view) : shownAs(format, chosen, tables, view, options));
  const failed = tables.map(({ statement }) => view.answer(statement)).filter(({ error }) => error !== undefined);
  for (const { statement, error } of failed) process.stderr.write(`lake: ${statement} has no answer: ${error}\n`);
  if (failed.length > 0) process.exitCode = 1;
}

/** @throws Error for a name that no table of the report has. */
function tablesOf({ name, tables }: Report, only: string | undefined): readonly ReportTable[] {
  const chosen = tables.filter((table) => only === undefined || table.name === only);
  if (chosen.length > 0) return chosen;
  throw new Error(`The report ${name} has no table ${only}. It has: ${tables.map((table) => table.name).join(', ')}.`);
}

function formatOf({ format, out }: Options): Format {
  const byName = FORMATS.find((one) => out !== undefined && extname(out) === `.${one}`);
  return format ?? byName ?? (process.stdout.isTTY && out === undefined ? 'table' : 'csv');
}

/** Side by side, with the caller's rights. */
async function ask(target: Target, report: Report, tables: readonly ReportTable[], filter: Filter): Promise<View> {
  const ports: PagePorts = {
    ask: (sql) => runQuery(target, sql),
    statement: pageStatements(SQL_FOLDER),
    facts: async () => null,
    nowMs: Date.now,
  };
  const surroundings = {
    place: 'file',
    locale: target.output('PageLocale'),
    refreshMinutes: Number(target.output('RefreshMinutes')),
  } as const;
  const asked = await askPage(ports, asPage({ ...report, tables }), filter, surroundings);
  const view = comparable(asked.view);
  if (!tables.some(({ statement }) => statement === QUERY_HISTORY)) return view;
  const own = report.tables.map(({ statement }) => statement).filter((name) => name !== QUERY_HISTORY);
  const history = await historyOf(target, own.map(ports.statement));
  return { ...view, answer: (statement) => (statement === QUERY_HISTORY ? history : view.answer(statement)) };
}

async function historyOf(target: Target, own: readonly string[]): Promise<Answer> {
  const files = readViewFiles(SQL_FOLDER);
  const names = files
    .map(({ name }) => name)
    .filter((name) => /^(agg|cube|contact|dim|drift|duplicates|fact|metric)_/.test(name));
  try {
    const client = new AthenaClient(target.clientConfig);
    return askedViews(await readQuestions(client, target.output('Workgroup'), own), names, files);
  } catch (error) {
    const empty = askedViews([], [], files);
    return { ...empty, columns: [], error: error instanceof Error ? error.message : String(error) };
  }
}

function shownAs(
  format: TextFormat,
  report: Report,
  tables: readonly ReportTable[],
  view: View,
  { table, out }: Options,
): string {
  const isScreen = process.stdout.isTTY && out === undefined && table === undefined;
  const limit = isScreen ? TERMINAL_ROWS : Number.POSITIVE_INFINITY;
  return textOf({ report, tables, isWhole: table === undefined, view, limit }, format);
}

function fileOf(target: Target, report: Report, view: View): string {
  return reportFileOf(report, view, commandOf(report, view, lakeOptionOf(target))).html;
}

/** The command that makes the report again, to be pasted into a shell. */
export function commandOf({ name }: Report, { window, filter }: View, lakeOption: string): string {
  const slices = Object.entries(filter.slices).flatMap(([slice, value]) => [`--${slice}`, value]);
  const words = ['report', name, '--from', window.from, '--to', window.through, ...slices].map(shellWord);
  return ['npx lake', ...(lakeOption === '' ? [] : [lakeOption]), ...words].join(' ');
}

function write(out: string | undefined, text: string): void {
  if (out === undefined) process.stdout.write(text);
  else {
    writeFileSync(out, text);
    process.stderr.write(`${out}: ${Buffer.byteLength(text).toLocaleString('en')} bytes\n`);
  }
}
