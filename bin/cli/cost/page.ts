import { page, table } from '../../docs/dictionaries.ts';
import {
  COST_GROUPS,
  type CostGroup,
  type CostLine,
  DEFAULT_REFRESH_MINUTES,
  estimate,
  pageViewUsd,
  totalUsd,
  type Volume,
} from './estimate.ts';
import { MEASURES } from './measures.ts';
import { PAGE_STATEMENTS, type PageCost, pageFileCost, scheduledPagesUsd } from './pages.ts';
import { PRICE_LIST, PRICES, usdOf } from './prices.ts';
import { scannedByTable } from './refresh.ts';

const QUESTIONS = 1_000;
const VOLUMES: readonly Volume[] = [100_000, 1_000_000, 10_000_000].map((eventsPerMonth) => ({
  eventsPerMonth,
  questionsPerMonth: QUESTIONS,
  eventsPerRequest: MEASURES.eventsPerRequest,
}));

const TITLES: Readonly<Record<CostGroup, string>> = {
  traffic: 'Traffic',
  fixed: 'Fixed, without any traffic',
  refresh: `Refreshes: every ${DEFAULT_REFRESH_MINUTES} minutes`,
  questions: `Queries: ${QUESTIONS.toLocaleString('en')} a month, one metric view each`,
};

/** docs/cost.md: the cost of a month at three volumes, line by line, from a dated price list. */
export function costPage(): string {
  const estimates = VOLUMES.map(estimate);
  return page('What a month costs', summary(estimates), [
    ...COST_GROUPS.map((group) => section(group, estimates)),
    `## Total\n\n${table(head(), [['**per month**', '', ...estimates.map((lines) => usd(totalUsd(lines)))]])}`,
    refreshSection(),
    questionsSection(),
    pagesSection(),
    quickSightSection(),
    assumptions(),
    `## Prices\n\n${priceTable()}`,
  ]);
}

function summary(estimates: readonly (readonly CostLine[])[]): string {
  const [, million = []] = estimates;
  return (
    `AWS list prices for ${PRICE_LIST.region}, collected on ${PRICE_LIST.collected}, without free tiers and taxes. ` +
    `A million events a month cost about **${usd(totalUsd(million, 'traffic'))} USD** at one event per request, and the ` +
    `stack itself about **${usd(totalUsd(million, 'fixed'))} USD** a month. These are estimates, not measurements: nothing ` +
    'has run on an AWS account yet. `npx lake cost --events 3000000` prints the estimate for your volume.'
  );
}

function head(): readonly string[] {
  return ['line', 'unit', ...VOLUMES.map(({ eventsPerMonth }) => `USD, ${eventsPerMonth.toLocaleString('en')} events`)];
}

function section(group: CostGroup, estimates: readonly (readonly CostLine[])[]): string {
  const [first = [], ...others] = estimates.map((lines) => lines.filter((line) => line.group === group));
  const rows = first.map((line, index) => [
    line.name,
    PRICES[line.price].unit,
    ...[line, ...others.map((lines) => lines[index])].map((one) => usd(one?.usd ?? 0)),
  ]);
  const sum = ['**sum**', '', ...estimates.map((lines) => `**${usd(totalUsd(lines, group))}**`)];
  return `## ${TITLES[group]}\n\n${table(head(), [...rows, sum])}`;
}

const REFRESH_VOLUMES = [1_000_000, 10_000_000, 100_000_000];
const REFRESH_INTERVALS = [
  ['hourly', 60],
  ['every six hours', 360],
  ['daily', 1_440],
] as const;

function refreshSection(): string {
  const rows = REFRESH_INTERVALS.map(([name, minutes]) => [
    name,
    `${minutes}`,
    ...REFRESH_VOLUMES.map((events) => usd(refreshUsd(events, minutes))),
  ]);
  const headings = REFRESH_VOLUMES.map((events) => `USD, ${events.toLocaleString('en')} events a month`);
  return `## What refreshes cost

A refresh computes the whole reporting window again, ${MEASURES.windowDays} days with those that late statuses need; so its cost grows with
the events of the window and with how often it runs. The setting is \`refreshMinutes\`, the window is \`reportingDays\`. Deleted
generations are stored for a day or two more; to delete them costs nothing. Of closed days the partitions are
registered: a day without rows of a family is not listed.

${table(['refreshed', '`refreshMinutes`', ...headings], rows)}

${recommendation()}

What one refresh scans, statement by statement, by the bytes that each read per event in \`npm run bench:numbers\`:

${scanTable()}`;
}

/** Longer than a day is no setting. */
const INTERVALS = [60, 120, 180, 360, 720, 1_440];
const USUAL_USD = 50;

function recommendation(): string {
  const rows = [1_000_000, 3_000_000, 10_000_000, 30_000_000, 100_000_000].map((events) => {
    const minutes = INTERVALS.find((each) => refreshUsd(events, each) <= USUAL_USD) ?? 1_440;
    return [events.toLocaleString('en'), `${minutes}`, usd(refreshUsd(events, minutes))];
  });
  return `Recommended: the shortest interval whose refreshes cost at most ${USUAL_USD} USD a month, else once a day.
\`npx lake refresh\` makes numbers current in between. A shorter window lowers it in proportion: \`reportingDays\` 90 is a
quarter to a third of the default.

${table(['events a month', '`refreshMinutes`', 'USD a month'], rows)}`;
}

function refreshUsd(eventsPerMonth: number, refreshMinutes: number): number {
  return totalUsd(estimate({ eventsPerMonth, questionsPerMonth: 0, eventsPerRequest: 1, refreshMinutes }), 'refresh');
}

const SHOWN_TABLES = 8;

function scanTable(): string {
  const volumes = [1_000_000, 10_000_000];
  const [first = [], ...others] = volumes.map(scannedByTable);
  const cells = (bytes: number) => [(bytes / 1e6).toFixed(0), usdOf('athenaScan', bytes / 1024 ** 4).toFixed(4)];
  const row = (name: string, ofTable: (tables: typeof first) => number) => [
    name,
    ...[first, ...others].flatMap((tables) => cells(ofTable(tables))),
  ];
  const [shown, left] = [first.slice(0, SHOWN_TABLES), first.slice(SHOWN_TABLES)].map((tables) =>
    tables.map(({ table: name }) => name),
  );
  const sumOf =
    (names: readonly string[] = []) =>
    (tables: typeof first) =>
      tables.filter((one) => names.includes(one.table)).reduce((sum, { scanned }) => sum + scanned, 0);
  const rows = [
    ...(shown ?? []).map((name) => row(`\`${name}\``, sumOf([name]))),
    row(`the other ${left?.length}`, sumOf(left)),
    row('**all**', sumOf(first.map(({ table: name }) => name))),
  ];
  return table(
    ['table', ...volumes.flatMap((events) => [`MB, ${events.toLocaleString('en')} events a month`, 'USD a refresh'])],
    rows,
  );
}

function questionsSection(): string {
  return `## What a page view costs

A page of ${MEASURES.tilesPerPage} tiles asks as many queries. Metric views read tables of numbers, which are smaller than the 10 MB that
Athena bills at least: at any of these volumes a page view costs about **${pageViewUsd().toFixed(4)} USD**. S3 and Glue requests are billed to your
account in addition to Athena's own price. A query of \`events\` or of a \`live_\` view is another thing: it lists the partition of each closed day
and family with rows that its conditions leave, asks Glue for them a thousand at a time, and lists every family of the open days.
Days without rows are not listed. Without a condition on \`dt\` the whole lake is read.`;
}

const PAGE_VOLUMES = [1_000_000, 10_000_000];

function pagesSection(): string {
  const rows = Object.keys(PAGE_STATEMENTS).map((name) => {
    const [first, ...others] = PAGE_VOLUMES.map((events) => pageFileCost(name, events));
    const cells = (cost?: PageCost) => [((cost?.scannedBytes ?? 0) / 1e6).toFixed(0), (cost?.usd ?? 0).toFixed(4)];
    return [name, `${first?.statements ?? 0}`, ...[first, ...others].flatMap(cells)];
  });
  const heads = PAGE_VOLUMES.flatMap((events) => [`MB, ${events.toLocaleString('en')} events a month`, 'USD a file']);
  const scheduled = REFRESH_INTERVALS.map(([name, minutes]) => [
    name,
    `${minutes}`,
    ...PAGE_VOLUMES.map((events) => usd(scheduledPagesUsd(events, minutes))),
  ]);
  const perMonth = PAGE_VOLUMES.map((events) => `USD a month, ${events.toLocaleString('en')} events a month`);
  return `## What pages as files cost

\`npx lake page\` asks the statements of one page, those with days in them for 7, 28 and 90 days. The exec page reads sums alone. The
buttons page reads messages and clicks, the operations page events: most of its price are requests that list the folders of
days, whatever is in them.

${table(['page', 'statements', ...heads], rows)}

With \`scheduledPages\` the exec and buttons pages are written after each refresh, in addition to what refreshes cost:

${table(['refreshed', '`refreshMinutes`', ...perMonth], scheduled)}`;
}

const SEATS: readonly (readonly [authors: number, readers: number])[] = [
  [1, 0],
  [1, 10],
  [2, 50],
];

function quickSightSection(): string {
  const rows = SEATS.map(([authors, readers]) => [
    `${authors}`,
    `${readers}`,
    usd(usdOf('quickSightAuthor', authors) + usdOf('quickSightReader', readers)),
  ]);
  return `## What Quick Sight costs

Only with the setting \`quickSightPrincipalArn\`, and in no sum above: the stack of its dashboard costs nothing by itself, the people
who use it do. Each visual is a query when somebody opens the dashboard or changes a filter, at what a query of a metric view costs
above. With an Author Pro or Reader Pro, or with topics, Quick Sight charges 250 USD a month for the account besides.

${table(['authors', 'readers', 'USD a month'], rows)}`;
}

function assumptions(): string {
  const rows = Object.entries(MEASURES).map(([name, value]) => [`\`${name}\``, value.toLocaleString('en')]);
  return `## Assumptions\n\nThe source of each figure: \`bin/cli/cost/measures.ts\`.\n\n${table(['figure', 'value'], rows)}`;
}

function priceTable(): string {
  const rows = Object.values(PRICES).map(({ usd, per, unit, source }) => [
    unit,
    `${usd}`,
    per.toLocaleString('en'),
    source,
  ]);
  return table(['unit', 'USD', 'per', 'source'], rows);
}

/** With cents; below half a cent `< 0.01`. */
export function usd(value: number): string {
  if (value > 0 && value < 0.005) return '< 0.01';
  return value.toFixed(2);
}
