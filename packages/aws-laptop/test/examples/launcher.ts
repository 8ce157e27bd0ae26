import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const PACKAGE = join(import.meta.dirname, '..', '..');
const LAUNCHER = join(PACKAGE, 'bin', 'aws-laptop.mjs');

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'aws-laptop-'));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

export interface Launched {
  /** What it printed, once it ran. */
  readonly printed: string;
  /** A line's value, by its first word. */
  readonly valueOf: (name: string) => string;
  /** Ends it as Ctrl-C does, and answers all that it printed. */
  readonly stop: () => Promise<{ readonly exitCode: number | null; readonly output: string }>;
}

/** Starts the command as a process of its own and waits until it runs. Rejects with its output when it ends before. */
export async function launch(...args: readonly string[]): Promise<Launched> {
  const child = spawn(process.execPath, [LAUNCHER, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  let output = '';
  const isRunning = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      if (output.includes('Ctrl-C')) isRunning.resolve();
    });
  }
  await Promise.race([isRunning.promise, exited.then(() => Promise.reject(new Error(output)))]);
  return {
    printed: output,
    valueOf: (name) => new RegExp(`\\b${name}(?: = |=| {2,})(\\S+)`).exec(output)?.[1] ?? '',
    async stop() {
      child.kill('SIGINT');
      await exited;
      return { exitCode: child.exitCode, output };
    },
  };
}

/** Runs the command to its end. */
export async function runCommand(...args: readonly string[]): Promise<{ exitCode: number | null; output: string }> {
  const child = spawn(process.execPath, [LAUNCHER, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const texts = Promise.all([child.stdout, child.stderr].map(async (stream) => (await stream.toArray()).join('')));
  await once(child, 'exit');
  return { exitCode: child.exitCode, output: (await texts).join('') };
}
