import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { runCommand } from './command.ts';
import type { Java } from './java.ts';
import { EngineUnavailable, unavailable } from './unavailable.ts';
import { type Archive, cacheFolder, HIVE_PLUGIN, SERVER, TRINO_VERSION } from './versions.ts';

export interface Distribution {
  /** The server's jars. */
  readonly lib: string;
  /** A folder per plug-in. */
  readonly plugins: string;
}

const COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy';

/**
 * The unpacked server and its Hive connector, from the cache; fetched by Maven, with your settings and mirrors, when they
 * are not there. @throws EngineUnavailable
 */
export async function distribution(java: Java, say: (line: string) => void): Promise<Distribution> {
  const cache = cacheFolder(process.env);
  const folder = join(cache, TRINO_VERSION);
  if (!existsSync(folder)) await unpack(cache, folder, java, say);
  return { lib: join(folder, 'lib'), plugins: join(folder, 'plugin') };
}

/** In place only when all of it is there: an unpacking that was cut short leaves nothing that looks whole. */
async function unpack(cache: string, folder: string, java: Java, say: (line: string) => void): Promise<void> {
  mkdirSync(cache, { recursive: true });
  const server = await fetched(cache, SERVER, say);
  const hive = await fetched(cache, HIVE_PLUGIN, say);
  const unfinished = `${folder}.${process.pid}`;
  const plugins = join(unfinished, 'plugin');
  mkdirSync(plugins, { recursive: true });
  say(`Unpacking Trino ${TRINO_VERSION} to ${folder} …`);
  try {
    await runCommand('tar', ['-xzf', server, '-C', unfinished, '--strip-components=1', '--exclude=*/plugin/*']);
    await unzip(java, hive, plugins);
    renameSync(join(plugins, HIVE_PLUGIN.file.replace(/\.zip$/, '')), join(plugins, 'hive'));
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw unavailable('Trino could not be unpacked', error);
  }
}

/** By the JDK's own tool, which stands beside its `java`; a runtime without it leaves it to `unzip`. */
async function unzip(java: Java, archive: string, into: string): Promise<void> {
  const jar = join(dirname(java.command), 'jar');
  if (java.command.includes('/') && existsSync(jar)) await runCommand(jar, ['--extract', '--file', archive], into);
  else await runCommand('unzip', ['-q', archive], into);
}

async function fetched(cache: string, archive: Archive, say: (line: string) => void): Promise<string> {
  const path = join(cache, archive.file);
  if (!existsSync(path)) await fetchByMaven(cache, archive, say);
  const digest = createHash('sha256');
  await pipeline(createReadStream(path), digest);
  const found = digest.digest('hex');
  if (found === archive.sha256) return path;
  throw new EngineUnavailable(
    `${path} is not the archive that it should be: its SHA-256 is ${found}, not ${archive.sha256}. Remove it and try again.`,
  );
}

async function fetchByMaven(cache: string, archive: Archive, say: (line: string) => void): Promise<void> {
  say(`Fetching ${archive.artifact} (${archive.megabytes} MB) by Maven into ${cache}, once …`);
  const startedMs = Date.now();
  const progress = setInterval(() => say(`  … ${Math.round((Date.now() - startedMs) / 1_000)} s`), 15_000);
  try {
    // -C: a file whose checksum is not the repository's fails the command.
    const words = ['-B', '-q', '-C', COPY, `-Dartifact=${archive.artifact}`, `-DoutputDirectory=${cache}`];
    await runCommand('mvn', words);
  } catch (error) {
    throw unavailable(
      `${archive.file} could not be fetched by Maven (\`mvn\`); install it, or put the file into ${cache} yourself`,
      error,
    );
  } finally {
    clearInterval(progress);
  }
}
