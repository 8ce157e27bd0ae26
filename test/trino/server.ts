import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Distribution } from './distribution.ts';
import type { Java } from './java.ts';
import { EngineUnavailable } from './unavailable.ts';

export interface TrinoServer {
  readonly url: string;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/** The catalog that the server has, and the root of the files that it may read, which it calls `local:///`. */
export const CATALOG = 'lake';

const READY_WITHIN_MS = 600_000;
const STOPPED_WITHIN_MS = 20_000;
const HEAP_MEGABYTES = 1_536;

/** A server of one process on a free port of the loopback, with its own data below `folder`. @throws EngineUnavailable */
export async function startTrino(
  java: Java,
  { lib, plugins }: Distribution,
  folder: string,
  filesRoot: string,
): Promise<TrinoServer> {
  const port = await freePort();
  configure(folder, filesRoot, plugins, port);
  const log = openSync(join(folder, 'server.log'), 'w');
  const child = spawn(java.command, javaArguments(lib, folder), { cwd: folder, stdio: ['ignore', log, log] });
  const endWithUs = () => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const stop = async () => {
    await stopped(child);
    process.off('exit', endWithUs);
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await ready(child, url, folder);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, [Symbol.asyncDispose]: stop };
}

/**
 * The flags that "Deploying Trino" asks for, in so far as a laptop needs them; the time zone is Athena's. Queries are many
 * and small, and compiled for once: the first compiler alone takes half the time.
 */
function javaArguments(lib: string, folder: string): string[] {
  return [
    `-Xmx${HEAP_MEGABYTES}m`,
    '-XX:+ExitOnOutOfMemoryError',
    '-XX:TieredStopAtLevel=1',
    '-Djdk.attach.allowAttachSelf=true',
    '--enable-native-access=ALL-UNNAMED',
    '-Duser.timezone=UTC',
    `-Dnode.data-dir=${folder}`,
    `-Dconfig=${join(folder, 'etc', 'config.properties')}`,
    ...['-cp', join(lib, '*'), 'io.trino.server.TrinoServer'],
  ];
}

function configure(folder: string, filesRoot: string, plugins: string, port: number): void {
  mkdirSync(join(folder, 'etc', 'catalog'), { recursive: true });
  mkdirSync(filesRoot, { recursive: true });
  properties(join(folder, 'etc', 'config.properties'), {
    'node.environment': 'laptop',
    'node.bind-ip': '127.0.0.1',
    'node.internal-address': '127.0.0.1',
    'http-server.http.port': port,
    'discovery.uri': `http://127.0.0.1:${port}`,
    coordinator: true,
    'node-scheduler.include-coordinator': true,
    'plugin.dir': plugins,
    'query.max-memory': '800MB',
    'query.max-memory-per-node': '800MB',
    'memory.heap-headroom-per-node': '300MB',
  });
  properties(join(folder, 'etc', 'catalog', `${CATALOG}.properties`), {
    'connector.name': 'hive',
    'hive.metastore': 'file',
    'hive.metastore.catalog.dir': 'local:///metastore',
    'fs.native-local.enabled': true,
    'local.location': filesRoot,
  });
}

function properties(file: string, values: Readonly<Record<string, string | number | boolean>>): void {
  const lines = Object.entries(values).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(file, lines.join(''));
}

async function ready(child: ChildProcess, url: string, folder: string): Promise<void> {
  const untilMs = Date.now() + READY_WITHIN_MS;
  while (Date.now() < untilMs && child.exitCode === null && child.signalCode === null) {
    const info = await fetch(`${url}/v1/info`).then(
      (response) => response.text(),
      () => '',
    );
    if (info.includes('"starting":false')) return;
    await sleep(250);
  }
  const lines = readFileSync(join(folder, 'server.log'), 'utf8').trim().split('\n');
  const errors = lines.filter((line) => /\bERROR\b|^\d+\) |Error:/.test(line)).slice(-8);
  throw new EngineUnavailable(`Trino did not start: ${(errors.length > 0 ? errors : lines.slice(-8)).join('\n')}`);
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), STOPPED_WITHIN_MS);
  await ended;
  clearTimeout(late);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port on the loopback.');
  return address.port;
}
