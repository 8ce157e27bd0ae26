import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../../bin/start/build.ts';

export const APP_SECRET = 'an-invented-app-secret';

/** `npm start` as the leader of a process group of its own. */
export interface Child {
  /** The webhook, once the stack takes traffic. Rejects with what was printed when the process ends before. */
  readonly ready: Promise<string>;
  /** SIGKILL to the whole group; resolves when it has ended. */
  kill(): Promise<void>;
  /** As Ctrl-C does: delivers and ends. Throws unless the exit code is 0. */
  end(): Promise<void>;
}

const living = new Set<number>();

// A group of its own does not hear the terminal's Ctrl-C.
process.on('exit', () => living.forEach(killGroup));

export function startChild(dataDir: string, bufferSeconds: number): Child {
  const child = spawnStack(dataDir, bufferSeconds);
  const { pid } = child;
  if (pid === undefined) throw new Error('The stack’s process could not be started.');
  living.add(pid);
  const closed = once(child, 'close').finally(() => living.delete(pid));
  const ready = webhookOf(child);
  // Nobody asks a child that is killed while it starts.
  ready.catch(() => undefined);
  return {
    ready,
    async kill() {
      killGroup(pid);
      await closed;
    },
    async end() {
      child.kill('SIGINT');
      const [exitCode] = await closed;
      if (exitCode !== 0) throw new Error(`The stack ended with exit code ${exitCode}.`);
    },
  };
}

function spawnStack(dataDir: string, bufferSeconds: number): ChildProcess {
  const words = ['--no-sample', '--port', '0', '--data', dataDir, '--buffer-seconds', String(bufferSeconds)];
  return spawn(process.execPath, [join(PROJECT_ROOT, 'bin', 'start', 'start.ts'), ...words], {
    detached: true,
    env: { ...process.env, LAKE_META_APP_SECRET: APP_SECRET },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function webhookOf(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk;
      const url = /^Webhook +(http:\S+)$/m.exec(said)?.[1];
      if (url !== undefined && said.includes('Ctrl-C')) resolve(url);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('close', () => reject(new Error(`The stack ended before it took traffic. It said:\n${said}`)));
  });
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
