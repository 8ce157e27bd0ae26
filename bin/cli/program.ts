import { Command } from 'commander';
import { checkCommand } from './check.ts';
import { compactCommand } from './compact.ts';
import { consoleCommand } from './console.ts';
import { costCommand } from './cost.ts';
import { deliverCommand } from './deliver.ts';
import { failuresCommand } from './failures.ts';
import { withoutValues } from './find/value.ts';
import { findCommand } from './find.ts';
import { flushCommand } from './flush.ts';
import { queryCommand } from './query.ts';
import { referenceCommand } from './reference.ts';
import { replayCommand } from './replay.ts';
import { simulateCommand } from './simulate.ts';
import { statusCommand } from './status.ts';

const program = new Command('lake')
  .description('Talks to an event lake: the one that `npm start` runs on this laptop, or a deployed stack.')
  .option('--data <dir>', 'data folder of the laptop stack', '.lake')
  .option('--stack <name>', 'a deployed stack instead, with your AWS credentials')
  .option('--region <region>', 'its region (default: that of your AWS configuration)')
  .showHelpAfterError()
  .configureOutput({ outputError: (error, write) => write(withoutValues(error)) })
  .addHelpText('after', '\nRun it as `npx lake <command>`; each command has its own --help with examples.');

const commands = [
  deliverCommand(),
  queryCommand(),
  statusCommand(),
  flushCommand(),
  failuresCommand(),
  findCommand(),
  replayCommand(),
  compactCommand(),
  checkCommand(),
  referenceCommand(),
  consoleCommand(),
  simulateCommand(),
  costCommand(),
];
for (const command of commands) program.addCommand(command);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`lake: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
