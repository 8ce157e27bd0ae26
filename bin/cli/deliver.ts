import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import pMap from 'p-map';
import { SOURCES } from '../../domain/sources/registry.ts';
import type { Credentials, Source } from '../../domain/sources/source.ts';
import { type Answer, exitCodeOf, inOrder, totalsOf } from './answers.ts';
import { type Document, faultsOf, readDocuments } from './documents.ts';
import { wholeNumber } from './options.ts';
import { postingAgain, retryAfterMs } from './post-again.ts';
import { eitherSource, readCredentials, requireSource } from './sources.ts';
import { findTarget, sourceOutput } from './target.ts';

interface Options {
  readonly times: number;
  readonly concurrency: number;
  readonly progress: boolean;
  readonly asIs: boolean;
  readonly retry: boolean;
}

export function deliverCommand(sources: readonly Source[] = SOURCES): Command {
  return new Command('deliver')
    .description(
      'Signs documents as the source would and posts them to its webhook; one line per document with the HTTP status.',
    )
    .argument('<source>', `whose webhook: ${eitherSource(sources)}`)
    .argument('<file>', 'a .json document, an .ndjson file of one a line, or - for standard input')
    .option('--times <n>', 'post everything so many times over', wholeNumber, 1)
    .option('--concurrency <n>', 'posts under way at once', wholeNumber, 4)
    .option('--progress', 'a progress bar in place of the lines', false)
    .option('--as-is', 'post also what is not JSON', false)
    .option('--no-retry', 'post each document once, whatever is answered')
    .addHelpText(
      'after',
      `
What is answered 429 or 503, or not at all, is posted again, as Meta does: after the time that Retry-After gives,
otherwise after 1, 2, 4 … seconds, 30 in all. The line has the last answer; the totals say how many were posted again.
The lines are in the order of the file: number, HTTP status, answer. The totals at the end go to standard error.
A file with a document that is not JSON is not posted at all, but for --as-is; the line and column are named.
Whether a kind of item is known is decided after the answer: npx lake status counts what is not understood.

Exit code 0 when every item was accepted or a duplicate; 3 when every document was answered 2xx and some of their items
were rejected; 1 when a document was not answered 2xx, or nothing was posted.

Examples:
  npx lake deliver meta docs/examples/deliveries/message.json
  npx lake deliver sends docs/examples/deliveries/sends.ndjson --concurrency 16 --progress
  echo '{"object":"whatsapp_business_account","entry":[]}' | npx lake deliver meta -`,
    )
    .action((name: string, file: string, options: Options, command: Command) =>
      deliver(requireSource(name, sources), file, options, command),
    );
}

async function deliver(source: Source, file: string, options: Options, command: Command): Promise<void> {
  const documents = readDocuments(file);
  if (!options.asIs) requireReadable(file, documents, source);
  const target = await findTarget(command);
  const credentials = await readCredentials(target, source);
  const url = target.output(sourceOutput(source.name, 'WebhookUrl'));
  const all = Array.from({ length: options.times }, () => documents).flat();
  const { show, end } = options.progress ? progressBar(all.length) : lines();
  const untilAnswered = postingAgain(sleep);
  const post = async ({ body }: Document, index: number) => {
    const postOnce = () => postDocument(url, source, body, credentials);
    const answer = options.retry ? await untilAnswered(postOnce) : await postOnce();
    show(index, answer);
    return answer;
  };
  const answers = await pMap(all, post, { concurrency: options.concurrency });
  end();
  process.stderr.write(`${totalsOf(answers)}\n`);
  process.exitCode = exitCodeOf(answers);
}

const MAX_FAULTS_SHOWN = 10;

function requireReadable(file: string, documents: readonly Document[], source: Source): void {
  const faults = faultsOf(file, documents, source);
  if (faults.length === 0) return;
  for (const fault of faults.slice(0, MAX_FAULTS_SHOWN)) process.stderr.write(`${fault}\n`);
  throw new Error(
    `Nothing was posted: ${faults.length} of ${documents.length} documents cannot be read. --as-is posts them as they are.`,
  );
}

/** Posts a document as its source would. Status 0 where there was no answer. */
export async function postDocument(
  url: string,
  source: Source,
  body: Buffer,
  credentials: Credentials,
): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: source.sign(body, credentials, { id: randomUUID(), nowMs: Date.now(), url: urlAtReceiver(url) }),
      body: new Uint8Array(body),
    });
    const { status, headers } = response;
    const asked = retryAfterMs(headers.get('retry-after'), Date.now());
    return { status, body: await response.text(), retryAfterMs: asked };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    return { status: 0, body: `no answer: ${cause}` };
  }
}

/**
 * The URL that is signed. The laptop's front door speaks http on a port; of that a receiver gets to know, as from API
 * Gateway, the name of the host alone, and takes it for https.
 */
export function urlAtReceiver(url: string): string {
  const { protocol, hostname, pathname, search } = new URL(url);
  return protocol === 'https:' ? url : `https://${hostname}${pathname}${search}`;
}

interface Display {
  readonly show: (index: number, answer: Answer) => void;
  readonly end: () => void;
}

function lines(): Display {
  const show = inOrder<Answer>((index, { status, body }) => {
    process.stdout.write(`${index + 1}\t${status}\t${body}\n`);
  });
  return { show, end: () => undefined };
}

function progressBar(total: number): Display {
  const bar = new SingleBar({
    format: '  {bar} {value}/{total} deliveries, {duration_formatted}',
    noTTYOutput: true,
    notTTYSchedule: 5_000,
  });
  bar.start(total, 0);
  return { show: () => bar.increment(), end: () => bar.stop() };
}
