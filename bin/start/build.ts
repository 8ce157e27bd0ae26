import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { contextWith } from './cdk-context.ts';
import { PROJECT_ROOT } from './project.ts';

export { PROJECT_ROOT };

/** Each build has a folder named after what went into it: what runs from one is not disturbed by the next. */
const BUILDS = join(PROJECT_ROOT, '.build');
const INPUTS = [
  'bin/app.ts',
  'lib/**',
  'lambdas/**',
  'dashboard/**',
  'domain/**',
  'athena-sql/**',
  'package-lock.json',
];
const KEPT_HOURS = 24;

export interface Build {
  /** The folder of the cloud assembly: the template and the functions' bundles. */
  readonly assembly: string;
  /** False when nothing that goes into it had changed since an earlier build. */
  readonly isNew: boolean;
}

/**
 * Bundles the functions and synthesises the template, as a deployment does, unless that was done for the same inputs.
 * `set` are settings in place of those of cdk.json. Throws with the synth's own words when it fails.
 */
export async function build(set: Readonly<Record<string, unknown>> = {}): Promise<Build> {
  const context = JSON.stringify(contextWith(set));
  const assembly = assemblyOf(context);
  if (existsSync(assembly)) return { assembly, isNew: false };
  const unfinished = `${assembly}.${process.pid}`;
  await synthesise(unfinished, context);
  putInPlace(unfinished, assembly);
  removeOldBuilds();
  return { assembly, isNew: true };
}

/** The folder of the build of these inputs, there or not. */
export function assemblyOf(context: string): string {
  return join(BUILDS, fingerprint(context));
}

/** Another process may have built the same in the meantime; either will do. */
function putInPlace(unfinished: string, assembly: string): void {
  if (existsSync(assembly)) rmSync(unfinished, { recursive: true });
  else renameSync(unfinished, assembly);
}

function removeOldBuilds(): void {
  for (const folder of readdirSync(BUILDS).map((name) => join(BUILDS, name))) {
    const ageHours = (Date.now() - statSync(folder).mtimeMs) / 3_600_000;
    if (ageHours > KEPT_HOURS) rmSync(folder, { recursive: true, force: true });
  }
}

function fingerprint(context: string): string {
  const hash = createHash('sha256').update(context);
  const files = globSync(INPUTS, { cwd: PROJECT_ROOT, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    hash.update(path).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

/** The app as the `cdk` command runs it, without that command, which takes as long to start as the app to synthesise. */
function synthesise(output: string, context: string): Promise<void> {
  const synth = spawn(process.execPath, [join(PROJECT_ROOT, 'bin', 'app.ts')], {
    cwd: PROJECT_ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CDK_OUTDIR: output,
      CDK_CONTEXT_JSON: context,
      // Rules for what is deployed, a third of the synth's time: `cdk synth` and `cdk deploy` check them.
      CDK_VALIDATION: 'false',
      FORCE_COLOR: '0',
    },
  });
  const said: Buffer[] = [];
  for (const stream of [synth.stdout, synth.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
  return new Promise((resolve, reject) => {
    synth.once('error', reject);
    synth.once('close', (code) => {
      if (code === 0) return resolve();
      rmSync(output, { recursive: true, force: true });
      reject(new Error(`The CDK app does not synthesise:\n${Buffer.concat(said).toString('utf8').trim()}`));
    });
  });
}
