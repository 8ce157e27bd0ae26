import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { Command } from 'commander';
import * as z from 'zod/mini';
import { day } from './options.ts';
import { findTarget, type Target } from './target.ts';

const errorSchema = z.object({ errorMessage: z.string() });
const reportSchema = z.object({
  through: z.nullable(z.string()),
  days: z.array(z.string()),
  rows: z.number(),
  filesBefore: z.number(),
  filesAfter: z.number(),
  hasMore: z.boolean(),
});
export type Report = z.infer<typeof reportSchema>;

export function compactCommand(): Command {
  return new Command('compact')
    .description(
      'Gives closed days few, sorted files with each event once, as the nightly run does; what came late is folded in.',
    )
    .option('--day <day>', 'this closed day only, even where nothing came late', day)
    .addHelpText(
      'after',
      '\nQueries see every day once while it runs, and also when it dies: run it again then.\n\n' +
        'Examples:\n  npm run lake -- compact\n  npm run lake -- compact --day 2026-11-18 --stack WhatsAppEventLake',
    )
    .action(compact);
}

async function compact(request: { readonly day?: string }, command: Command): Promise<void> {
  const target = await findTarget(command);
  for (let more = true; more; ) {
    const report = await invokeCompaction(target, request);
    process.stdout.write(lineOf(report));
    more = report.hasMore && request.day === undefined;
  }
}

/** One run of the compaction. */
export async function invokeCompaction(target: Target, request: object): Promise<Report> {
  const { Payload, FunctionError } = await new LambdaClient(target.clientConfig).send(
    new InvokeCommand({
      FunctionName: target.output('CompactFunctionName'),
      Payload: Buffer.from(JSON.stringify(request)),
    }),
  );
  const payload: unknown = JSON.parse(Buffer.from(Payload ?? '').toString('utf8') || 'null');
  if (FunctionError === undefined) return reportSchema.parse(payload);
  throw new Error(errorSchema.safeParse(payload).data?.errorMessage ?? `The function failed: ${FunctionError}.`);
}

function lineOf({ days, rows, filesBefore, filesAfter, through }: Report): string {
  const closed = through === null ? 'No day is closed.' : `Days up to ${through} are closed.`;
  const done =
    days.length === 0
      ? 'Nothing waited.'
      : `${days.join(', ')}: ${rows} rows, ${filesAfter} files; ${filesBefore} had landed.`;
  return `${done} ${closed}\n`;
}
