import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SOURCES } from '../../domain/sources/registry.ts';
import type { Source } from '../../domain/sources/source.ts';

/** A golden pair: what a source is known to send, and what becomes of it. */
export interface Fixture {
  readonly source: Source;
  /** The file's, without `.json`. */
  readonly name: string;
  readonly text: string;
  readonly expectedPath: string;
}

export const FIXTURES_FOLDER = join(import.meta.dirname, '../../test/fixtures');

/** The fixtures of each source: the folder of its name, sorted by file. */
export function fixturesOf(sources: readonly Source[] = SOURCES, folder: string = FIXTURES_FOLDER): readonly Fixture[] {
  return sources.flatMap((source) =>
    globSync(`${source.name}/*.json`, { cwd: folder })
      .filter((path) => !path.endsWith('.expected.json'))
      .sort()
      .map((path) => ({
        source,
        name: basename(path, '.json'),
        text: readFileSync(join(folder, path), 'utf8'),
        expectedPath: join(folder, path.replace(/\.json$/, '.expected.json')),
      })),
  );
}
