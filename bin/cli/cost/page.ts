import { page, table } from '../../docs/dictionaries.ts';
import { type CostGroup, type CostLine, dearestQuestionUsd, estimate, totalUsd, type Volume } from './estimate.ts';
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
  questions: `Queries: ${QUESTIONS.toLocaleString('en')} a month, one metric view each`,
};

/** docs/cost.md: the cost of a month at three volumes, line by line, from a dated price list. */
export function costPage(): string {
  const estimates = VOLUMES.map(estimate);
  return page('What a month costs', summary(estimates), [
    ...(['traffic', 'fixed', 'questions'] as const).map((group) => section(group, estimates)),
    `## Total\n\n${table(head(), [['**per month**', '', ...estimates.map((lines) => usd(totalUsd(lines)))]])}`,
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

function questionsSection(): string {
  return `## What a query costs

With partition projection Athena lists every projected partition in the query's window, even empty ones: ${MEASURES.listedDays} days for
each family and, if the engine does not share listings between scans, for each scan of a plan. The table counts each
partition once. The most expensive plan has ${MEASURES.mostScans} scans: if they share no listings, its S3 requests alone cost
${usd(dearestQuestionUsd())} USD. A query of \`events\` without a condition on \`dt\` lists every day since 2024. S3 requests are
billed to your account in addition to Athena's own price.`;
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
