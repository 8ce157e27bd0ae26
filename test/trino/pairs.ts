import { LIVE } from '../../domain/sql/deployed-views.ts';
import { compareResults } from './compare.ts';
import type { Compared } from './equality.ts';

/** A view that reads a generation, and the one that computes the same from the events. */
export interface Pair {
  readonly name: string;
  /** A line each: on which engine they differ, and in what. */
  readonly differences: readonly string[];
}

/** Public views against their live ones, on each engine by itself. */
export function comparePairs(all: readonly Compared[]): readonly Pair[] {
  const byName = new Map(all.map((compared) => [compared.name, compared]));
  return all.flatMap((live) => {
    const shown = live.name.startsWith(LIVE) ? byName.get(live.name.slice(LIVE.length)) : undefined;
    return shown === undefined ? [] : [{ name: shown.name, differences: differencesOf(shown, live) }];
  });
}

const ENGINES = { trino: 'Trino', athena: 'the laptop' } as const;

function differencesOf(shown: Compared, live: Compared): readonly string[] {
  return (['trino', 'athena'] as const).flatMap((engine) => {
    const [one, other] = [shown.results[engine], live.results[engine]];
    if (one === undefined || other === undefined) return [`${ENGINES[engine]} gave no rows of both`];
    const { isEqual, differences } = compareResults(other, one, ['the live one', 'the public one']);
    return isEqual ? [] : differences.map((line) => `${ENGINES[engine]}: ${line}`);
  });
}
