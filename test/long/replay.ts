import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../../bin/start/build.ts';
import { type Laptop, mistakenAssembly, queryJson, temporaryFolder } from '../support/laptop.ts';

/**
 * A copy of the cloud assembly whose transform fails on every status `read`, as a bug in a mapping would: the others
 * become rows as ever.
 */
export async function poisonedAssembly(): Promise<string> {
  const folder = temporaryFolder();
  cpSync((await build()).assembly, folder, { recursive: true });
  const bundles = globSync('asset.*/index.mjs', { cwd: folder }).map((path) => join(folder, path));
  // It alone fills the column; bundles of former builds lie beside the present ones.
  const transforms = bundles.filter((path) => readFileSync(path, 'utf8').includes('new_paths:'));
  if (transforms.length === 0) throw new Error('The assembly has no bundle of the transform.');
  const poison =
    '{const own=Object.hasOwn;Object.hasOwn=(o,k)=>{if(o&&o.status==="read")throw new TypeError("planted");return own(o,k)}}';
  for (const path of transforms) writeFileSync(path, `${poison}\n${readFileSync(path, 'utf8')}`);
  return folder;
}

/** A copy of the cloud assembly of a later release: the tables have a column more, and the transform fills it. */
export async function widenedAssembly(): Promise<string> {
  const folder = await mistakenAssembly(
    '"Name":"new_paths","Type":"string"}',
    '"Name":"new_paths","Type":"string"},{"Name":"added_later","Type":"string"}',
  );
  const bundles = globSync('asset.*/index.mjs', { cwd: folder }).map((path) => join(folder, path));
  const widened = bundles.flatMap((path) => {
    const code = readFileSync(path, 'utf8');
    const wider = code.replace(/new_paths:(\w+)\.newPaths,/, 'new_paths:$1.newPaths,added_later:"filled",');
    return wider === code ? [] : [{ path, code: wider }];
  });
  // Beside the transform's, replays read failed records with the same code.
  if (widened.length === 0) throw new Error('The assembly has no bundle of the transform.');
  for (const { path, code } of widened) writeFileSync(path, code);
  return folder;
}

export type Row = Readonly<Record<string, unknown>>;

/** Every event, each once, with all its columns; sorted by its key. */
export function events(dataDir: string): Promise<readonly Row[]> {
  return queryJson(dataDir, 'SELECT * FROM events ORDER BY event_key, dt, family');
}

export function funnel(dataDir: string): Promise<readonly Row[]> {
  return queryJson(dataDir, 'SELECT * FROM metric_message_funnel_daily ORDER BY day');
}

/** Rows as they landed, copies included. */
export async function landed(dataDir: string): Promise<number> {
  const [row] = await queryJson(dataDir, 'SELECT count(*) AS n FROM event_rows');
  return Number(row?.n);
}

/** Runs the command and throws what it says when it fails. */
export async function run({ lake }: Pick<Laptop, 'lake'>, ...words: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await lake(...words);
  if (exitCode !== 0) throw new Error(`lake ${words.join(' ')}: ${stderr}${stdout}`);
  return stdout;
}

export async function failuresListed(laptop: Laptop, ...words: readonly string[]): Promise<readonly Row[]> {
  return JSON.parse(await run(laptop, 'failures', '--format', 'json', ...words));
}

/** Copies what a lake was made of, and the secrets that it was made with, to an empty folder. */
export function copyRaw(from: string, to: string): void {
  cpSync(join(from, 'secrets.json'), join(to, 'secrets.json'));
  for (const raw of globSync('s3/*/raw', { cwd: from })) cpSync(join(from, raw), join(to, raw), { recursive: true });
}
