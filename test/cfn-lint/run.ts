import { join } from 'node:path';
import { Command } from 'commander';
import { buildApp } from '../../lib/app.ts';
import { testApp } from '../lib/synthesised.ts';
import { remove } from '../support/laptop.ts';
import { EngineUnavailable } from '../trino/unavailable.ts';
import { findCfnLint, findingsIn } from './cfn-lint.ts';

/** The defaults, and every optional part at once. */
const VARIANTS: Readonly<Record<string, object>> = {
  'the defaults': {},
  'every optional part': {
    socialTopicArn: 'arn:aws:sns:us-east-1:111122223333:whatsapp',
    alarmTopicArn: 'arn:aws:sns:us-east-1:111122223333:alarms',
    receiverConcurrency: 100,
    transformConcurrency: 10,
    deleteSuperseded: true,
    noTrafficHours: 168,
    terminationProtection: true,
    quickSightPrincipalArn: 'arn:aws:quicksight:us-east-1:111122223333:group/default/analysts',
  },
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);

await new Command('npm run check:cfn --')
  .description('Runs cfn-lint over the synthesised templates, with the default settings and with every optional part.')
  .option('--if-available', 'exit code 0 where cfn-lint cannot be had; says so in capitals all the same', false)
  .addHelpText(
    'after',
    `
Environment:
  CFN_LINT  a cfn-lint of your own; without it pip installs one into your cache

Exit code 0 when nothing is found, 1 when something is, 3 when cfn-lint cannot be had.

Example:
  npm run check:cfn`,
  )
  .action(check)
  .parseAsync();

async function check({ ifAvailable }: { readonly ifAvailable: boolean }): Promise<void> {
  try {
    const command = await findCfnLint(process.env, say);
    const found = Object.entries(VARIANTS).map(([name, settings]) => lint(command, name, settings));
    process.exitCode = found.every((isClean) => isClean) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof EngineUnavailable)) throw error;
    say(`NOT RUN: cfn-lint (${error.message})`);
    process.exitCode = ifAvailable ? 0 : 3;
  }
}

function lint(command: string, name: string, settings: object): boolean {
  const { app, outdir } = testApp(settings);
  buildApp(app);
  const findings = app.synth().stacks.map(({ stackName, templateFile }) => {
    const found = findingsIn(command, join(outdir, templateFile));
    say(found === '' ? `ok    cfn-lint: ${name}, ${stackName}` : `FAIL  cfn-lint: ${name}, ${stackName}\n${found}`);
    return found;
  });
  remove(outdir);
  return findings.every((found) => found === '');
}
