import { randomInt } from 'node:crypto';
import { Command, InvalidArgumentError } from 'commander';
import { remove, temporaryFolder } from '../../support/laptop.ts';
import { killOften } from './run.ts';

interface Options {
  readonly times: number;
  readonly seed: number;
}

await new Command('npm run kill --')
  .description(
    'Kills a stack (SIGKILL) at random moments under traffic, starts it again on the same data folder, and checks ' +
      'after each kill that everything acknowledged is in `events` exactly once.',
  )
  .option('--times <n>', 'how often', whole, 10)
  .option('--seed <n>', 'repeats a run: the same moments, waits and deliveries', whole, randomInt(2 ** 31))
  .addHelpText('after', '\nExit code 0 when nothing was lost or doubled.\n\nExample:\n  npm run kill -- --times 100')
  .action(kill)
  .parseAsync();

async function kill({ times, seed }: Options): Promise<void> {
  const dataDir = temporaryFolder();
  process.stdout.write(`seed ${seed}, data folder ${dataDir}\n`);
  try {
    const figures = await killOften({ dataDir, times, seed, say: (line) => process.stdout.write(`${line}\n`) });
    process.stdout.write(`${JSON.stringify(figures)}\n`);
    remove(dataDir);
    if (figures.unanswered > 0) process.exitCode = 1;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nThe data folder is kept.\n`);
    process.exitCode = 1;
  }
}

function whole(value: string): number {
  if (/^\d{1,10}$/.test(value) && Number(value) > 0) return Number(value);
  throw new InvalidArgumentError('It must be a whole number above 0.');
}
