import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export const PROJECT_ROOT = join(import.meta.dirname, '..');
export const CLOUD_ASSEMBLY = join(PROJECT_ROOT, 'cdk.out');

const STAMP = join(CLOUD_ASSEMBLY, 'inputs.sha256');
const INPUTS = ['bin/app.ts', 'lib/**', 'lambdas/**', 'domain/**', 'athena-sql/**', 'cdk.json', 'package-lock.json'];

/**
 * Bundles the functions and synthesises the template, as a deployment does, unless nothing that goes into them has
 * changed. Throws with the synth's own words when it fails. Answers whether it had to.
 */
export async function build(): Promise<boolean> {
  const inputs = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === inputs) return false;
  await synthesise();
  writeFileSync(STAMP, inputs);
  return true;
}

function fingerprint(): string {
  const hash = createHash('sha256');
  const files = globSync(INPUTS, { cwd: PROJECT_ROOT, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    hash.update(path).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

function synthesise(): Promise<void> {
  const cdk = createRequire(import.meta.url).resolve('aws-cdk/bin/cdk');
  const synth = spawn(process.execPath, [cdk, 'synth', '--quiet', '--output', CLOUD_ASSEMBLY], {
    cwd: PROJECT_ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, FORCE_COLOR: '0' },
  });
  const said: Buffer[] = [];
  for (const stream of [synth.stdout, synth.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
  return new Promise((resolve, reject) => {
    synth.once('error', reject);
    synth.once('close', (code) => {
      if (code === 0) return resolve();
      reject(new Error(`The CDK app does not synthesise:\n${Buffer.concat(said).toString('utf8').trim()}`));
    });
  });
}
