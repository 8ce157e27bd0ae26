import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { Command } from 'commander';
import type { OPERATIONAL_METRICS } from '../../domain/operations.ts';
import { SOURCES } from '../../domain/sources/registry.ts';
import { runQuery } from './athena.ts';
import { wholeNumber } from './options.ts';
import { readCredentials } from './sources.ts';
import { findTarget, type Target } from './target.ts';

interface Options {
  readonly hours: number;
  readonly secrets: boolean;
}

const HOUR_MS = 3_600_000;

type Service = keyof typeof OPERATIONAL_METRICS;

export function statusCommand(): Command {
  return new Command('status')
    .description('How the lake is: received, duplicates, delivered, failed, and how fresh it is.')
    .option('--hours <n>', 'how far back to count', wholeNumber, 24)
    .option('--secrets', 'also print what each source signs with (they are secrets)', false)
    .addHelpText(
      'after',
      '\nExamples:\n  npm run lake -- status\n  npm run lake -- status --hours 1\n  npm run lake -- status --secrets',
    )
    .action(status);
}

async function status(options: Options, command: Command): Promise<void> {
  const target = await findTarget(command);
  const [received, duplicates, failed, lake] = await Promise.all([
    sum(target, 'receiver', 'ItemsReceived', options.hours),
    sum(target, 'receiver', 'ItemsDuplicate', options.hours),
    sum(target, 'transform', 'ItemsFailed', options.hours),
    intake(target, options.hours),
  ]);
  const lines = [
    ['received', `${received}`, `items, last ${options.hours} h`],
    ['duplicates', `${duplicates}`, 'of them, taken before'],
    ['delivered', `${lake.events}`, 'of them, rows in the lake'],
    ['failed', `${failed}`, 'of them, kept under failed/'],
    ['freshness', age(lake.newestMs), 'since the newest event in the lake was received'],
  ];
  process.stdout.write(
    `${lines.map(([name = '', value = '', what]) => `${name.padEnd(11)}${value.padStart(10)}  ${what}`).join('\n')}\n`,
  );
  if (options.secrets) await printSecrets(target);
}

/** The sum of one of the functions' metrics over the last hours, as CloudWatch has it. */
async function sum(target: Target, service: Service, metric: string, hours: number): Promise<number> {
  const hour = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS;
  const client = new CloudWatchClient(target.clientConfig);
  const { MetricDataResults } = await client.send(
    new GetMetricDataCommand({
      StartTime: new Date(hour - (hours + 1) * HOUR_MS),
      EndTime: new Date(hour),
      MetricDataQueries: [
        {
          Id: 'sum',
          MetricStat: {
            Stat: 'Sum',
            Period: 3_600,
            Metric: {
              Namespace: target.output('MetricsNamespace'),
              MetricName: metric,
              Dimensions: [{ Name: 'service', Value: service }],
            },
          },
        },
      ],
    }),
  );
  return (MetricDataResults?.[0]?.Values ?? []).reduce((total, value) => total + value, 0);
}

interface Intake {
  readonly events: number;
  readonly newestMs: number | null;
}

/** What the lake holds of the events received in the last hours; an hour counts whole. */
async function intake(target: Target, hours: number): Promise<Intake> {
  const { columns, rows } = await runQuery(target, 'SELECT * FROM metric_intake_hourly');
  const column = (name: string) => columns.findIndex((one) => one.name === name);
  const read = (row: readonly (string | null)[], name: string) => row[column(name)] ?? '';
  const recent = rows.filter((row) => instant(read(row, 'received_hour')) > Date.now() - (hours + 1) * HOUR_MS);
  return {
    events: recent.reduce((total, row) => total + Number(read(row, 'events')), 0),
    newestMs: rows.length === 0 ? null : Math.max(...rows.map((row) => instant(read(row, 'newest_received_at')))),
  };
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
