import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { FAILED_REASONS } from '../../domain/contracts/failed/reasons.ts';
import type { ReplayAnswer } from '../../domain/contracts/replay/answer.ts';
import type { ReplayRequestText } from '../../domain/contracts/replay/request.ts';
import { itemKinds, rowSourceNames, SOURCES } from '../../domain/sources/registry.ts';
import type { Source } from '../../domain/sources/source.ts';
import { messageOf } from './aws-words.ts';
import { deadLetters } from './dead-letters.ts';
import { choice, instant, wholeNumber } from './options.ts';
import { redrive, redriveLines } from './redrive.ts';
import { replayLines } from './replay-lines.ts';
import { type Given, type Selection, selectionOf } from './replay-selection.ts';
import { NO_RUN, runs, together } from './reprocess.ts';
import { noSource } from './sources.ts';
import { findTarget, type Target } from './target.ts';

interface Options extends Given {
  readonly since?: string;
  readonly until?: string;
  readonly kind?: string[];
  readonly key?: string[];
  readonly reason?: string;
  readonly again?: boolean;
  readonly dryRun: boolean;
  readonly limit?: number;
  readonly cursor?: string;
}

export function replayCommand(sources: readonly Source[] = SOURCES): Command {
  return new Command('replay')
    .description('Reprocesses raw or failed records. It counts first, then sends; no row counts twice.')
    .addOption(choice('--from <store>', 'what to read', ['raw', 'failed', 'social']))
    .option(
      '--source <name...>',
      `of these sources only: ${rowSourceNames(sources).join(', ')} (without --from: its older spelling, raw or failed)`,
    )
    .option('--since <time>', 'received (raw) or arrived (failed) at or after it, ISO 8601', instant)
    .option('--until <time>', '… and before it (default: now)', instant)
    .option('--from-source <name...>', 'the older spelling of --source')
    .addOption(choice('--kind <kind...>', 'of these kinds of item only', itemKinds(sources)))
    .option('--key <event-key...>', 'these events only, by the column event_key')
    .addOption(choice('--reason <reason>', 'of failed: for this reason only', Object.keys(FAILED_REASONS)))
    .option('--again', 'of failed: also what was replayed before, and what is exhausted')
    .option('--dry-run', 'only count', false)
    .option('--limit <n>', 'the most records to put', wholeNumber)
    .option('--cursor <cursor>', 'go on where an earlier replay of the same selection ended')
    .addHelpText(
      'after',
      `
--from raw and failed put records on the replay stream. --from social hands the messages of AWS End User Messaging Social
that failed to the end to their function again, one by one, and deletes each from the queue once it is stored; it takes
--dry-run and --limit only.

Exit code 0 when the replay came to its end or to --limit; 1 when it failed, or a message of --from social was not stored;
130 when Ctrl-C ended it, after the run under way, with how to continue. Rows are in the lake when Firehose's buffer interval is over (on the
laptop: npx lake flush).

Examples:
  npx lake replay --from failed --reason normaliser_error --dry-run
  npx lake replay --from failed --reason normaliser_error
  npx lake replay --from raw --since 2026-11-19 --until 2026-11-20 --source meta --kind status
  npx lake replay --from raw --key 9f2c…
  npx lake replay --from social --dry-run --stack <name>`,
    )
    .action((options: Options, command: Command) => replay(options, rowSourceNames(sources), command));
}

async function replay(options: Options, sourceNames: readonly string[], command: Command): Promise<void> {
  const { store, sources } = selected(options, sourceNames, command);
  if (store === 'social') return replayDeadLetters(options, command);
  const target = await findTarget(command);
  const request = { ...requestOf(store, options), sources };
  const stop = stopOnInterrupt();
  const counted = await allRuns(target, { ...request, dryRun: true }, stop);
  process.stdout.write(replayLines(counted, 'count'));
  if (options.dryRun || stop() || counted.matched === 0) return;
  const bar = new SingleBar({ format: '  {bar} {value}/{total} records, {duration_formatted}', noTTYOutput: true });
  bar.start(counted.matched, 0);
  const done = await allRuns(target, request, stop, ({ matched }) => bar.update(matched)).finally(() => bar.stop());
  process.stdout.write(replayLines(done, 'replay'));
  if (done.cursor !== null) process.stdout.write(`\n${howToGoOn(request, done.cursor)}\n`);
  if (stop()) process.exitCode = INTERRUPTED;
}

function selected(options: Options, sourceNames: readonly string[], command: Command): Selection {
  try {
    const selection = selectionOf(options);
    const unknown = selection.sources?.find((name) => !sourceNames.includes(name));
    if (unknown !== undefined) throw noSource(unknown, sourceNames);
    return selection;
  } catch (error) {
    return command.error(`error: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What only records of `raw/` and `failed/` can be selected by. */
const SELECTIONS = ['since', 'until', 'source', 'fromSource', 'kind', 'key', 'reason', 'again', 'cursor'] as const;

async function replayDeadLetters(options: Options, command: Command): Promise<void> {
  const given = SELECTIONS.find((name) => options[name] !== undefined);
  if (given !== undefined) {
    const flag = given.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    command.error(`error: --${flag} does not go with --from social, which tries every message of the queue`);
  }
  const letters = deadLetters(await findTarget(command));
  const stop = stopOnInterrupt();
  const { waiting, inFlight } = await letters.count();
  process.stdout.write(`Counted\nwaiting    ${waiting}\nin flight  ${inFlight}  (visible again within 5 minutes)\n`);
  if (options.dryRun || stop() || waiting === 0) return;
  const limit = options.limit ?? Number.POSITIVE_INFINITY;
  const bar = new SingleBar({ format: '  {bar} {value}/{total} messages, {duration_formatted}', noTTYOutput: true });
  bar.start(Math.min(waiting, limit), 0);
  const onMessage = (tried: number) => bar.update(tried);
  const done = await redrive(letters, { limit, stop, onMessage }).finally(() => bar.stop());
  process.stdout.write(redriveLines(done));
  if (done.unreadable > 0 || Object.keys(done.failed).length > 0) process.exitCode = 1;
  if (stop()) process.exitCode = INTERRUPTED;
}

/** The exit code that a shell reports for a command ended by Ctrl-C. */
const INTERRUPTED = 130;

function howToGoOn({ until }: ReplayRequestText, cursor: string): string {
  return `To go on: the same command with --until ${until} --cursor ${cursor}`;
}

/** The end is fixed now, so that the replay and a later one that goes on from it mean the same records. */
function requestOf(from: 'raw' | 'failed', options: Options): ReplayRequestText & { readonly until: string } {
  const { since, kind: kinds, key: keys, reason, again, limit, cursor } = options;
  const until = options.until ?? new Date().toISOString();
  return { from, since, until, kinds, keys, reason, again, limit, cursor };
}

async function allRuns(
  target: Target,
  request: ReplayRequestText,
  stop: () => boolean,
  onRun: (total: ReplayAnswer) => void = () => undefined,
): Promise<ReplayAnswer> {
  let total = NO_RUN;
  try {
    for await (const answer of runs(target, request, () => !stop())) {
      total = together(total, answer);
      onRun(total);
    }
  } catch (error) {
    if (total.cursor === null || request.dryRun) throw error;
    throw new Error(`${messageOf(error)} ${total.put} records are on the stream. ${howToGoOn(request, total.cursor)}`);
  }
  return total;
}

/** The first Ctrl-C lets the run under way end; the second ends the command. */
function stopOnInterrupt(): () => boolean {
  let isStopped = false;
  process.once('SIGINT', () => {
    isStopped = true;
    process.stderr.write('\nEnding after the run under way …\n');
  });
  return () => isStopped;
}
