import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { dataOption } from '../cli/options.ts';
import type { Options } from './run.ts';

const EXAMPLES = `
Examples:
  npm start
  npm start -- --once --data /tmp/lake
  npm start -- --no-sample --port 9000
  npm start -- --sample-days 1
  npm start -- --set reportingTimeZone=Asia/Kolkata --set bufferSeconds=60
  npm start -- --no-sample --faults packages/aws-laptop/examples/faults.json

Ctrl-C delivers what is buffered and ends. What is kept is there at the next start on the same folder. To begin with an
empty lake, end the stack and remove the folder (.lake).

--set changes the template for this start only; settings in cdk.json hold for every start and for deployments.`;

/** As many as the views report by default. */
const MOST_DAYS = 400;

const program = new Command('npm start --')
  .description('Runs the event lake on this laptop: the same template and bundles as in AWS, without an account.')
  .option('--once', 'post the sample, print the numbers, and end', false)
  .option('--port <port>', 'port of the front door, 0 for any free one', port, 8787)
  .option('--page-port <port>', 'port of the pages; the next free one if it is taken', port, 8788)
  .addOption(dataOption('where everything is kept'))
  .option('--no-sample', 'post no sample')
  .option('--sample-days <n>', 'days of the sample, the last 24 hours among them', days, 60)
  .addOption(
    new Option('--set <name=value>', 'a setting of docs/settings.md for this start; may be repeated')
      .argParser(setting)
      .default({}, 'those of cdk.json'),
  )
  .option('--buffer-seconds <n>', 'Firehose’s buffer interval on this laptop (in AWS 60 to 900)', seconds, 2)
  .option('--faults <plan.json>', 'for trying out: AWS’s faults on purpose, see packages/aws-laptop/README.md')
  .addHelpText('after', EXAMPLES)
  .action(async (options: Options) => {
    const { run } = await import('./run.ts');
    await run({ ...options, data: resolve(options.data) });
  });

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`npm start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function port(value: string): number {
  if (/^\d{1,5}$/.test(value) && Number(value) < 65_536) return Number(value);
  throw new InvalidArgumentError('It must be a number from 0 (any free port) to 65535.');
}

function days(value: string): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= 1 && number <= MOST_DAYS) return number;
  throw new InvalidArgumentError(`It must be a whole number from 1 (the last 24 hours alone) to ${MOST_DAYS}.`);
}

function seconds(value: string): number {
  const number = Number(value);
  if (number > 0 && number <= 900) return number;
  throw new InvalidArgumentError('It must be above 0 and at most 900.');
}

function setting(value: string, before: Options['set']): Options['set'] {
  const [, name, text] = /^(\w+)=(.*)$/s.exec(value) ?? [];
  if (name === undefined || text === undefined) {
    throw new InvalidArgumentError('It must be a name and a value, as in reportingTimeZone=Asia/Kolkata.');
  }
  return { ...before, [name]: jsonOr(text) };
}

/** `60` is a number and `["account"]` a list; what is no JSON is a text, so that it needs no quotes. */
function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
