import { join } from 'node:path';
import { distribution } from './distribution.ts';
import { findJava, javaCommands } from './java.ts';
import { CATALOG, startTrino } from './server.ts';
import { EngineUnavailable } from './unavailable.ts';
import { TRINO_VERSION } from './versions.ts';

export interface Engine {
  readonly url: string;
  readonly catalog: string;
  /** The folder that the engine calls `local:///`. */
  readonly filesRoot: string;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/** A server of your own by TRINO_URL, or one that is started here with its data below `folder`. @throws EngineUnavailable */
export async function openEngine(folder: string, say: (line: string) => void): Promise<Engine> {
  const { TRINO_URL, TRINO_CATALOG, TRINO_FILES } = process.env;
  if (TRINO_URL) return given(TRINO_URL, TRINO_CATALOG ?? CATALOG, TRINO_FILES);
  const java = findJava(javaCommands(process.env));
  const trino = await distribution(java, say);
  say(`Starting Trino ${TRINO_VERSION} on Java ${java.major} …`);
  const filesRoot = join(folder, 'files');
  const { url, ...server } = await startTrino(java, trino, join(folder, 'server'), filesRoot);
  return { url, catalog: CATALOG, filesRoot, [Symbol.asyncDispose]: server[Symbol.asyncDispose] };
}

async function given(url: string, catalog: string, filesRoot: string | undefined): Promise<Engine> {
  if (!filesRoot) {
    throw new EngineUnavailable(
      `TRINO_URL needs TRINO_FILES: the folder that is local.location of the catalog ${catalog}, for the lake's files to be put there.`,
    );
  }
  const answered = await fetch(`${url}/v1/info`).then(
    ({ ok }) => ok,
    () => false,
  );
  if (!answered) throw new EngineUnavailable(`${url} (TRINO_URL) does not answer.`);
  return { url, catalog, filesRoot, [Symbol.asyncDispose]: async () => undefined };
}
