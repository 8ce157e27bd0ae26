import { join } from 'node:path';
import { Command, Option } from 'commander';
import { remove, temporaryFolder } from '../support/laptop.ts';
import { commandsOf } from '../support/virtual-environment.ts';
import { EngineUnavailable } from '../trino/unavailable.ts';
import { type ClientsLake, clientsLake } from './lake.ts';
import { CLIENTS_ENVIRONMENT, PACKAGES } from './packages.ts';
import { environmentOfPage, pageBlocks } from './page.ts';
import { type ClientRun, runScript } from './python.ts';

/** A script for each, in the order in which they are run. */
const CLIENTS: ReadonlyMap<string, string> = new Map([
  ['pyathena', 'pyathena_client.py'],
  ['frames', 'pyathena_frames.py'],
  ['sqlalchemy', 'sqlalchemy_client.py'],
  ['awswrangler', 'awswrangler_client.py'],
  ['boto3', 'boto3_client.py'],
  ['aws', 'aws_command.py'],
  ['page', 'page_blocks.py'],
]);
/** What must be shown of each client; the page is as long as it is. */
const MIN_OPERATIONS = 10;
const MIN_REFUSED = 2;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Options {
  readonly ifAvailable: boolean;
  readonly only: readonly string[];
}

await new Command('npm run check:clients --')
  .description(
    'Real clients against the laptop’s AWS APIs: PyAthena with its pandas and Arrow cursors, SQLAlchemy, awswrangler, boto3 ' +
      'and the aws command, with results and errors compared, and each block of docs/connect.md. pip puts them into your cache, once.',
  )
  .option('--if-available', 'exit code 0 where they cannot be had; says so in capitals all the same', false)
  .addOption(
    new Option('--only <client...>', 'some of them').choices([...CLIENTS.keys()]).default([...CLIENTS.keys()], 'all'),
  )
  .addHelpText(
    'after',
    `
Packages: ${PACKAGES.join(', ')}

Exit code 0 when all is as it must be, 1 when not, 3 when the clients cannot be had.

Examples:
  npm run check:clients
  npm run check:clients -- --if-available
  npm run check:clients -- --only sqlalchemy page`,
  )
  .action(check)
  .parseAsync();

async function check({ ifAvailable, only }: Options): Promise<void> {
  const folder = temporaryFolder();
  try {
    const commands = await commandsOf(CLIENTS_ENVIRONMENT, process.env, say);
    const lake = await clientsLake(join(folder, 'lake'), say);
    try {
      process.exitCode = (await runAll(join(commands, 'python'), lake, folder, only)) ? 0 : 1;
    } finally {
      await lake.close();
    }
  } catch (error) {
    if (!(error instanceof EngineUnavailable)) throw error;
    if (error.cause instanceof Error) say(error.cause.message);
    say(`NOT RUN: clients (${error.message})`);
    process.exitCode = ifAvailable ? 0 : 3;
  } finally {
    remove(folder);
  }
}

/** True when every operation is as it must be, and there are enough. */
async function runAll(python: string, lake: ClientsLake, folder: string, only: readonly string[]): Promise<boolean> {
  const env = environmentOf(lake, environmentOfPage(join(folder, 'page'), lake.dataDir));
  const runs: ClientRun[] = [];
  for (const name of only) {
    const run = await runScript(python, CLIENTS.get(name) ?? '', env, say);
    const isEnough = name === 'page' || (run.passed + run.failed >= MIN_OPERATIONS && run.refused >= MIN_REFUSED);
    if (!isEnough) {
      say(
        `FAIL  ${name}: ${run.passed} operations, ${run.refused} errors; at least ${MIN_OPERATIONS} and ${MIN_REFUSED}`,
      );
    }
    runs.push({ ...run, failed: run.failed + (isEnough ? 0 : 1) });
  }
  const total = (of: (run: ClientRun) => number) => runs.reduce((sum, run) => sum + of(run), 0);
  const [passed, refused, failed] = [
    total((run) => run.passed),
    total((run) => run.refused),
    total((run) => run.failed),
  ];
  say(`${passed} operations are as they must be, ${refused} of them errors; ${failed} are not.`);
  return runs.every(({ exitCode, failed: ofClient }) => exitCode === 0 && ofClient === 0);
}

/** Nothing of the user's own configuration, which could lead to a real account. */
function environmentOf({ facts, analystKey }: ClientsLake, page: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  return {
    ...Object.fromEntries(own),
    ...page,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    NO_PROXY: '127.0.0.1',
    ANALYST_ACCESS_KEY_ID: analystKey,
    CLIENTS_FACTS: JSON.stringify(facts),
    CLIENTS_PAGE: JSON.stringify(runnable()),
  };
}

/** The page's Python, and its commands for the `aws` command. */
function runnable() {
  return pageBlocks().filter(({ language, text }) => language === 'python' || /^aws /.test(text));
}
