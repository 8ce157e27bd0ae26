import { THROUGH_KEY } from '../../../domain/contracts/lake-layout.ts';
import { throughObject } from '../../../domain/sql/boundary.ts';
import type { SurveyPorts } from '../../../lambdas/compact/survey.ts';

/** 21 November, when the nightly run starts: the 19th and what is before it is closed. */
export const NIGHT_MS = Date.UTC(2026, 10, 21, 2, 15);

type NamesByDay = Readonly<Record<string, readonly string[]>>;

/** The bucket of a lake: names of landed files and of folded ones by day, the boundary, and from where to look. */
export function surveyed(landed: NamesByDay, folded: NamesByDay, through: string | null = null, from?: string) {
  const keyOf = (day: string, name: string) =>
    `events/dt=${day}/family=${name.includes('/') ? name : `messaging/${name}`}`;
  const keysOf = (day: string, names: readonly string[]) => names.map((name) => keyOf(day, name));
  const objects = new Map<string, string>();
  for (const [day, names] of Object.entries(landed)) for (const key of keysOf(day, names)) objects.set(key, '');
  for (const [day, names] of Object.entries(folded)) {
    const state = { run: 'r', rows: 1, folded: keysOf(day, names), generation: [], replaced: [], tagged: false };
    objects.set(`compaction/days/dt=${day}.json`, JSON.stringify(state));
  }
  if (through !== null) objects.set(THROUGH_KEY, throughObject(through));
  if (from !== undefined) objects.set('compaction/reach.json', JSON.stringify({ from }));
  return portsOf(objects);
}

function portsOf(objects: ReadonlyMap<string, string>) {
  /** What was listed key by key, and what was read. */
  const looked: string[] = [];
  const below = (prefix: string) => [...objects.keys()].filter((key) => key.startsWith(prefix)).toSorted();
  const ports: SurveyPorts = {
    async *keys(prefix) {
      looked.push(prefix);
      yield* below(prefix);
    },
    async folders(prefix) {
      const names = below(prefix).map((key) => /^[^/]*\//.exec(key.slice(prefix.length))?.[0] ?? '');
      return [...new Set(names)].filter((name) => name !== '').map((name) => `${prefix}${name}`);
    },
    async readText(key) {
      looked.push(key);
      return objects.get(key);
    },
  };
  return { ports, looked };
}
