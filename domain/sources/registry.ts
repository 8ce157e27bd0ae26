import { meta } from './meta/meta.ts';
import { sends } from './sends/sends.ts';
import type { Source } from './source.ts';

/** Every source there is; each has a route, a secret and a place in the transform. */
export const SOURCES: readonly Source[] = [meta, sends];

const byName = new Map(SOURCES.map((source) => [source.name, source]));

export function sourceNamed(name: string): Source | undefined {
  return byName.get(name);
}
