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
import { dataOption } from './options.ts';
import { pageCommand } from './page.ts';
import { queryCommand } from './query.ts';
import { referenceCommand } from './reference.ts';
import { refreshCommand } from './refresh.ts';
import { replayCommand } from './replay.ts';
import { reportCommand } from './report.ts';
import { simulateCommand } from './simulate.ts';
import { statusCommand } from './status.ts';

/** The `lake` command with all of its subcommands. */
export function createProgram(): Command {
  const program = new Command('lake')
    .description('Talks to an event lake: the one that `npm start` runs on this laptop, or a deployed stack.')
    .addOption(dataOption('data folder of the laptop stack'))
    .option('--stack <name>', 'a deployed stack instead, with your AWS credentials')
    .option('--region <region>', 'its region (default: that of your AWS configuration)')
    .configureOutput({ outputError: (error, write) => write(withoutValues(error)) })
    .addHelpText(
      'after',
      `
Run it as \`npx lake <command>\`; each command has its own --help with examples.

Results go to standard output; progress, totals and hints to standard error. Exit code 0 when it is done, 1 when it failed;
commands with other codes name them in their --help.`,
    );
  const commands = [
    deliverCommand(),
    queryCommand(),
    pageCommand(),
    statusCommand(),
    flushCommand(),
    failuresCommand(),
    findCommand(),
    replayCommand(),
    refreshCommand(),
    compactCommand(),
    reportCommand(),
    checkCommand(),
    referenceCommand(),
    consoleCommand(),
    simulateCommand(),
    costCommand(),
  ];
  for (const command of commands) program.addCommand(command);
  pointToHelp(program, 'npx lake');
  return program;
}

/** After a mistake one line, and not all of the help. */
function pointToHelp(command: Command, words: string): void {
  command.showHelpAfterError(`Run \`${words} --help\` for what it takes.`);
  for (const sub of command.commands) pointToHelp(sub, `${words} ${sub.name()}`);
}
