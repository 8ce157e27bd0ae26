import { randomUUID } from 'node:crypto';
import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import pMap from 'p-map';
import { SOURCES } from '../../domain/sources/registry.ts';
import type { Credentials, Source } from '../../domain/sources/source.ts';
import { readDocuments } from './documents.ts';
import { wholeNumber } from './options.ts';
import { eitherSource, readCredentials, requireSource } from './sources.ts';
import { findTarget, sourceOutput } from './target.ts';

interface Options {
  readonly times: number;
  readonly concurrency: number;
  readonly progress: boolean;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
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
    .addHelpText(
      'after',
      `
Exit code 0 when every document was answered 2xx, 1 otherwise.

Examples:
  npx lake deliver meta message.json
  npx lake deliver meta day.ndjson --concurrency 16 --progress
  npx lake deliver sends sends.ndjson
  echo '{"object":"whatsapp_business_account","entry":[]}' | npx lake deliver meta -`,
    )
    .action((name: string, file: string, options: Options, command: Command) =>
      deliver(requireSource(name, sources), file, options, command),
    );
}

async function deliver(source: Source, file: string, options: Options, command: Command): Promise<void> {
  const documents = readDocuments(file);
  const target = await findTarget(command);
  const credentials = await readCredentials(target, source);
  const url = target.output(sourceOutput(source.name, 'WebhookUrl'));
  const all = Array.from({ length: options.times }, () => documents).flat();
  const show = options.progress ? progressBar(all.length) : printLine;
  const answers = await pMap(
    all,
    async (body, index) => show(index, await postDocument(url, source, body, credentials)),
    {
      concurrency: options.concurrency,
    },
  );
  if (options.progress) process.stderr.write('\n');
  if (!answers.every(({ status }) => status >= 200 && status < 300)) {
    if (options.progress) process.stdout.write(`${tally(answers)}\n`);
    process.exitCode = 1;
  }
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
    return { status: response.status, body: await response.text() };
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

function printLine(index: number, answer: Answer): Answer {
  process.stdout.write(`${index + 1}\t${answer.status}\t${answer.body}\n`);
  return answer;
}

function progressBar(total: number): (index: number, answer: Answer) => Answer {
  const bar = new SingleBar({
    format: '  {bar} {value}/{total} deliveries, {duration_formatted}',
    noTTYOutput: true,
    notTTYSchedule: 5_000,
  });
  bar.start(total, 0);
  return (_index, answer) => {
    bar.increment();
    if (bar.getProgress() >= 1) bar.stop();
    return answer;
  };
}

function tally(answers: readonly Answer[]): string {
  const counts = Map.groupBy(answers, ({ status }) => status);
  return [...counts].map(([status, some]) => `${some.length} answered ${status}`).join(', ');
}
