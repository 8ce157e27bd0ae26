import { KNOWN_PATHS, newPaths } from './drift.ts';
import { type Shape, shapeOf } from './shape.ts';
import { walk } from './walk.ts';

/** What remains of a payload in the lake, so that a new field can be promoted later without a replay. */
export interface Remains {
  /** The payload as JSON, cleaned. */
  readonly payload: string;
  /** Fingerprint of its paths and kinds of value. */
  readonly shape: string;
  /** JSON list of the paths that its list was not known to have; null where there are none. */
  readonly newPaths: string | null;
}

/** A shape, and what of it is new, by the list it was met in. */
interface Met extends Shape {
  readonly newByList: Map<string, string | null>;
}

const REMEMBERED = 5_000;
/** Real payloads' outlines are shorter; longer ones are worked out each time, so that memory stays bounded. */
const LONGEST_REMEMBERED = 4_096;
const remembered = new Map<string, Met>();

/** What the business posts has the members of a vendor's only by name. */
const BY_THE_BUSINESS = 'sends.';

/** `list` is as `listOf` has it. Payloads of one shape are many, so a shape is worked out once. */
export function remainsOf(list: string, item: unknown): Remains {
  const { payload, outline } = walk(item, !list.startsWith(BY_THE_BUSINESS));
  const met = remembered.get(outline) ?? meet(outline, item);
  return { payload, shape: met.fingerprint, newPaths: newIn(met, list) };
}

function meet(outline: string, item: unknown): Met {
  const met = { ...shapeOf(item), newByList: new Map<string, string | null>() };
  if (outline.length > LONGEST_REMEMBERED) return met;
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(outline, met);
  return met;
}

function newIn({ paths, newByList }: Met, list: string): string | null {
  const known = newByList.get(list);
  if (known !== undefined) return known;
  const found = newPaths(KNOWN_PATHS, list, paths);
  const told = found.length === 0 ? null : JSON.stringify(found);
  // A vendor's new list has no known paths and is not worth remembering.
  if (KNOWN_PATHS.has(list)) newByList.set(list, told);
  return told;
}
