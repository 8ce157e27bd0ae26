import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type SourceFile, sourcesOf } from '../architecture.ts';

const SOURCES = sourcesOf(['lambdas']);
const BY_PATH = new Map(SOURCES.map((source) => [source.path, source]));

/** Folders of what several functions share: adapters, and the core of ingestion. */
const SHARED = ['aws', 'ingest'];
const folderOf = (path: string) => path.split('/')[1] ?? '';
const FOLDERS = [...new Set(SOURCES.map(({ path }) => folderOf(path)))].toSorted();
const FUNCTIONS = FOLDERS.filter((folder) => !SHARED.includes(folder));

function fileOf(path: string): SourceFile {
  const found = BY_PATH.get(path);
  if (found === undefined) throw new Error(`${path} is missing: a Lambda folder has handler.ts, aws.ts and a core.`);
  return found;
}

/** Files of `lambdas` that a file imports. */
function importsOf({ imports }: SourceFile): readonly SourceFile[] {
  return imports.flatMap((name) => BY_PATH.get(name) ?? []);
}

/** The first circle of imports that is met, types included; empty where there is none. */
function circleIn(sources: readonly SourceFile[], importsOf: (source: SourceFile) => readonly SourceFile[]) {
  const done = new Set<SourceFile>();
  const visit = (source: SourceFile, way: readonly SourceFile[]): readonly string[] => {
    if (way.includes(source)) return [...way.slice(way.indexOf(source)), source].map(({ path }) => path);
    if (done.has(source)) return [];
    done.add(source);
    for (const imported of importsOf(source)) {
      const circle = visit(imported, [...way, source]);
      if (circle.length > 0) return circle;
    }
    return [];
  };
  for (const source of sources) {
    const circle = visit(source, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

/** The folders that the stack names as its functions' entries. */
function entriesInLib(): readonly string[] {
  const entries = sourcesOf(['lib']).flatMap(({ code }) => [
    ...code.matchAll(/entry: 'lambdas\/([\w-]+)\/handler\.ts'/g),
  ]);
  return [...new Set(entries.map(([, folder = '']) => folder))].toSorted();
}

test('every folder is a function of the stack, or shared by several', () => {
  expect(FUNCTIONS).toEqual(entriesInLib());
});

describe.each(FUNCTIONS)('lambdas/%s', (folder) => {
  const handler = () => fileOf(`lambdas/${folder}/handler.ts`);
  const adapter = () => fileOf(`lambdas/${folder}/aws.ts`);
  const beside = () => SOURCES.filter((source) => folderOf(source.path) === folder);

  test('has a handler that only composes: at most 40 lines', () => {
    const text = readFileSync(join(import.meta.dirname, '../..', handler().path), 'utf8');
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
  });

  test('has an adapter, aws.ts, whose ports are those of one core beside it', () => {
    const ports = /import (?:type )?\{[^}]*\b(\w+Ports)\b[^}]*\} from '\.\/([\w-]+\.ts)'/g;
    const [found, ...others] = [...adapter().code.matchAll(ports)];
    const core = fileOf(`lambdas/${folder}/${found?.[2]}`);
    expect([others, core.code]).toEqual([[], expect.stringContaining(`export interface ${found?.[1]} `)]);
  });

  test('keeps its core apart: only the handler knows the adapter, and nobody the handler', () => {
    const knowing = (file: SourceFile) => beside().filter((source) => importsOf(source).includes(file));
    expect([knowing(adapter()), knowing(handler())]).toEqual([[handler()], []]);
  });

  test('imports nothing of another function', () => {
    const foreign = beside()
      .flatMap(importsOf)
      .filter(({ path }) => ![folder, ...SHARED].includes(folderOf(path)));
    expect(foreign.map(({ path }) => path)).toEqual([]);
  });
});

test('an SDK is known to the adapters and the handlers alone', () => {
  const isEdge = ({ path }: SourceFile) => folderOf(path) === 'aws' || /\/(handler|aws)\.ts$/.test(path);
  const knowing = SOURCES.filter(({ imports }) => imports.some((name) => /^@aws-(sdk|lambda-powertools)\//.test(name)));
  expect(knowing.filter((source) => !isEdge(source)).map(({ path }) => path)).toEqual([]);
});

test('what is shared knows no function, and the core of ingestion no adapter', () => {
  const foreign = (folder: string, allowed: readonly string[]) =>
    SOURCES.filter(({ path }) => folderOf(path) === folder)
      .flatMap(importsOf)
      .filter(({ path }) => !allowed.includes(folderOf(path)));
  expect([foreign('aws', SHARED), foreign('ingest', ['ingest'])]).toEqual([[], []]);
});

test('no files import each other in a circle, not for their types either', () => {
  expect(circleIn(SOURCES, importsOf)).toEqual([]);
});

test('a circle is found', () => {
  const file = (path: string, ...imports: readonly string[]): SourceFile => ({
    ...fileOf(SOURCES[0]?.path ?? ''),
    path,
    imports,
  });
  const files = [file('a', 'b'), file('b', 'c', 'd'), file('c'), file('d', 'b')];
  const among = ({ imports }: SourceFile) => files.filter(({ path }) => imports.includes(path));
  expect(circleIn(files, among)).toEqual(['b', 'd', 'b']);
});
