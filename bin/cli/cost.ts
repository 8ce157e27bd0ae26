import { Command } from 'commander';
import {
  COST_GROUPS,
  type CostLine,
  DEFAULT_REFRESH_MINUTES,
  estimate,
  totalUsd,
  type Volume,
} from './cost/estimate.ts';
import { MEASURES } from './cost/measures.ts';
import { usd } from './cost/page.ts';
import { PRICE_LIST } from './cost/prices.ts';
import { largeWholeNumber } from './options.ts';

interface Options {
  readonly events: number;
  readonly questions: number;
  readonly perRequest: number;
  readonly refreshMinutes: number;
}

export function costCommand(): Command {
  return new Command('cost')
    .description('Estimates what the default stack costs per month on AWS, line by line; needs neither AWS nor a lake.')
    .option('--events <n>', 'events per month', largeWholeNumber, 1_000_000)
    .option('--questions <n>', 'queries per month, one metric view each', largeWholeNumber, 1_000)
    .option('--per-request <n>', 'events per request, on average', largeWholeNumber, MEASURES.eventsPerRequest)
    .option('--refresh-minutes <n>', 'minutes between refreshes', largeWholeNumber, DEFAULT_REFRESH_MINUTES)
    .addHelpText(
      'after',
      '\nThe prices and assumptions, with their dates and sources: docs/cost.md.\n\n' +
        'Exit code 0; 1 for an option that cannot be.\n\n' +
        'Examples:\n  npx lake cost --events 3000000\n' +
        '  npx lake cost --events 50000000 --per-request 5 --questions 20000',
    )
    .action(show);
}

function show({ events, questions, perRequest, refreshMinutes }: Options): void {
  const volume = { eventsPerMonth: events, questionsPerMonth: questions, eventsPerRequest: perRequest, refreshMinutes };
  process.stdout.write(formatCost(volume, estimate(volume)));
}

export function formatCost({ eventsPerMonth }: Volume, lines: readonly CostLine[]): string {
  const widest = Math.max(...lines.map(({ name }) => name.length));
  const row = (name: string, value: number) => `${name.padEnd(widest + 2)}${usd(value).padStart(10)}\n`;
  const groups = COST_GROUPS.map((group) => {
    const ofGroup = lines.filter((one) => one.group === group);
    return `${ofGroup.map(({ name, usd }) => row(name, usd)).join('')}${row(`${group}, sum`, totalUsd(ofGroup))}`;
  });
  const title = `USD per month for ${eventsPerMonth.toLocaleString('en')} events, ${PRICE_LIST.region}, list prices of ${PRICE_LIST.collected}`;
  return `${title}\n\n${groups.join('\n')}\n${row('all', totalUsd(lines))}`;
}
