import { existsSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../trino/command.ts';
import { EngineUnavailable } from '../trino/unavailable.ts';

export interface VirtualEnvironment {
  /** Of the folder in the user's cache. Another list of packages needs another name. */
  readonly name: string;
  /** `package==version` */
  readonly packages: readonly string[];
  /** A command that one of them installs. */
  readonly command: string;
}

/**
 * The folder of commands of a Python virtual environment in the user's cache, where pip puts the packages once.
 * @throws EngineUnavailable when Python or the packages cannot be had.
 */
export async function commandsOf(
  { name, packages, command }: VirtualEnvironment,
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<string> {
  const folder = join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'whatsapp-event-lake', name);
  const commands = join(folder, 'bin');
  if (existsSync(join(commands, command))) return commands;
  say(`Fetching ${packages.join(', ')} into ${folder} …`);
  await orUnavailable('python3 -m venv does not run', runCommand('python3', ['-m', 'venv', folder]));
  const words = ['install', '--quiet', '--only-binary=:all:', ...packages];
  await orUnavailable('PyPI unreachable', runCommand(join(commands, 'pip'), words)).catch((error: unknown) => {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  });
  return commands;
}

async function orUnavailable(what: string, running: Promise<void>): Promise<void> {
  try {
    await running;
  } catch (cause) {
    throw new EngineUnavailable(what, { cause });
  }
}
