import { spawn } from 'node:child_process';

const SHOWN_CHARACTERS = 1_500;

/** Runs a command to its end. @throws Error with the end of what it said when it fails or is not there. */
export function runCommand(command: string, words: readonly string[], cwd?: string): Promise<void> {
  const child = spawn(command, words, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve();
      const end = Buffer.concat(said).toString('utf8').trim().slice(-SHOWN_CHARACTERS);
      reject(new Error(`\`${command}\` ended with exit code ${code}: ${end}`));
    });
  });
}
