import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Command } from 'commander';
import { runQuery } from '../../bin/cli/athena.ts';
import { findTarget } from '../../bin/cli/target.ts';
import { PROJECT_ROOT } from '../../bin/start/build.ts';
import type { AskAgain } from './equal.ts';

/** A laptop stack of its own process, as `npm start` starts it, with its sample. */
export interface ServedStack extends AsyncDisposable {
  /** Of the pages, with a slash at its end. */
  readonly url: string;
  readonly dataDir: string;
}

const PAGE = /^Page +(http\S+)$/m;
/** What follows when the sample is in. */
const READY = /^Webhook +http/m;
const STOPPED_WITHIN_MS = 60_000;

/** Starts it on free ports. @throws Error with what it said when it does not start. */
export async function startServed(dataDir: string, words: readonly string[] = []): Promise<ServedStack> {
  const script = join(PROJECT_ROOT, 'bin', 'start', 'start.ts');
  const given = ['--data', dataDir, '--port', '0', '--page-port', '0', ...words];
  const child = spawn(process.execPath, [script, ...given], { stdio: ['ignore', 'pipe', 'pipe'] });
  const endWithUs = () => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const stop = async () => {
    const late = setTimeout(() => child.kill('SIGKILL'), STOPPED_WITHIN_MS);
    if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit');
    clearTimeout(late);
    process.off('exit', endWithUs);
  };
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const found = READY.test(said) ? PAGE.exec(said)?.[1] : undefined;
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => reject(new Error(`\`npm start\` ended with ${code}: ${said.slice(-2_000)}`)));
  });
  return { url, dataDir, [Symbol.asyncDispose]: stop };
}

/** The Athena API of a stack, from this process. */
export async function askOf(dataDir: string): Promise<AskAgain> {
  const target = await findTarget(new Command().option('--data <folder>').parse(['--data', dataDir], { from: 'user' }));
  return (sql) => runQuery(target, sql);
}
