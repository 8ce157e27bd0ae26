import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/**
 * Runs a script of this folder in a process of its own, with input as JSON on its standard input.
 * @returns the JSON that it prints. What it says on its standard error is shown.
 * @throws Error with the script's name when it ends with another code than 0.
 */
export async function runChild(script: string, args: readonly string[], input: unknown = null): Promise<unknown> {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  child.stdin.end(JSON.stringify(input));
  const [printed, code] = await Promise.all([text(child.stdout), ended]);
  if (code !== 0) throw new Error(`bench/numbers/${script} ended with ${code}; what it said is above.`);
  return JSON.parse(printed);
}

/** What a child was given on its standard input. */
export async function readInput(): Promise<unknown> {
  return JSON.parse(await text(process.stdin));
}
