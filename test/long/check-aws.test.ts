import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Laptop, remove, startLaptop, temporaryFolder } from '../support/laptop.ts';

const RUN = join(import.meta.dirname, '..', 'aws', 'run.ts');

let laptop: Laptop;
beforeAll(async () => {
  laptop = await startLaptop(temporaryFolder());
});
afterAll(async () => {
  await laptop.close();
  remove(laptop.dataDir);
});

function checkAws(...words: readonly string[]): Promise<{ readonly exitCode: number; readonly output: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [RUN, '--data', laptop.dataDir, ...words], (error, stdout, stderr) => {
      resolve({ exitCode: typeof error?.code === 'number' ? error.code : error ? 1 : 0, output: stdout + stderr });
    });
    child.stdin?.end('another name\n');
  });
}

test('check:aws asks the laptop the questions that it can answer, and it answers as it assumes', async () => {
  const { exitCode, output } = await checkAws('--yes');
  expect(output).toMatch(/^agrees {2}Where the first object lies/m);
  expect(output).toMatch(/^agrees {2}Compaction of 16 closed days/m);
  expect([exitCode, output.match(/^(agrees|DIFFER|LOOK) /gm)?.length]).toEqual([0, 2]);
});

test('check:aws says what it would do and cost, and does nothing unless the stack’s name is typed', async () => {
  const { exitCode, output } = await checkAws();
  expect(exitCode).toBe(0);
  expect(output).toMatch(/Posts one status[\s\S]*Costs under 0\.01 USD[\s\S]*Nothing was done\./);
});
