import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  OPERATOR_ACCESS_KEY,
  type RunningStack,
  readTemplate,
  STOPPED_CLOCK,
  type StackOptions,
  startStack,
  writeEndpointFile,
} from 'aws-laptop';
import { build, PROJECT_ROOT } from '../../bin/start/build.ts';
import { settleMetaSecret } from '../../bin/start/secrets-at-start.ts';

export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Laptop extends RunningStack {
  readonly dataDir: string;
  /** The stack's warnings about what prevents delivery. */
  readonly warnings: readonly string[];
  /** Runs the `lake` command on this stack. */
  readonly lake: (...words: readonly string[]) => Promise<CommandResult>;
  readonly query: (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'event-lake-'));
}

/** Long enough that only `lake flush` delivers, so that a test knows what it counts. */
const UNTIL_FLUSHED_SECONDS = 600;

/**
 * The stack of the repository's template on a folder of its own, with a front door on a free port. By default no scheduled
 * rule runs: a test that is under way at a quarter past two must see what it sees at noon.
 */
export async function startLaptop(
  dataDir: string,
  assembly?: string,
  more: Partial<Pick<StackOptions, 'bufferSeconds' | 'clock' | 'faults'>> = {},
): Promise<Laptop> {
  const template = readTemplate(assembly ?? (await build()).assembly);
  const warnings: string[] = [];
  const warn = (line: string) => void warnings.push(line);
  const prepare = (endpoint: string) => settleMetaSecret(template, endpoint);
  const always = { template, dataDir, port: 0, prepare, warn };
  const stack = await startStack({ ...always, bufferSeconds: UNTIL_FLUSHED_SECONDS, clock: STOPPED_CLOCK, ...more });
  const { region, stackName } = template;
  writeEndpointFile(dataDir, {
    endpoint: stack.endpoint,
    region,
    stackName,
    accessKeyId: OPERATOR_ACCESS_KEY,
    pid: process.pid,
  });
  const lake = (...words: readonly string[]) => runLake(dataDir, words);
  return { ...stack, dataDir, warnings, lake, query: (sql) => queryJson(dataDir, sql) };
}

export function runLake(dataDir: string, words: readonly string[], input?: string): Promise<CommandResult> {
  return new Promise((resolve) => {
    const args = [join(PROJECT_ROOT, 'bin', 'lake.ts'), '--data', dataDir, ...words];
    const child = execFile(process.execPath, args, { maxBuffer: 1e8 }, (error, stdout, stderr) => {
      resolve({ exitCode: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr });
    });
    child.stdin?.end(input);
  });
}

export async function queryJson(dataDir: string, sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { exitCode, stdout, stderr } = await runLake(dataDir, ['query', sql, '--format', 'json']);
  if (exitCode !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** A copy of the cloud assembly whose template was changed as text, to see that a mistake in it is found. */
export async function mistakenAssembly(from: string, to: string): Promise<string> {
  const folder = temporaryFolder();
  cpSync((await build()).assembly, folder, { recursive: true });
  const file = join(folder, 'WhatsAppEventLake.template.json');
  const text = JSON.stringify(JSON.parse(readFileSync(file, 'utf8')));
  if (!text.includes(from)) throw new Error(`The template does not contain ${from}.`);
  writeFileSync(file, text.replaceAll(from, to));
  return folder;
}

export function remove(...folders: readonly string[]): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
