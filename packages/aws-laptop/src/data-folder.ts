import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as z from 'zod';

/** How other commands find a running stack, and how a second start sees that the folder is taken. */
export interface EndpointFile {
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
  makeFolder(resolve(dataDir));
  const pid = runningPid(dataDir);
  if (pid !== undefined) {
    throw new Error(
      `A stack (process ${pid}) already runs on ${resolve(dataDir)}: end it, or name another folder with --data.`,
    );
  }
}

/** Folder by folder: Node's own `recursive` never returns where the file system has no folders to make, as in /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : '';
    throw new Error(`${folder} cannot be made${reason}: name a folder that you may write to with --data.`, { cause });
  }
}

/** What holds what AWS would keep, personal data included. */
const FOLDERS = ['athena', 'cloudformation', 'cloudwatch', 'dynamodb', 'firehose', 'glue', 'logs', 's3', 'sqs'];

/**
 * Makes all that this process writes private to its user, and the folders of earlier starts too. The data folder itself
 * may be one that others use: it stays as it is.
 */
export function keepPrivate(dataDir: string): void {
  process.umask(0o077);
  for (const name of FOLDERS) {
    makeFolder(resolve(dataDir, name));
    chmodSync(join(dataDir, name), 0o700);
  }
}

/** What a stack writes only once its secrets are there. */
const STORES = ['s3', 'firehose', 'dynamodb', 'sqs'];

/** Where the secrets are kept. */
export function secretsFile(dataDir: string): string {
  return join(dataDir, 'secrets.json');
}

/** Whether the folder has data of an earlier start, but no longer the secrets with which it was written. */
export function hasLostSecrets(dataDir: string): boolean {
  return !existsSync(secretsFile(dataDir)) && STORES.some((name) => holdsFiles(join(dataDir, name)));
}

function holdsFiles(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.some((entry) => !entry.isDirectory() || holdsFiles(join(folder, entry.name)));
}

export function writeEndpointFile(dataDir: string, content: EndpointFile): void {
  // A mode holds for a file that is made, not for one that is there.
  rmSync(fileOf(dataDir), { force: true });
  writeFileSync(fileOf(dataDir), `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
}

export function removeEndpointFile(dataDir: string): void {
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
