import { PLATFORM, type Vocabulary, vocabularyOf } from '../payload/vocabulary.ts';
import { DUPLICATES, LAKE, normalise as normaliseOwn } from './lake/duplicates.ts';
import { meta } from './meta/meta.ts';
import { sends } from './sends/sends.ts';
import type { Source } from './source.ts';

/**
 * Every source there is. Whatever names sources goes by this list: routes, secrets, the transform, fixtures and golden
 * runs, generated docs, the command line's help. Functions that do so take the list as an argument, for tests.
 */
export const SOURCES: readonly Source[] = [meta, sends];

const byName = new Map(SOURCES.map((source) => [source.name, source]));

export function sourceNamed(name: string): Source | undefined {
  return byName.get(name);
}

/** The names that a row's `source` may have: those of the sources, and the lake's own. */
export function rowSourceNames(sources: readonly Source[] = SOURCES): readonly string[] {
  return [...sources.map(({ name }) => name), LAKE];
}

/** Every kind of item there may be: those of the sources, and the lake's own. */
export function itemKinds(sources: readonly Source[] = SOURCES): readonly string[] {
  return [...new Set([...sources.flatMap(({ kinds }) => kinds), DUPLICATES])];
}

/** The transform's step of a source, and by what its payloads are cleaned. */
export interface SourceReader {
  readonly normalise: Source['normalise'];
  readonly vocabulary: Vocabulary;
}

/** By name; the lake itself has no other step. */
export function sourceReaders(sources: readonly Source[]): ReadonlyMap<string, SourceReader> {
  const own = { normalise: normaliseOwn, vocabulary: PLATFORM };
  const readers = sources.map(({ name, normalise, vocabulary }) => {
    return [name, { normalise, vocabulary: vocabularyOf(vocabulary) }] as const;
  });
  return new Map<string, SourceReader>([...readers, [LAKE, own]]);
}
