import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { type Delivery, type SimulateOptions, simulate, type Truth } from 'simulator';
import type { Credentials } from '../../domain/sources/source.ts';
import { LinesFile } from './lines-file.ts';
import { day, wholeNumber } from './options.ts';
import { enteredMember } from './set-secret.ts';
import { simulatedDays } from './simulated-days.ts';
import { requireSource } from './sources.ts';

interface Options extends Pick<SimulateOptions, 'messages' | 'seed'> {
  readonly from?: string;
  readonly through?: string;
  readonly out: string;
  readonly metaSecret: string;
  readonly sendsSecret: string;
}

/** Invented; a verifier of the signatures must be given the same. */
const META_SECRET = 'an-invented-app-secret';
const SENDS_SECRET = Buffer.from('an invented secret of 32 bytes..').toString('base64');

export function simulateCommand(): Command {
  return new Command('simulate')
    .description(
      'Invents the traffic of a business, as signed deliveries with their truth; the same for the same options.',
    )
    .requiredOption('--messages <n>', 'messages that campaigns send; answers and the like come on top', wholeNumber)
    .requiredOption('--seed <n>', 'another seed, other traffic', wholeNumber)
    .requiredOption('--out <dir>', 'where the files are written')
    .option('--from <day>', 'first day, UTC (default: a year before the last)', day)
    .option('--through <day>', 'last day, UTC: later events are not written (default: yesterday)', day)
    .option('--meta-secret <secret>', 'signs Meta’s deliveries', META_SECRET)
    .option('--sends-secret <secret>', 'signs the sends, in base64', SENDS_SECRET)
    .addHelpText(
      'after',
      `
All people, numbers and accounts are invented. The files:
  deliveries.ndjson   {source, at, headers, body} in order of posting, each signed as of its own time
  meta.ndjson         Meta’s bodies only, for \`lake deliver meta\`, which signs them
  sends.ndjson        the bodies of the sends alone, for \`lake deliver sends\`
  truth/*.ndjson      what a lake must know after them: messages, inbound messages, clicks, consents, reactions, identities
  summary.json        how many of each
  secrets.json        what the deliveries are signed with

The days are options too: give both for the same traffic on another day. The summary, which names them, goes to
standard output. Exit code 0 when everything was written, 1 otherwise.

Examples:
  npx lake simulate --messages 10000 --seed 1 --out /tmp/simulated
  npx lake simulate --messages 2000 --seed 2 --out /tmp/october --from 2026-09-01 --through 2026-10-31
  npx lake deliver meta /tmp/simulated/meta.ndjson --concurrency 8 --progress
  npx lake deliver sends /tmp/simulated/sends.ndjson --progress`,
    )
    .action(write);
}

function write(options: Options): void {
  const { out, messages, seed } = options;
  const { from, through } = simulatedDays(options, Date.now());
  const fromMs = Date.parse(from);
  const days = (Date.parse(through) - fromMs) / DAY_MS + 1;
  if (days < 1) throw new Error(`--from ${from} is after --through ${through}: give the first day, then the last.`);
  mkdirSync(join(out, 'truth'), { recursive: true });
  const truth = truthFiles(out);
  const deliveries = deliveryFiles(options);
  const bar = progressBar(days);
  for (const delivery of simulate({ messages, seed, from, through }, truth.write)) {
    deliveries.write(delivery);
    bar.update(Math.floor((delivery.atMs - fromMs) / DAY_MS) + 1);
  }
  bar.update(days);
  bar.stop();
  const summary = { messages, seed, from, through, deliveries: deliveries.close(), truth: truth.close() };
  writeFileSync(join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
  writeSecrets(options);
  process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
  process.stderr.write(`Written to ${out}\n`);
}

const DAY_MS = 86_400_000;

function progressBar(days: number): SingleBar {
  const format = '  {bar} {value}/{total} days, {duration_formatted}';
  const bar = new SingleBar({ format, noTTYOutput: true, notTTYSchedule: 5_000 });
  bar.start(days, 0);
  return bar;
}

const TRUTH_FILES: Readonly<Record<Truth['kind'], string>> = {
  message: 'messages',
  inbound: 'inbound',
  click: 'clicks',
  consent: 'consents',
  reaction: 'reactions',
  identity: 'identities',
};

function truthFiles(out: string) {
  const files = new Map(
    Object.values(TRUTH_FILES).map((name) => [name, new LinesFile(join(out, 'truth', `${name}.ndjson`))]),
  );
  const counts = new Counts(files.keys());
  return {
    write(truth: Truth): void {
      const name = TRUTH_FILES[truth.kind];
      counts.add(name);
      files.get(name)?.write(JSON.stringify(truth));
    },
    close() {
      for (const file of files.values()) file.close();
      return counts.all();
    },
  };
}

type SourceName = Delivery['source'];

/** What each source's deliveries are signed with. */
function credentialsOf({ metaSecret, sendsSecret }: Options): Readonly<Record<SourceName, Credentials>> {
  const of = (name: SourceName, secret: string) => ({ [enteredMember(requireSource(name).credentials)]: secret });
  return { meta: of('meta', metaSecret), sends: of('sends', sendsSecret) };
}

function deliveryFiles(options: Options) {
  const { out, seed } = options;
  const credentials = credentialsOf(options);
  const sources = Object.keys(credentials);
  const files = new Map(['deliveries', ...sources].map((name) => [name, new LinesFile(join(out, `${name}.ndjson`))]));
  const counts = new Counts(sources);
  let number = 0;
  return {
    write(delivery: Delivery): void {
      number += 1;
      const body = JSON.stringify(delivery.document);
      counts.add(delivery.source);
      files.get(delivery.source)?.write(body);
      files
        .get('deliveries')
        ?.write(signed(delivery, body, credentials[delivery.source], `simulated-${seed}-${number}`));
    },
    close() {
      for (const file of files.values()) file.close();
      return counts.all();
    },
  };
}

function signed({ source, atMs }: Delivery, body: string, credentials: Credentials, id: string): string {
  const url = `https://simulated.example.com/webhooks/${source}`;
  const headers = requireSource(source).sign(Buffer.from(body), credentials, { id, nowMs: atMs, url });
  return JSON.stringify({ source, at: new Date(atMs).toISOString(), headers, body });
}

function writeSecrets(options: Options): void {
  const note = 'Of simulated deliveries only. Use them nowhere else.';
  const secrets = { note, ...credentialsOf(options) };
  writeFileSync(join(options.out, 'secrets.json'), `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
}

/** How many there are of each name. */
class Counts {
  private readonly counts: Map<string, number>;

  constructor(names: Iterable<string>) {
    this.counts = new Map([...names].map((name) => [name, 0]));
  }

  add(name: string): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  all(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.counts);
  }
}
