import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT_ROOT } from './project.ts';

const ending = new AbortController();

/** Ends the commands that run, and those that would follow: they throw. */
export function endChildren(): void {
  ending.abort();
}

/** Runs the `lake` command on a data folder, as a person would, and shows what it says. Throws when it fails. */
export async function lake(dataDir: string, ...words: readonly string[]): Promise<void> {
  await run(dataDir, words, 'inherit');
}

/** Runs the `lake` command and answers what it printed. Throws when it fails. */
export function readLake(dataDir: string, ...words: readonly string[]): Promise<string> {
  return run(dataDir, words, 'pipe');
}

function run(dataDir: string, words: readonly string[], stdout: 'inherit' | 'pipe'): Promise<string> {
  const args = [join(PROJECT_ROOT, 'bin', 'lake.ts'), '--data', dataDir, ...words];
  const child = spawn(process.execPath, args, { stdio: ['ignore', stdout, 'inherit'], signal: ending.signal });
  const printed: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => printed.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve(Buffer.concat(printed).toString('utf8'));
      reject(new Error(`\`lake ${words.join(' ')}\` ended with exit code ${code}.`));
    });
  });
}
