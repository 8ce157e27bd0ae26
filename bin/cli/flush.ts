import { Command } from 'commander';
import * as z from 'zod/mini';
import { lineOf, refreshNow } from './refresh.ts';
import { findTarget, type Target } from './target.ts';

const answerSchema = z.object({ DeliveredRecords: z.number(), FailedRecords: z.number(), Objects: z.number() });

export function flushCommand(): Command {
  return new Command('flush')
    .description(
      'Makes the laptop’s Firehose deliver what it holds now, and refreshes the numbers. AWS has no such call: a deployed ' +
        'stack delivers by its buffer.',
    )
    .addHelpText(
      'after',
      '\nWhen it returns, what was posted before is in every number: it waits for a refresh that began after the delivery.\n' +
        'Exit code 0 when everything was delivered or is under failed/, 1 when it could not be flushed.\n\n' +
        'Examples:\n  npx lake flush',
    )
    .action(flush);
}

async function flush(_options: object, command: Command): Promise<void> {
  const target = await findTarget(command);
  const answer = await flushLaptop(target);
  process.stdout.write(
    `${answer.DeliveredRecords} records delivered, ${answer.FailedRecords} failed, ${answer.Objects} objects written\n`,
  );
  const refreshed = await refreshNow(target);
  if ('continues' in refreshed) process.stderr.write(`${lineOf(refreshed)}\n`);
}

/** Makes every stream of the laptop deliver what it holds. */
export async function flushLaptop(target: Target): Promise<z.infer<typeof answerSchema>> {
  const { endpoint, credentials, region } = target.clientConfig;
  if (endpoint === undefined) {
    throw new Error(
      'A deployed stack cannot be flushed: Firehose delivers when its buffer interval ends (setting bufferSeconds).',
    );
  }
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'Firehose_20150804.Flush',
      authorization: `AWS4-HMAC-SHA256 Credential=${credentials?.accessKeyId}/20260101/${region}/firehose/aws4_request, SignedHeaders=host, Signature=none`,
    },
    // Without a name: of every stream, the one of replays among them.
    body: '{}',
  });
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(`Firehose could not deliver: ${JSON.stringify(body)}`);
  return answerSchema.parse(body);
}
