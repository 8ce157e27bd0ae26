import { setTimeout as sleep } from 'node:timers/promises';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { Command } from 'commander';
import * as z from 'zod/mini';
import { answerOf } from '../../lambdas/aws/invoke.ts';
import { withWayOut } from './broken-file.ts';
import { findTarget, type Target } from './target.ts';

const reportSchema = z.object({
  generation: z.string(),
  watermark: z.nullable(z.string()),
  events: z.number(),
  tables: z.number(),
  seconds: z.number(),
});
export type RefreshReport = z.infer<typeof reportSchema>;
/** Another refresh holds the lease: lambdas/refresh. */
const busySchema = z.object({ heldBy: z.string(), heldUntil: z.string() });
/** It takes longer than one invocation, and goes on by itself. */
const continuesSchema = z.object({ continues: z.string() });
const answerSchema = z.union([reportSchema, busySchema, continuesSchema]);
export type RefreshAnswer = z.infer<typeof answerSchema>;

export function refreshCommand(): Command {
  return new Command('refresh')
    .description('Computes the tables that the views read from the events of this moment, and shows them all at once.')
    .option('--force', 'also where the newest event that readers see is not in the lake any more', false)
    .addHelpText(
      'after',
      '\nA deployed stack refreshes by itself, every refreshMinutes (60) and after each compaction; the laptop after each\n' +
        'delivery and each reference put. Readers see the generation before until the new one is whole, and also when a\n' +
        'refresh dies. npx lake status says how old the numbers are.\n\n' +
        'Exit code 0 when it is done or another refresh is running, 1 when it failed.\n\n' +
        'Examples:\n  npx lake refresh\n  npx lake refresh --stack WhatsAppEventLake',
    )
    .action(refresh);
}

async function refresh(request: { readonly force: boolean }, command: Command): Promise<void> {
  process.stdout.write(`${lineOf(await invokeRefresh(await findTarget(command), request))}\n`);
}

/** One call of the refresh, which is refused while another one holds the lease. */
export async function invokeRefresh(target: Target, request: object = {}): Promise<RefreshAnswer> {
  const client = new LambdaClient(target.clientConfig);
  const answer = answerOf(client, target.output('RefreshFunctionName'), request);
  return answerSchema.parse(
    await answer.catch((error: unknown) => {
      throw withWayOut(error, target.dataDir);
    }),
  );
}

const BUSY_PAUSE_MS = 200;

/** A refresh that began after this call: one that is under way may have read before what the caller did. */
export async function refreshNow(target: Target): Promise<RefreshAnswer> {
  for (;;) {
    const answer = await invokeRefresh(target);
    if (!('heldBy' in answer)) return answer;
    await sleep(BUSY_PAUSE_MS);
  }
}

export function lineOf(answer: RefreshAnswer): string {
  if ('heldBy' in answer) {
    return `Another refresh (generation ${answer.heldBy}) is running, until ${answer.heldUntil} at the latest.`;
  }
  if ('continues' in answer) {
    return `It takes longer than one invocation and goes on as generation ${answer.continues}; lake status says when it is shown.`;
  }
  const { tables, events, seconds, watermark, generation } = answer;
  const until = watermark === null ? 'no events yet' : `as of ${watermark.slice(0, 19)} UTC`;
  return `${tables} tables of ${events} events in ${seconds} s, ${until}; generation ${generation}`;
}
