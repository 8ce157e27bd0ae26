import { setTimeout as sleep } from 'node:timers/promises';
import type { Rng } from 'simulator';
import { runLake } from '../../support/laptop.ts';
import { type Child, startChild } from './child.ts';
import type { Traffic } from './traffic.ts';

/** What the stack is doing when it is killed. */
export type Moment = 'starting' | 'traffic' | 'delivering' | 'flushing';

export const MOMENTS: readonly [Moment, ...Moment[]] = ['starting', 'traffic', 'delivering', 'flushing'];

/** Firehose writes objects all the time, or only when it is flushed. */
export function bufferSecondsFor(moment: Moment): number {
  return moment === 'delivering' ? 0.1 : 600;
}

export interface Victim {
  readonly child: Child;
  readonly dataDir: string;
  readonly traffic: Traffic;
  readonly random: Rng;
  /** How long this machine took to start a stack, milliseconds. */
  readonly startMs: number;
}

/** Kills the stack at a moment of this kind; resolves, with how long it waited, when it is dead. */
export function killAt(moment: Moment, victim: Victim): Promise<number> {
  if (moment === 'starting') return killWhileStarting(victim);
  return moment === 'flushing' ? killWhileFlushing(victim) : killUnderTraffic(victim);
}

async function killWhileStarting({ child, dataDir, random, startMs }: Victim): Promise<number> {
  await child.end();
  const second = startChild(dataDir, bufferSecondsFor('starting'));
  const waitMs = random.between(0, Math.round(startMs));
  await sleep(waitMs);
  await second.kill();
  return waitMs;
}

async function killUnderTraffic({ child, traffic, random }: Victim): Promise<number> {
  const posting = traffic.post(await child.ready, new AbortController().signal);
  const waitMs = random.between(0, 2_500);
  await sleep(waitMs);
  await child.kill();
  await posting;
  return waitMs;
}

/** `lake flush` takes its time to start, during which the traffic goes on. */
async function killWhileFlushing({ child, dataDir, traffic, random }: Victim): Promise<number> {
  const posting = traffic.post(await child.ready, new AbortController().signal);
  const flushing = runLake(dataDir, ['flush']);
  const waitMs = random.between(200, 2_500);
  await sleep(waitMs);
  await child.kill();
  await Promise.all([posting, flushing]);
  return waitMs;
}
