import { Command } from 'commander';
import { SOURCES } from '../../domain/sources/registry.ts';
import { runQuery } from './athena.ts';
import { readCounts } from './counts.ts';
import { wholeNumber } from './options.ts';
import { readCredentials } from './sources.ts';
import { formatStatus } from './status-lines.ts';
import { findTarget, type Target } from './target.ts';

interface Options {
  readonly hours: number;
  readonly secrets: boolean;
}

const HOUR_MS = 3_600_000;

export function statusCommand(): Command {
  return new Command('status')
    .description('How the lake is: what came in, what became of it, and how fresh it is.')
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
  const [counts, lake] = await Promise.all([readCounts(target, options.hours), intake(target, options.hours)]);
  process.stdout.write(formatStatus(counts, options.hours, lake.events, age(lake.newestMs)));
  if (options.secrets) await printSecrets(target);
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
