import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { type QueryRequests, queryRequests, type TableRequests } from 'aws-laptop';
import { postSampleOnce } from '../bin/start/sample.ts';
import { readViewFiles } from '../lambdas/aws/view-files.ts';
import { type Laptop, remove, startLaptop, temporaryFolder } from '../test/support/laptop.ts';
import { SQL_FOLDER } from './numbers/relations.ts';

const HELP = `npm run bench:command -- [--rounds <n>]

How long \`npx lake query <view>\` takes for each metric view on the sample, against \`SELECT 1\` by turns, in one run:
medians over the rounds. And what a refresh, and a page of one query for each view, would ask of S3: partitions listed and files
opened, as the laptop's Athena logs them.

  --rounds <n>  how often each view is queried (default 5)
  --help        this text

Takes about three minutes.
`;
/** Of a view's time to that of SELECT 1. */
const GOAL = 1.6;
const FLOOR = 'SELECT 1 AS one';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, help: { type: 'boolean', default: false } },
});
if (values.help) process.stdout.write(HELP);
else await measure(Number(values.rounds));

async function measure(rounds: number): Promise<void> {
  const dataDir = temporaryFolder();
  const laptop = await startLaptop(dataDir);
  try {
    await postSampleOnce(dataDir, (_step, work) => work());
    say('One refresh');
    sayRequests(await requestsDuring(laptop, () => lake(laptop, 'refresh')));
    const views = readViewFiles(SQL_FOLDER).flatMap(({ name }) => (name.startsWith('metric_') ? name : []));
    say(`\nOne query of each of the ${views.length} metric views`);
    const times = new Map<string, Times>(views.map((view) => [view, { floor: [], view: [] }]));
    sayRequests(await requestsDuring(laptop, () => round(laptop, times)));
    for (let more = 1; more < rounds; more += 1) await round(laptop, times);
    sayTimes(times);
  } finally {
    await laptop.close();
    remove(dataDir);
  }
}

interface Times {
  readonly floor: number[];
  readonly view: number[];
}

/** By turns, so that what else the machine does slows both. */
async function round(laptop: Laptop, times: ReadonlyMap<string, Times>): Promise<void> {
  for (const [name, { floor, view }] of times) {
    floor.push(await lake(laptop, 'query', FLOOR));
    view.push(await lake(laptop, 'query', name, '--format', 'csv'));
  }
}

/** @returns how long it took, in seconds. */
async function lake(laptop: Laptop, ...words: readonly string[]): Promise<number> {
  const begunMs = performance.now();
  const { exitCode, stderr } = await laptop.lake(...words);
  if (exitCode !== 0) throw new Error(`lake ${words.join(' ')} ended with ${exitCode}: ${stderr}`);
  return (performance.now() - begunMs) / 1_000;
}

async function requestsDuring({ dataDir }: Laptop, work: () => Promise<unknown>): Promise<readonly QueryRequests[]> {
  const before = queryRequests(dataDir).length;
  await work();
  return queryRequests(dataDir).slice(before);
}

function sayRequests(queries: readonly QueryRequests[]): void {
  const read = queries.flatMap(({ tables }) => tables);
  const sum = (of: (table: TableRequests) => number) => read.reduce((all, one) => all + of(one), 0);
  const reading = queries.filter(({ tables }) => tables.length > 0).length;
  say(`  queries that read tables  ${reading}, with ${read.length} readings of tables`);
  say(`  partitions listed         ${sum(({ partitionsListed = 0 }) => partitionsListed)}`);
  say(`  files opened              ${sum(({ filesOpened }) => filesOpened)}`);
}

/** Against all of SELECT 1 together: a few of them say little on a busy machine. */
function sayTimes(times: ReadonlyMap<string, Times>): void {
  const floor = median([...times.values()].flatMap(({ floor }) => floor));
  say(`\nBy the command, SELECT 1: ${floor.toFixed(2)} s`);
  const ratios = [...times].map(([name, { view }]) => {
    const seconds = median(view);
    const ratio = seconds / floor;
    say(`  ${name.padEnd(32)}${seconds.toFixed(2).padStart(7)} s${ratio.toFixed(2).padStart(8)}`);
    return ratio;
  });
  const worst = Math.max(...ratios);
  say(`  the greatest: ${worst.toFixed(2)}, goal ≤ ${GOAL}: ${worst <= GOAL ? 'holds' : 'missed'}`);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
