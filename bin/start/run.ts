import { once } from 'node:events';
import { join } from 'node:path';
import {
  createFaults,
  type Faults,
  hasLostSecrets,
  keepPrivate,
  OPERATOR_ACCESS_KEY,
  type RunningStack,
  readPlan,
  readTemplate,
  removeEndpointFile,
  requireFreePort,
  SYSTEM_CLOCK,
  skippedLines,
  startStack,
  type Template,
  takeDataFolder,
  writeEndpointFile,
} from 'aws-laptop';
import type { FunnelCounts } from 'simulator';
import { refreshNow } from '../cli/refresh.ts';
import { build } from './build.ts';
import { contextWith } from './cdk-context.ts';
import { endChildren } from './children.ts';
import { earlierDays } from './earlier-days.ts';
import { createFollower, type Follower } from './follow.ts';
import { removeFormerLeases } from './former-leases.ts';
import { howTo } from './how-to.ts';
import { lastDays, targetOf } from './numbers.ts';
import { type OpenPages, openPages } from './pages/pages.ts';
import { compareWithTruth, postSampleOnce } from './sample.ts';
import { settleMetaSecret } from './secrets-at-start.ts';
import { createSteps, type Steps } from './steps.ts';
import { reportedDays, streamWay } from './stream-way.ts';

export interface Options {
  readonly once: boolean;
  readonly port: number;
  /** Of the pages; the next free one where it is taken. */
  readonly pagePort: number;
  readonly data: string;
  readonly sample: boolean;
  /** Of the sample. */
  readonly sampleDays: number;
  /** Settings in place of those of cdk.json. */
  readonly set: Readonly<Record<string, unknown>>;
  readonly bufferSeconds: number;
  /** The file of a fault plan. */
  readonly faults?: string;
}

interface Running {
  readonly options: Options;
  readonly template: Template;
  readonly stack: RunningStack;
  readonly steps: Steps;
  readonly follower: Follower;
  /** Not with `--once`, which ends before anybody could look. */
  readonly pages: OpenPages | undefined;
}

export async function run(options: Options): Promise<void> {
  const faults = createFaults(options.faults === undefined ? undefined : readPlan(options.faults));
  const steps = createSteps(process.stdout);
  await refuseWhatCannotStart(options);
  keepPrivate(options.data);
  const { assembly } = await steps.during(
    'Building the bundles and the template',
    () => build(options.set),
    ({ isNew }) => (isNew ? 'built' : 'nothing has changed'),
  );
  const template = readTemplate(assembly);
  for (const line of skippedLines(template)) say(line);
  const { promise: asked, resolve: stop } = Promise.withResolvers<void>();
  const follower = createFollower((reason) => process.stderr.write(`The numbers could not be refreshed: ${reason}\n`));
  const pages = options.once ? undefined : await openPages(options.pagePort);
  const onServing = () => ended().then(stop);
  const stack = await startOn({ template, options, faults, steps, follower, pages, onServing }).catch(
    async (error: unknown) => {
      await pages?.close();
      throw error;
    },
  );
  try {
    await Promise.race([work({ options, template, stack, steps, follower, pages }, asked), asked]);
  } finally {
    // First: what still posts would be waited for, and post again what an ending stack does not take.
    endChildren();
    steps.end();
    sayFaults(faults);
    faults.use(undefined);
    await pages?.close();
    await follower.end();
    say('\nDelivering what is buffered …');
    await stack.close();
    removeEndpointFile(options.data);
    say('Ended.');
  }
}

/** Before the build, which takes longer than to be refused. */
async function refuseWhatCannotStart({ data, port, set }: Options): Promise<void> {
  contextWith(set);
  takeDataFolder(data);
  await requireFreePort(port);
  if (!hasLostSecrets(data)) return;
  throw new Error(
    `${join(data, 'secrets.json')} is missing, but ${data} holds events. They were written with its pepper and event key; with ` +
      'new ones every person and every message that comes again would count twice. Restore the file from a copy, name ' +
      'another folder with --data, or remove this one with all that it holds.',
  );
}

interface Starting extends Omit<Running, 'stack'> {
  readonly faults: Faults;
  readonly onServing: () => void;
}

async function startOn({
  template,
  options,
  faults,
  steps,
  follower,
  pages,
  onServing,
}: Starting): Promise<RunningStack> {
  const { data, port, bufferSeconds } = options;
  const { region, stackName } = template;
  say('Starting the stack:');
  try {
    return await startStack({
      template,
      dataDir: data,
      port,
      bufferSeconds,
      clock: SYSTEM_CLOCK,
      faults,
      async prepare(endpoint) {
        await settleMetaSecret(template, endpoint);
        await removeFormerLeases(template, endpoint);
      },
      // The front door opens after this: whoever can post can also use the `lake` command.
      beforeOpening(endpoint) {
        // Heard from before the text says that Ctrl-C delivers.
        onServing();
        writeEndpointFile(data, { endpoint, region, stackName, accessKeyId: OPERATOR_ACCESS_KEY, pid: process.pid });
      },
      onObject: follower.written,
      ...(pages && { rootText: () => rootText(pages.url) }),
      onStep: (step) => steps.begin(`  ${step}`),
      warn: (line) => process.stderr.write(`  ${line}\n`),
    });
  } finally {
    steps.end();
  }
}

/** For whoever opens the front door's address in a browser. */
function rootText(page: string): string {
  return `The front door of the event lake takes webhooks. Look at the numbers at ${page}`;
}

async function work(running: Running, asked: Promise<void>): Promise<void> {
  const { options, template, stack, steps, follower, pages } = running;
  const target = targetOf(template, stack, options.data);
  pages?.show(target);
  const truth = options.sample ? await postSample(running) : null;
  // What the process before delivered as it ended is in no number yet.
  const refreshed = truth ?? (await steps.during('Refreshing the numbers', () => refreshNow(target)).catch(failed));
  if (refreshed instanceof Error) sayFailed('could not be refreshed', refreshed, options);
  await showNumbers(running, truth);
  follower.start(target);
  say(howTo({ ...options, ...stack, region: template.region, page: pages?.url }));
  if (!options.once) await asked;
}

async function showNumbers({ options, steps, template, stack }: Running, truth: FunnelCounts | null): Promise<void> {
  const days = await steps
    .during('Counting the last days', () => lastDays(template, stack, options.data))
    .catch(failed);
  if (days instanceof Error) return sayFailed('cannot be read', days, options);
  say(`\nMessages by day sent, newest first (delivered and failed over sent, read over delivered):\n\n${days}`);
  if (truth !== null) {
    say(`\nEqual to the truth of the sample, duplicates and disorder included (${truth.sent} messages).`);
  }
}

async function postSample({ options: { data, sampleDays }, template, stack, steps }: Running) {
  const target = targetOf(template, stack, data);
  say('Posting a sample, its last 24 hours through the front door:');
  const truth = await postSampleOnce(data, (step, work) => steps.during(`  ${step}`, work), {
    days: Math.min(sampleDays, reportedDays(template)),
    open: async (progressFile) => earlierDays(await streamWay(template, target), progressFile),
  });
  if (truth === null) say('  the lake has it already');
  else await steps.during('  Comparing with the truth of the sample', () => compareWithTruth(data, truth));
  return truth;
}

function failed(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** A table that cannot be read is no reason to stop taking events. */
function sayFailed(what: string, { message }: Error, { once: isOnce }: Options): void {
  process.stderr.write(`The numbers ${what}: ${message}\n`);
  if (isOnce) process.exitCode = 1;
}

function sayFaults(faults: Faults): void {
  for (const { rule, calls, strikes } of faults.counts()) {
    say(`Fault ${rule.service} ${rule.operation} ${rule.fault}: ${strikes} of ${calls}`);
  }
}

async function ended(): Promise<void> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), once(process, 'SIGHUP')]);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
