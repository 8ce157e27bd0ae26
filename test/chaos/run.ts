import { SingleBar } from 'cli-progress';
import { Command, InvalidArgumentError } from 'commander';
import { type Campaign, runCampaign, shortestFailure } from './campaign.ts';
import { MUTANTS, type Mutant } from './mutants.ts';
import { failureInWords } from './report.ts';
import { runSchedule } from './schedule.ts';

interface Options {
  readonly schedules: number;
  readonly seed?: number;
  readonly keep?: readonly number[];
  readonly trace: boolean;
  readonly mutant?: Mutant;
}

const NAMES = MUTANTS.map(({ name }) => `"${name}"`).join(', ');

const program = new Command('npm run chaos --')
  .description(
    'Runs the claim protocol (lambdas/ingest, receiver and social) under seeded faults in virtual time, and checks after each schedule that nothing is lost and nothing doubled.',
  )
  .option('--schedules <n>', 'how many schedules', wholeNumber, 10_000)
  .option('--seed <n>', 'seed of the first schedule; the next has the next. By default another every time', wholeNumber)
  .option('--keep <list>', 'only these faults of each schedule strike, by number; none for no fault', faultList)
  .option('--mutant <name>', `run a mutant of the protocol: ${NAMES}`, mutantNamed)
  .option('--trace', 'print what the first schedule does, step by step, failing or not', false)
  .addHelpText(
    'after',
    `
Exit code 0 when no schedule breaks a rule; otherwise 1, with the shortest failing one and how to run it again.

Examples:
  npm run chaos -- --schedules 100000
  npm run chaos -- --seed 42 --schedules 1 --trace
  npm run chaos -- --seed 42 --schedules 1 --keep 1,4
  npm run chaos -- --mutant "confirm before publish"`,
  )
  .action(run);

await program.parseAsync();

async function run({ schedules, seed = Date.now() % 1_000_000_000, keep, trace, mutant }: Options): Promise<void> {
  const only = { mutation: mutant?.mutation ?? {}, ...(keep === undefined ? {} : { keep }) };
  if (trace) print((await runSchedule({ seed, isTraced: true, ...only })).trace.join('\n'));
  const bar = new SingleBar({
    format: '  {bar} {value}/{total} schedules, {duration_formatted}',
    noTTYOutput: true,
    notTTYSchedule: 5_000,
  });
  bar.start(schedules, 0);
  const campaign = await runCampaign({ seed, schedules, ...only, onProgress: (done) => bar.update(done) });
  bar.stop();
  print(summary(seed, campaign));
  const failure = await shortestFailure(campaign.failures, only.mutation);
  if (failure === undefined) return;
  print(failureInWords(failure, failure.keep, mutant?.name));
  process.exitCode = 1;
}

function summary(seed: number, { schedules, failures, items, seen, rawDuplicates, ...rest }: Campaign): string {
  const sights = [...seen]
    .sort(([, a], [, b]) => b - a)
    .map(([sight, times]) => `  ${String(times).padStart(8)}  ${sight}`);
  return [
    `Seeds ${seed} to ${seed + schedules - 1}: ${failures.length} of ${schedules} schedules break a rule.`,
    `${items} items; ${rawDuplicates} copies beyond the first reached the stream, ` +
      `${rest.rawDuplicatesWithoutFault} of them in schedules without a fault.`,
    'Schedules in which this came about:',
    ...sights,
  ].join('\n');
}

function mutantNamed(name: string): Mutant {
  const found = MUTANTS.find((mutant) => mutant.name === name);
  if (found !== undefined) return found;
  throw new InvalidArgumentError(`It must be one of: ${NAMES}.`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number of at most nine digits.');
}

function faultList(text: string): readonly number[] {
  if (text === 'none') return [];
  if (/^\d+(,\d+)*$/.test(text)) return text.split(',').map(Number);
  throw new InvalidArgumentError('It must be numbers of faults with commas between, such as 1,4, or none.');
}
