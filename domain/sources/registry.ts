import { LAKE, normalise as normaliseOwn } from './lake/duplicates.ts';
import { meta } from './meta/meta.ts';
import { sends } from './sends/sends.ts';
import type { Source } from './source.ts';

/** Every source there is; each has a route, a secret and a place in the transform. */
export const SOURCES: readonly Source[] = [meta, sends];

const byName = new Map(SOURCES.map((source) => [source.name, source]));

export function sourceNamed(name: string): Source | undefined {
  return byName.get(name);
}

type Normalise = Source['normalise'];

/** The transform's step of a source, or of the lake itself, which has no other. */
export function normaliserNamed(name: string): Normalise | undefined {
  return name === LAKE ? normaliseOwn : sourceNamed(name)?.normalise;
}
