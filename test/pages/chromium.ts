import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { EngineUnavailable, unavailable } from '../trino/unavailable.ts';
import { type Unpacked, unpackedIn, unpackInto } from './debian.ts';

/** As packages and installers call it. */
const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * A headless Chromium: of the environment variable CHROMIUM, an installed one, or Debian's, which apt puts into the user's
 * cache once.
 * @throws EngineUnavailable when it is not installed and cannot be fetched.
 */
export async function openChromium(say: (line: string) => void): Promise<Browser> {
  const { command, env } = await findChromium(process.env, say);
  try {
    return await chromium.launch({
      executablePath: command,
      env: { ...process.env, ...env },
      // Chromium refuses to start its sandbox as root, which is who one is in a container. The pages are our own.
      chromiumSandbox: process.getuid?.() !== 0,
      // /dev/shm of a container is too small for a page as large as a printed one.
      args: ['--disable-dev-shm-usage'],
    });
  } catch (cause) {
    throw unavailable(`${command} could not be started`, cause);
  }
}

async function findChromium(env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<Unpacked> {
  const own = env.CHROMIUM ?? installed(env);
  if (own !== undefined) return { command: own, env: {} };
  const cache = join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'whatsapp-event-lake');
  const unpacked = unpackedIn(cache);
  if (unpacked) return unpacked;
  if (spawnSync('apt-get', ['--version']).status !== 0) {
    throw new EngineUnavailable('no Chromium is installed and there is no apt-get: set CHROMIUM to one');
  }
  return await unpackInto(cache, say);
}

function installed({ PATH = '' }: NodeJS.ProcessEnv): string | undefined {
  const folders = PATH.split(delimiter).filter((folder) => folder !== '');
  return COMMANDS.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
}
