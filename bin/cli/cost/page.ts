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
import { PRICE_LIST, PRICES } from './prices.ts';

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
  const cost = (eventsPerMonth: number, refreshMinutes: number) =>
    totalUsd(estimate({ eventsPerMonth, questionsPerMonth: 0, eventsPerRequest: 1, refreshMinutes }), 'refresh');
  const rows = REFRESH_INTERVALS.map(([name, minutes]) => [
    name,
    `${minutes}`,
    ...REFRESH_VOLUMES.map((events) => usd(cost(events, minutes))),
  ]);
  const headings = REFRESH_VOLUMES.map((events) => `USD, ${events.toLocaleString('en')} events a month`);
  return `## What refreshes cost

A refresh computes the whole reporting window again, ${MEASURES.listedDays} days with those that late statuses need; so its cost grows with
the events of the window and with how often it runs. The setting is \`refreshMinutes\`, the window is \`reportingDays\`. Deleted
generations are stored for a day or two more; to delete them costs nothing.

${table(['refreshed', '`refreshMinutes`', ...headings], rows)}`;
}

function questionsSection(): string {
  return `## What a page view costs

A page of ${MEASURES.tilesPerPage} tiles asks as many queries. Metric views read tables of numbers, which are smaller than the 10 MB that
Athena bills at least: at any of these volumes a page view costs about **${pageViewUsd().toFixed(4)} USD**. S3 and Glue requests are billed to your
account in addition to Athena's own price. A query of \`events\` or a \`live_\` view is another thing: with partition projection
Athena lists every projected partition of the landing table that the query's window has, even empty ones, and of \`events\` without
a condition on \`dt\` every day since 2024.`;
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
