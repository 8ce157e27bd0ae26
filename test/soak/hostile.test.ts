import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { MAX_RESPONSE_BYTES } from 'aws-laptop/services';
import { expect, test } from 'vitest';
import { campaign } from './campaign.ts';
import type { Measured } from './hostile-worker.ts';

/** The transform has 1,024 MiB; what is left is for Node, the code and the event. */
const HEAP_MIB = 600;
/**
 * How many times what plain traffic takes a byte of a hostile structure may take. Parsing alone takes up to ten times: a
 * byte of `0.1,0.1` is dearer than one of a text. What grows faster than its bytes takes hundreds of times.
 */
const MAX_RATIO = 40;

interface Round {
  readonly plain: Measured;
  readonly hostile: Measured;
}

test('no structure takes more than its bytes: neither time, nor memory, nor room in the answer', async () => {
  const { runs, seed } = campaign('hostile structures', 600);
  const rounds: Round[] = [];
  const worker = new Worker(new URL('./hostile-worker.ts', import.meta.url), {
    workerData: { runs, seed },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
    execArgv: [],
  });
  worker.on('message', (round: Round) => rounds.push(round));
  // A heap that is full ends the worker with ERR_WORKER_OUT_OF_MEMORY, which rejects.
  await once(worker, 'exit');
  expect(rounds).toHaveLength(runs);
  const plain = median(rounds.map((round) => round.plain.cpuNsPerByte));
  const ratio = ({ hostile }: Round) => hostile.cpuNsPerByte / plain;
  const worst = rounds.toSorted((a, b) => ratio(b) - ratio(a))[0];
  if (worst === undefined) throw new Error('Nothing was measured.');
  process.stdout.write(`${plain.toFixed(0)} ns a byte; ${ratio(worst).toFixed(1)} times that: ${worst.hostile.what}\n`);
  expect(ratio(worst), worst.hostile.what).toBeLessThan(MAX_RATIO);
  for (const { hostile } of rounds) expect(hostile.answerBytes, hostile.what).toBeLessThan(MAX_RESPONSE_BYTES);
});

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
