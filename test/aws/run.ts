import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { postDocument } from '../../bin/cli/deliver.ts';
import { flushLaptop } from '../../bin/cli/flush.ts';
import { readCredentials } from '../../bin/cli/sources.ts';
import { findTarget, type Target } from '../../bin/cli/target.ts';
import { meta } from '../../domain/sources/meta/meta.ts';
import { alarms } from './alarms.ts';
import { batches } from './batches.ts';
import { compaction } from './compaction.ts';
import { CHECKED_STACK, deployTwice } from './first-deployment.ts';
import { firstEvent } from './first-event.ts';
import { plans } from './plans.ts';
import type { Answer, Context, Question } from './question.ts';
import { stateMachine } from './state-machine.ts';

const QUESTIONS: readonly Question[] = [firstEvent, compaction, plans, batches, alarms, stateMachine];
const IDS = QUESTIONS.map(({ id }) => id);
const BUFFERS_WAITED = 1.5;
const BUFFER_SECONDS = 300;

interface Options {
  readonly data: string;
  readonly stack?: string;
  readonly region?: string;
  readonly only?: string;
  readonly firstDeployment: boolean;
  readonly yes: boolean;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

await new Command('npm run check:aws --')
  .description(
    'Asks an AWS account what only AWS can tell, and prints its answer beside what the laptop assumes. It says first what ' +
      'it will do and cost, and asks. Use a stack without live traffic. CI never runs it.',
  )
  .option('--stack <name>', 'the deployed stack')
  .option('--region <region>', 'its region (default: that of your AWS configuration)')
  .option('--data <dir>', 'instead, a laptop’s stack: only the questions that its stand-ins can be asked', '.lake')
  .option('--only <ids>', `some of them: ${IDS.join(', ')}`)
  .option('--first-deployment', `deploy the stack ${CHECKED_STACK} twice, the first time so that it fails`, false)
  .option('--yes', 'do not ask', false)
  .addHelpText(
    'after',
    `
Exit code 0 when AWS answers as assumed, 1 when it does not.

Examples:
  npm run check:aws -- --first-deployment --region eu-central-1
  npm run check:aws -- --stack ${CHECKED_STACK} --region eu-central-1
  npm run check:aws -- --stack ${CHECKED_STACK} --only first-event,batches`,
  )
  .action(check)
  .parseAsync();

async function check(options: Options, command: Command): Promise<void> {
  if (options.firstDeployment) return checkFirstDeployment(options);
  const target = await findTarget(command);
  const asked = chosen(options, target.clientConfig.endpoint !== undefined);
  for (const { title, does, costs } of asked) say(`- ${title}\n    ${does}\n    Costs ${costs}.`);
  if (!(await isAgreed(options, target.stackName))) return;
  const context = await contextOf(target);
  for (const question of asked) {
    const answer = await question.ask(context).catch(failed);
    say(`${verdict(answer)}  ${question.title}\n        laptop  ${question.assumes}\n        AWS     ${answer.said}`);
    if (answer.agrees === false) process.exitCode = 1;
  }
}

function chosen({ only }: Options, isLaptop: boolean): readonly Question[] {
  const wanted = only?.split(',') ?? IDS;
  const unknown = wanted.filter((id) => !IDS.includes(id));
  if (unknown.length > 0) throw new Error(`No question is called ${unknown.join(', ')}. They are: ${IDS.join(', ')}.`);
  const asked = QUESTIONS.filter(({ id }) => wanted.includes(id));
  return isLaptop ? asked.filter(({ asks }) => asks === 'account or laptop') : asked;
}

async function isAgreed({ yes }: Options, name: string): Promise<boolean> {
  if (yes) return true;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`To do this with the stack ${name}, type its name: `);
  terminal.close();
  if (answer.trim() === name) return true;
  say('Nothing was done.');
  return false;
}

async function contextOf(target: Target): Promise<Context> {
  const credentials = await readCredentials(target, meta);
  const url = target.output('MetaWebhookUrl');
  return {
    target,
    say,
    deliver: (document) => postDocument(url, meta, Buffer.from(JSON.stringify(document)), credentials),
    untilDelivered: async () => {
      if (target.clientConfig.endpoint !== undefined) return void (await flushLaptop(target));
      say(`        waiting ${BUFFER_SECONDS * BUFFERS_WAITED} s for the stream’s buffer …`);
      await sleep(BUFFER_SECONDS * BUFFERS_WAITED * 1000);
    },
  };
}

function failed(error: unknown): Answer {
  return { said: `failed: ${error instanceof Error ? error.message : String(error)}`, agrees: false };
}

function verdict({ agrees }: Answer): string {
  if (agrees === null) return 'LOOK  ';
  return agrees ? 'agrees' : 'DIFFER';
}

async function checkFirstDeployment(options: Options): Promise<void> {
  say(`- Two deployments of ${CHECKED_STACK}\n    The first one fails in its last step and must leave nothing behind.`);
  say('    Costs under 1 USD; the second one stays, at about 17 USD a month, until you destroy it.');
  if (!(await isAgreed(options, CHECKED_STACK))) return;
  const { concurrency, left, firstStatus, secondStatus } = await deployTwice(
    options.region === undefined ? {} : { region: options.region },
    say,
  );
  const agrees = firstStatus === 'ROLLBACK_COMPLETE' && left.length === 0 && secondStatus === 'CREATE_COMPLETE';
  say(`${verdict({ agrees, said: '' })}  A first deployment that fails can be tried again`);
  say('        laptop  ROLLBACK_COMPLETE, nothing left, then CREATE_COMPLETE, also with 10 concurrent executions');
  say(
    `        AWS     ${firstStatus}, left: ${left.join(', ') || 'nothing'}, then ${secondStatus}; the account has ${concurrency}`,
  );
  if (!agrees) process.exitCode = 1;
}
