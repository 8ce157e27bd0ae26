import { PAGES } from '../../dashboard/pages.ts';
import { QUERY_HISTORY, type Report } from '../../dashboard/report.ts';
import { REPORTS } from '../../dashboard/reports.ts';
import { METRICS } from '../../domain/metrics/metrics.ts';
import { TILES, type Tile } from '../../domain/pages/tiles.ts';
import { page, table } from './dictionaries.ts';
import { headOf } from './views.ts';

/** By name: the statements of `athena-sql/pages`. */
export type PageStatements = ReadonlyMap<string, string>;

const SUMMARY =
  'What stands on each page and in each report, and how each number is defined. `npm start` serves the pages, `npx lake page` ' +
  'writes one as a file, `npx lake report` prints a report.';

const RULES = `## What holds for all

- Each number is a column of a statement, which is shown beside it with the filters filled in: what you copy is what was asked.
- A change is against the period before, of the same length: of a count in percent, of a rate in percentage points.
- The running day, and days younger than 7 days, may still change: they are drawn with dashes.
- No data is not zero. A number that is missing says why: a cost, for example, names the rate that it needs.
- Numbers are as of the last refresh, which the header names. Days are those of the reporting zone, days of charges those of the account.
- The definitions are those of [metrics.md](metrics.md); [fields.md](fields.md) says which fields they are made from.`;

/** docs/pages.md: the tiles, the tables of the other pages, and the reports. */
export function pagesPage(statements: PageStatements): string {
  const [overview, ...others] = PAGES;
  const tiles = TILES.map((tile) => tileSection(tile));
  const pages = others.map(
    ({ name, title, statements: read }) => `## Page \`${name}\`: ${title}\n\n${statementTable(read, statements)}`,
  );
  const reports = REPORTS.map((report) => reportSection(report, statements));
  return page('Pages and reports', SUMMARY, [
    RULES,
    `## Page \`${overview?.name}\`: ${overview?.title}\n\n${TILES.length} tiles. Each has its value, what it is divided by, its course by day and its change.`,
    ...tiles,
    ...pages,
    ...reports,
  ]);
}

const GOOD: Readonly<Record<Tile['good'], string>> = {
  up: ' More is better.',
  down: ' Less is better.',
  none: ' A change has no colour.',
};

function tileSection({ title, text, metrics, good, statements, lists }: Tile): string {
  const rows = metrics.flatMap((id) => {
    const metric = METRICS.find((one) => one.id === id);
    return metric === undefined
      ? []
      : [[metric.title, metric.numerator, metric.denominator ?? '', metric.unit, metric.caveat]];
  });
  const listed = lists === undefined ? '' : ` It lists members by ${lists.by.join(' and ')}.`;
  return [
    `### ${title}`,
    `${text}${GOOD[good]}${listed}`,
    table(['number', 'numerator', 'denominator', 'unit', 'caveat'], rows),
    `Statements: ${statements.map(linkTo).join(', ')}.`,
  ].join('\n\n');
}

function reportSection({ name, title, text, slices, tables }: Report, statements: PageStatements): string {
  const narrowed = slices.length === 0 ? 'It cannot be narrowed.' : `It can be narrowed by ${slices.join(', ')}.`;
  const rows = tables.map((one) => [
    one.title,
    one.statement === QUERY_HISTORY ? 'Athena’s list of queries' : linkTo(one.statement),
    grainOf(one.statement, statements),
    one.note,
  ]);
  return `## Report \`${name}\`: ${title}\n\n${text} ${narrowed}\n\n${table(['table', 'statement', 'a row', 'to mind'], rows)}`;
}

function statementTable(read: readonly string[], statements: PageStatements): string {
  return table(
    ['statement', 'a row'],
    read.map((name) => [linkTo(name), grainOf(name, statements)]),
  );
}

function grainOf(name: string, statements: PageStatements): string {
  const [grain = ''] = headOf(statements.get(name) ?? '');
  return grain.replace(/^Grain: /, '');
}

function linkTo(statement: string): string {
  return `[${statement}](../athena-sql/pages/${statement}.sql)`;
}
