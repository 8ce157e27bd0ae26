import knownPaths from './known-paths.json' with { type: 'json' };

/** The paths that a list's payloads are known to have, as shape.ts writes them, by `<source>.<field>.<list>`. */
export type KnownPaths = ReadonlyMap<string, ReadonlySet<string>>;

/** How many new paths a row names: more than this is another document altogether, and a row must stay small. */
const NAMED = 50;
/** … and of how many characters in all. */
const NAMED_CHARACTERS = 8 * 1024;

export const KNOWN_PATHS: KnownPaths = readKnownPaths(knownPaths);

export function readKnownPaths(kinds: Readonly<Record<string, readonly string[]>>): KnownPaths {
  return new Map(Object.entries(kinds).map(([kind, paths]) => [kind, new Set(paths)]));
}

/**
 * The list that an event stood in, `meta.messages.status` of `meta.messages.status.sent`: what one word's payload may
 * have, another's of the same list may have too, and that is no news.
 */
export function listOf(source: string, sourceEvent: string): string {
  const end = sourceEvent.indexOf('.', sourceEvent.indexOf('.') + 1);
  return `${source}.${end === -1 ? sourceEvent : sourceEvent.slice(0, end)}`;
}

/**
 * Those of the paths that payloads of this list did not have when the dictionary was made; none for a list that is
 * not known, for all of it is new then and its rows are `unmapped`. A known member that is null is no news, and a name
 * that could be somebody's data is not reported.
 */
export function newPaths(known: KnownPaths, list: string, paths: readonly string[]): readonly string[] {
  const familiar = known.get(list);
  if (familiar === undefined) return [];
  const unfamiliar = paths.filter((path) => !familiar.has(path) && !path.includes('<member>'));
  if (unfamiliar.length === 0) return unfamiliar;
  const names = new Set([...familiar].map(nameOf));
  return namedOf(unfamiliar.filter((path) => !(path.endsWith(' null') && names.has(nameOf(path)))));
}

function namedOf(paths: readonly string[]): readonly string[] {
  let leftCharacters = NAMED_CHARACTERS;
  return paths.slice(0, NAMED).filter((path) => {
    leftCharacters -= path.length;
    return leftCharacters >= 0;
  });
}

function nameOf(path: string): string {
  return path.slice(0, path.lastIndexOf(' '));
}
