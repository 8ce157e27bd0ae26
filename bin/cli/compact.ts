import { LambdaClient } from '@aws-sdk/client-lambda';
import { Command } from 'commander';
import * as z from 'zod/mini';
import { answerOf } from '../../lambdas/aws/invoke.ts';
import { day } from './options.ts';
import { findTarget, type Target } from './target.ts';

const reportSchema = z.object({
  through: z.nullable(z.string()),
  days: z.array(z.string()),
  rows: z.number(),
  filesBefore: z.number(),
  filesAfter: z.number(),
  hasMore: z.boolean(),
});
type Report = z.infer<typeof reportSchema>;
/** Another run holds the lease: lambdas/compact. */
const busySchema = z.object({ heldBy: z.string(), heldUntil: z.string() });
const answerSchema = z.union([reportSchema, busySchema]);
export type CompactionAnswer = z.infer<typeof answerSchema>;

export function compactCommand(): Command {
  return new Command('compact')
    .description(
      'Gives closed days few, sorted files with each event once, as the nightly run does; what came late is folded in.',
    )
    .option('--day <day>', 'this closed day only, even where nothing came late', day)
    .addHelpText(
      'after',
      '\nQueries see every day once while it runs, and also when it dies: run it again then.\n\n' +
        'Exit code 0 when it is done, or another run is at it; 1 when it failed.\n\n' +
        'Examples:\n  npx lake compact\n  npx lake compact --day 2026-11-18 --stack WhatsAppEventLake',
    )
    .action(compact);
}

async function compact(request: { readonly day?: string }, command: Command): Promise<void> {
  const target = await findTarget(command);
  for (let more = true; more; ) {
    const answer = await invokeCompaction(target, request);
    process.stdout.write('heldBy' in answer ? busyLineOf(answer) : lineOf(answer));
    more = 'hasMore' in answer && answer.hasMore && request.day === undefined;
  }
}

/** One call of the compaction, which is refused while another one holds the lease. */
export async function invokeCompaction(target: Target, request: object): Promise<CompactionAnswer> {
  const client = new LambdaClient(target.clientConfig);
  return answerSchema.parse(await answerOf(client, target.output('CompactFunctionName'), request));
}

function lineOf({ days, rows, filesBefore, filesAfter, through }: Report): string {
  const closed = through === null ? 'No day is closed.' : `Days up to ${through} are closed.`;
  const done =
    days.length === 0
      ? 'Nothing to compact.'
      : `${days.join(', ')}: ${rows} rows, ${filesAfter} files; ${filesBefore} had landed.`;
  return `${done} ${closed}\n`;
}

function busyLineOf({ heldBy, heldUntil }: z.infer<typeof busySchema>): string {
  return `Another run (request ${heldBy}) compacts, until ${heldUntil} at the latest; run this again when it has ended.\n`;
}
