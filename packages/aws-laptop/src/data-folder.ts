import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';

/** How other commands find a running stack, and how a second start sees that the folder is taken. */
export interface LaptopFile {
  readonly endpoint: string;
  readonly region: string;
  /** Of the operator, for this start. The secret access key may be anything: signatures are not verified. */
  readonly accessKeyId: string;
  readonly stackName: string;
  readonly pid: number;
}

const pidSchema = z.object({ pid: z.int() });

/** Makes the data folder. Throws, in one sentence, when it cannot be one or a running stack has it. */
export function takeDataFolder(dataDir: string): void {
  if (existsSync(dataDir) && !statSync(dataDir).isDirectory()) {
    throw new Error(`${resolve(dataDir)} is not a folder: name one with --data.`);
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const pid = runningPid(dataDir);
  if (pid !== undefined) {
    throw new Error(
      `A stack (process ${pid}) already runs on ${resolve(dataDir)}: end it, or name another folder with --data.`,
    );
  }
}

/** What holds what AWS would keep, personal data included. */
const FOLDERS = ['athena', 'cloudwatch', 'dynamodb', 'firehose', 'logs', 's3'];

/**
 * Makes all that this process writes private to its user, and the folders of earlier starts too. The data folder itself
 * may be one that others use: it stays as it is.
 */
export function keepPrivate(dataDir: string): void {
  process.umask(0o077);
  for (const name of FOLDERS) {
    mkdirSync(join(dataDir, name), { recursive: true });
    chmodSync(join(dataDir, name), 0o700);
  }
}

export function leaveLaptopFile(dataDir: string, content: LaptopFile): void {
  // A mode holds for a file that is made, not for one that is there.
  rmSync(fileOf(dataDir), { force: true });
  writeFileSync(fileOf(dataDir), `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
}

export function removeLaptopFile(dataDir: string): void {
  rmSync(fileOf(dataDir), { force: true });
}

function fileOf(dataDir: string): string {
  return join(dataDir, 'endpoint.json');
}

function runningPid(dataDir: string): number | undefined {
  try {
    const { pid } = pidSchema.parse(JSON.parse(readFileSync(fileOf(dataDir), 'utf8')));
    // Signal 0 only asks whether the process is there.
    process.kill(pid, 0);
    return pid;
  } catch {
    return undefined;
  }
}
