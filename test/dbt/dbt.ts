import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { commandsOf } from '../support/virtual-environment.ts';
import { unavailable } from '../trino/unavailable.ts';

/**
 * dbt-core 1.12 downloads a parser from outside the package registry when it is installed, so that 1.11 is the newest
 * that a registry alone can install.
 */
export const PACKAGES = ['dbt-core==1.11.16', 'dbt-duckdb==1.10.1', 'duckdb==1.5.5'] as const;

const npmPackages = z.object({ devDependencies: z.object({ '@duckdb/node-api': z.string() }) });

/** Both write and read one file of DuckDB's format. @throws Error when the pinned versions are no longer of one minor version. */
export function refuseOtherDuckdb(packageFile: string): void {
  const { devDependencies } = npmPackages.parse(JSON.parse(readFileSync(packageFile, 'utf8')));
  const minorOf = (version = '') => version.split('.').slice(0, 2).join('.');
  const [ofNpm, ofPip] = [devDependencies['@duckdb/node-api'], PACKAGES[2].split('==')[1]];
  if (minorOf(ofNpm) === minorOf(ofPip)) return;
  throw new Error(
    `@duckdb/node-api is ${ofNpm} and PyPI's duckdb is pinned to ${ofPip}: pin its release of the same minor version in test/dbt/dbt.ts.`,
  );
}

/**
 * The command, from the environment variable DBT or from a virtual environment in the user's cache, where pip puts it once.
 * @throws EngineUnavailable when Python or the packages cannot be had.
 */
export async function findDbt(env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<string> {
  if (env.DBT) return env.DBT;
  const name = PACKAGES.join('_').replaceAll('==', '-');
  return join(await commandsOf({ name, packages: PACKAGES, command: 'dbt' }, env, say), 'dbt');
}

export interface Build {
  readonly isGreen: boolean;
  readonly output: string;
}

/** `dbt build` in the project's folder: every model and every test. @throws EngineUnavailable when dbt does not start. */
export function dbtBuild(command: string, folder: string, dataFolder: string, vars: object): Build {
  const words = ['--no-use-colors', 'build', '--profiles-dir', '.', '--vars', JSON.stringify(vars)];
  const env = { ...process.env, LAKE_DATA: dataFolder, DBT_SEND_ANONYMOUS_USAGE_STATS: 'False' };
  const { status, stdout, stderr, error } = spawnSync(command, words, {
    cwd: folder,
    env,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  if (error) throw unavailable(`\`${command}\` could not be started`, error);
  return { isGreen: status === 0, output: `${stdout}${stderr}` };
}
