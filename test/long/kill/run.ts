import { setTimeout as sleep } from 'node:timers/promises';
import { type Rng, seeded } from 'simulator';
import { runLake } from '../../support/laptop.ts';
import { compare, type Findings } from '../oracle.ts';
import { type Child, startChild } from './child.ts';
import { bufferSecondsFor, killAt, MOMENTS, type Moment } from './moments.ts';
import { createTraffic, type Traffic } from './traffic.ts';

export interface KillOptions {
  readonly dataDir: string;
  readonly times: number;
  /** The same seed gives the same moments, waits and deliveries; what the machine does meanwhile is its own affair. */
  readonly seed: number;
  /** Called with a line for each kill. */
  readonly say: (line: string) => void;
}

export interface KillFigures {
  readonly kills: Readonly<Partial<Record<Moment, number>>>;
  readonly acknowledged: number;
  /** Deliveries that nobody answered 200 in the end. */
  readonly unanswered: number;
  readonly answers: Readonly<Record<string, number>>;
  readonly seconds: number;
  /** After the last kill. */
  readonly findings: Findings;
}

/** The slowest start of a first stack on a slow machine; the others are measured. */
const FIRST_START_MS = 3_000;
/** Claims of the killed are free when their leases (20 s) have ended. */
const UNTIL_LEASES_END = 120;

/**
 * Kills a stack again and again on one data folder; after each kill it is started, sent what was not acknowledged, and
 * held against the oracle. Throws at the first finding, saying after which kill.
 */
export async function killOften(options: KillOptions): Promise<KillFigures> {
  const { dataDir, times, seed, say } = options;
  const random = seeded(seed);
  const traffic = createTraffic(random);
  const begun = performance.now();
  const moments = Array.from({ length: times }, (_, index) => MOMENTS[index] ?? random.pick(MOMENTS));
  await killOnEmptyFolder(dataDir, random);
  let life = await start(dataDir, moments[0]);
  try {
    for (const [index, moment] of moments.entries()) {
      const waitedMs = await killAt(moment, { ...life, dataDir, traffic, random });
      life = await start(dataDir, moments[index + 1]);
      const open = await traffic.sendAgain(await life.child.ready, 1);
      const when = `${index + 1}\t${moment}\tafter ${waitedMs} ms`;
      const { copies } = await check(dataDir, traffic, `kill ${when}, seed ${seed}`);
      say(`${when}\t${traffic.acknowledged.size} acknowledged\t${open} to send again\t${copies} copies`);
    }
    const unanswered = await traffic.sendAgain(await life.child.ready, UNTIL_LEASES_END);
    const findings = await check(dataDir, traffic, `the last retries, seed ${seed}`);
    await life.child.end();
    const seconds = Math.round((performance.now() - begun) / 1_000);
    return { ...figuresOf(traffic, moments), unanswered, seconds, findings };
  } finally {
    await life.child.kill();
  }
}

function figuresOf({ acknowledged, answers }: Traffic, moments: readonly Moment[]) {
  const kills = [...Map.groupBy(moments, (moment) => moment)].map(([name, all]) => [name, all.length] as const);
  return { kills: Object.fromEntries(kills), acknowledged: acknowledged.size, answers };
}

/** Also the first start, which makes everything there is, may be the one that is killed. */
async function killOnEmptyFolder(dataDir: string, random: Rng): Promise<void> {
  const child = startChild(dataDir, bufferSecondsFor('starting'));
  await sleep(random.between(0, FIRST_START_MS));
  await child.kill();
}

async function start(dataDir: string, next: Moment = 'traffic'): Promise<{ child: Child; startMs: number }> {
  const begun = performance.now();
  const child = startChild(dataDir, bufferSecondsFor(next));
  await child.ready;
  return { child, startMs: performance.now() - begun };
}

async function check(dataDir: string, traffic: Traffic, when: string): Promise<Findings> {
  const flushed = await runLake(dataDir, ['flush']);
  if (flushed.exitCode !== 0) throw new Error(`After ${when}: lake flush failed. ${flushed.stderr}`);
  const findings = await compare(dataDir, traffic.acknowledged, traffic.sent);
  const { lost, doubled, foreign, failedObjects } = findings;
  if ([lost, doubled, foreign, failedObjects].every(({ length }) => length === 0)) return findings;
  throw new Error(`After ${when}: ${JSON.stringify(findings)}`);
}
