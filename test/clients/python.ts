import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What the script of one client said. */
export interface ClientRun {
  readonly passed: number;
  /** Of those passed, the ones that had to end in the client's own error. */
  readonly refused: number;
  readonly failed: number;
  readonly exitCode: number;
}

/** Runs a script of this folder; its lines are handed on as they come. */
export async function runScript(
  python: string,
  script: string,
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<ClientRun> {
  const child = spawn(python, ['-B', join(import.meta.dirname, script)], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    say(line);
  }
  const count = (pattern: RegExp) => lines.filter((line) => pattern.test(line)).length;
  return {
    passed: count(/^ok {4}/),
    refused: count(/^ok {4}[^:]+: refused: /),
    failed: count(/^FAIL {2}/),
    exitCode: await ended,
  };
}
