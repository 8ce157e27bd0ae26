import { Command, Option } from 'commander';
import type { FailureGroup } from '../../domain/contracts/replay/answer.ts';
import type { QueryResult } from '../../lambdas/aws/athena-result.ts';
import { failedRecordsOf } from '../../lambdas/aws/failed-records.ts';
import { FORMATS, type Format, formatResult } from './format.ts';
import { instant } from './options.ts';
import { runs } from './reprocess.ts';
import { findTarget } from './target.ts';

interface Options {
  readonly since?: string;
  readonly all: boolean;
  readonly format: Format;
}

export function failuresCommand(): Command {
  return new Command('failures')
    .description('Lists what lies under failed/ by kind of error and reason. What was replayed is left out.')
    .option(
      '--since <time>',
      'only what arrived at or after it, ISO 8601 (2026-11-20 or 2026-11-20T10:00:00Z)',
      instant,
    )
    .option('--all', 'also what was replayed', false)
    .addOption(new Option('--format <format>', 'how to print them').choices(FORMATS).default('table'))
    .addHelpText(
      'after',
      `
The list is of this moment; it waits for no refresh.
The reason is found by reading each record with the code that is deployed now: what that reads is a normaliser_error.
npx lake replay --from failed sends them again, once the cause is fixed.

Exit code 0 when they were listed, also where there are none; 1 otherwise.

Examples:
  npx lake failures
  npx lake failures --since 2026-11-20 --format json`,
    )
    .action(failures);
}

async function failures(options: Options, command: Command): Promise<void> {
  const target = await findTarget(command);
  const { groups } = await failedRecordsOf(
    runs(target, {
      from: 'failed',
      dryRun: true,
      until: new Date().toISOString(),
      ...(options.since === undefined ? {} : { since: options.since }),
      ...(options.all ? { again: true } : {}),
    }),
  );
  process.stdout.write(`${formatResult(asRows(groups), options.format)}\n`);
}

function asRows(groups: readonly FailureGroup[]): QueryResult {
  const columns = ['type', 'code', 'reason', 'count', 'first_seen', 'last_seen'];
  const time = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  return {
    columns: columns.map((name) => ({ name, type: name === 'count' ? 'bigint' : 'varchar' })),
    rows: groups.map(({ type, code, reason, count, firstSeenMs, lastSeenMs }) => [
      type,
      code,
      reason,
      String(count),
      time(firstSeenMs),
      time(lastSeenMs),
    ]),
  };
}
