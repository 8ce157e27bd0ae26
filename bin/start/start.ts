import { once } from 'node:events';
import { join, resolve } from 'node:path';
import {
  createFaults,
  type FaultPlan,
  type Faults,
  keepPrivate,
  OPERATOR_ACCESS_KEY,
  type RunningStack,
  readPlan,
  readTemplate,
  removeEndpointFile,
  SYSTEM_CLOCK,
  startStack,
  takeDataFolder,
  writeEndpointFile,
} from 'aws-laptop';
import { Command, InvalidArgumentError } from 'commander';
import { dataOption } from '../cli/options.ts';
import { type Build, build } from './build.ts';
import { lake } from './children.ts';
import { compareWithTruth, postSampleOnce } from './sample.ts';
import { settleMetaSecret } from './secrets-at-start.ts';

interface Options {
  readonly once: boolean;
  readonly port: number;
  readonly data: string;
  readonly sample: boolean;
  readonly bufferSeconds: number;
  readonly faults?: FaultPlan;
}

const program = new Command('npm start --')
  .description('Runs the event lake on this laptop: the same template and bundles as in AWS, without an account.')
  .option('--once', 'post the sample, print the numbers, and end', false)
  .option('--port <port>', 'port of the front door', port, 8787)
  .addOption(dataOption('where everything is kept'))
  .option('--no-sample', 'post no sample day')
  .option('--buffer-seconds <n>', 'Firehose’s buffer interval on this laptop (in AWS 60 to 900)', seconds, 2)
  .option('--faults <plan.json>', 'for trying out: AWS’s faults on purpose, see packages/aws-laptop/README.md', plan)
  .addHelpText(
    'after',
    '\nExamples:\n  npm start\n  npm start -- --once --data /tmp/lake\n  npm start -- --no-sample --port 9000\n  npm start -- --no-sample --faults packages/aws-laptop/examples/faults.json',
  )
  .action((options: Options) => start({ ...options, data: resolve(options.data) }));

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`npm start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function start(options: Options): Promise<void> {
  takeDataFolder(options.data);
  keepPrivate(options.data);
  say('Building the bundles and the template …');
  const built = await build();
  say(built.isNew ? '  built' : '  nothing has changed');
  const faults = createFaults(options.faults);
  const stack = await startOn(built, options, faults);
  // Heard from before the text says that Ctrl-C delivers.
  const asked = ended();
  try {
    await Promise.race([work(options, stack, asked), asked]);
  } finally {
    sayFaults(faults);
    faults.use(undefined);
    say('\nDelivering what is buffered …');
    await stack.close();
    removeEndpointFile(options.data);
    say('Ended.');
  }
}

async function startOn({ assembly }: Build, asked: Options, faults: Faults): Promise<RunningStack> {
  const { data, port: frontDoor, bufferSeconds } = asked;
  const template = readTemplate(assembly);
  const { region, stackName } = template;
  const warn = (line: string) => process.stderr.write(`  ${line}\n`);
  const clock = SYSTEM_CLOCK;
  const prepare = (endpoint: string) => settleMetaSecret(template, endpoint);
  const options = { dataDir: data, port: frontDoor, bufferSeconds, clock, faults, prepare, warn };
  const stack = await startStack({ template, ...options });
  const { endpoint } = stack;
  writeEndpointFile(data, { endpoint, region, stackName, accessKeyId: OPERATOR_ACCESS_KEY, pid: process.pid });
  return stack;
}

async function work(options: Options, stack: RunningStack, asked: Promise<void>): Promise<void> {
  if (options.sample) await sample(options.data);
  printHowTo(options, stack);
  if (!options.once) await asked;
}

async function sample(dataDir: string): Promise<void> {
  say('Posting a sample day through the front door …');
  const truth = await postSampleOnce(dataDir);
  if (truth === null) say('  the lake has it already');
  if (truth !== null) await compareWithTruth(dataDir, truth);
  say('\nMessage funnel by day (delivered and failed over sent, read over delivered):\n');
  await lake(dataDir, 'query', 'metric_message_funnel_daily');
  if (truth !== null)
    say(`\nEqual to the truth of the sample, duplicates and disorder included (${truth.sent} messages).`);
}

function printHowTo({ data, once: isOnce }: Options, stack: RunningStack): void {
  const folder = data === resolve('.lake') ? '' : ` --data ${data}`;
  say(`
Webhook     ${stack.url}/webhooks/meta
AWS APIs    ${stack.endpoint}, with the accessKeyId in ${join(data, 'endpoint.json')} (another one at each start)
Post        npx lake${folder} deliver meta <file.json>
Query       npx lake${folder} query "SELECT event_type, count(*) AS events FROM events GROUP BY 1"
Status      npx lake${folder} status
Secrets     npx lake${folder} status --secrets`);
  if (!isOnce) say('\nCtrl-C delivers what is buffered and ends.');
}

function sayFaults(faults: Faults): void {
  for (const { rule, calls, strikes } of faults.counts()) {
    say(`Fault ${rule.service} ${rule.operation} ${rule.fault}: ${strikes} of ${calls}`);
  }
}

async function ended(): Promise<void> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), once(process, 'SIGHUP')]);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function plan(file: string): FaultPlan {
  try {
    return readPlan(file);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

function port(value: string): number {
  if (/^\d{1,5}$/.test(value) && Number(value) < 65_536) return Number(value);
  throw new InvalidArgumentError('It must be a number from 0 (any free port) to 65535.');
}

function seconds(value: string): number {
  const number = Number(value);
  if (number > 0 && number <= 900) return number;
  throw new InvalidArgumentError('It must be above 0 and at most 900.');
}
