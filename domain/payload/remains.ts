import { KNOWN_PATHS, newPaths } from './drift.ts';
import { type Shape, shapeOf } from './shape.ts';
import { walk } from './walk.ts';

/** What remains of a payload in the lake, so that a new field can be promoted later without a replay. */
export interface Remains {
  /** The payload as JSON, cleaned. */
  readonly payload: string;
  /** Fingerprint of its paths and kinds of value. */
  readonly shape: string;
  /** JSON list of the paths that its kind was not known to have; null where there are none. */
  readonly newPaths: string | null;
}

/** A shape, and what of it is new, by the kind of payload it was met in. */
interface Met extends Shape {
  readonly newByKind: Map<string, string | null>;
}

const REMEMBERED = 5_000;
/** Real payloads' outlines are shorter; longer ones are worked out each time, so that memory stays bounded. */
const LONGEST_REMEMBERED = 4_096;
const remembered = new Map<string, Met>();

/** `kind` is `<source>.<source_event>`. Payloads of one shape are many, so a shape is worked out once. */
export function remainsOf(kind: string, item: unknown): Remains {
  const { payload, outline } = walk(item);
  const met = remembered.get(outline) ?? meet(outline, item);
  return { payload, shape: met.fingerprint, newPaths: newIn(met, kind) };
}

function meet(outline: string, item: unknown): Met {
  const met = { ...shapeOf(item), newByKind: new Map<string, string | null>() };
  if (outline.length > LONGEST_REMEMBERED) return met;
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(outline, met);
  return met;
}

function newIn({ paths, newByKind }: Met, kind: string): string | null {
  const known = newByKind.get(kind);
  if (known !== undefined) return known;
  const found = newPaths(KNOWN_PATHS, kind, paths);
  const told = found.length === 0 ? null : JSON.stringify(found);
  // Kinds are the dictionary's words; a vendor's new ones have no known paths and are not worth remembering.
  if (KNOWN_PATHS.has(kind)) newByKind.set(kind, told);
  return told;
}
