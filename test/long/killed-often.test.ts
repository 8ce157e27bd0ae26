import { randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import { remove, temporaryFolder } from '../support/laptop.ts';
import { killOften } from './kill/run.ts';

const SEED = Number(process.env.KILL_SEED ?? randomInt(2 ** 31));

test(`killed ten times (seed ${SEED}), the stack has all that it acknowledged, once; by hand: npm run kill`, async () => {
  const dataDir = temporaryFolder();
  const lines: string[] = [];
  const figures = await killOften({ dataDir, times: 10, seed: SEED, say: (line) => lines.push(line) });
  console.log(`${lines.join('\n')}\n${JSON.stringify(figures)}`);
  expect(figures).toMatchObject({ unanswered: 0, findings: { lost: [], doubled: [], foreign: [], failedObjects: [] } });
  expect(figures.acknowledged).toBeGreaterThan(100);
  remove(dataDir);
});
