import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../trino/command.ts';
import { unavailable } from '../trino/unavailable.ts';

/** The version whose rules the templates are held to; a newer one may know more. */
export const CFN_LINT_VERSION = '1.58.0';

/** Regions whose resource specifications differ most in what they offer. */
const REGIONS = ['us-east-1', 'eu-west-1', 'eu-central-1', 'ap-south-1', 'sa-east-1', 'me-central-1'];

/** Of these, those without Quick Sight: its stack is not held to them. */
const WITHOUT_QUICK_SIGHT: readonly string[] = ['me-central-1'];

/**
 * W3005 finds dependencies that the CDK writes beside a reference to the same resource. W7001 finds the CDK's mapping of
 * Firehose's addresses, which every delivery stream brings. Both are harmless and not ours to write.
 */
const IGNORED = ['W3005', 'W7001'];

/**
 * The command, from the environment variable CFN_LINT or from a virtual environment in the user's cache, where pip puts
 * it once.
 * @throws EngineUnavailable when Python or the package cannot be had.
 */
export async function findCfnLint(env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<string> {
  if (env.CFN_LINT) return env.CFN_LINT;
  const cache = join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'whatsapp-event-lake');
  const folder = join(cache, `cfn-lint-${CFN_LINT_VERSION}`);
  const command = join(folder, 'bin', 'cfn-lint');
  if (existsSync(command)) return command;
  say(`Fetching cfn-lint ${CFN_LINT_VERSION} into ${folder} …`);
  try {
    await runCommand('python3', ['-m', 'venv', folder]);
    await runCommand(join(folder, 'bin', 'pip'), ['install', '--quiet', `cfn-lint==${CFN_LINT_VERSION}`]);
    return command;
  } catch (cause) {
    throw unavailable('cfn-lint could not be installed by python3 -m venv and pip', cause);
  }
}

/** What it finds in a template, in its own words; empty when nothing. */
export function findingsIn(command: string, template: string): string {
  const isQuickSight = readFileSync(template, 'utf8').includes('"AWS::QuickSight::');
  const regions = REGIONS.filter((region) => !isQuickSight || !WITHOUT_QUICK_SIGHT.includes(region));
  const words = ['--template', template, '--regions', ...regions, '--ignore-checks', ...IGNORED];
  const { status, stdout, stderr, error } = spawnSync(command, words, { encoding: 'utf8', maxBuffer: 1e8 });
  if (error) throw unavailable(`\`${command}\` could not be started`, error);
  return status === 0 ? '' : `${stdout}${stderr}`.trim() || `ended with exit code ${status}`;
}
