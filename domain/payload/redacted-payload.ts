import { KNOWN_PATHS, newPaths } from './drift.ts';
import { type Shape, shapeOf } from './shape.ts';
import type { Vocabulary } from './vocabulary.ts';
import { walk } from './walk.ts';

/** What remains of a payload in the lake, so that a new field can be promoted later without a replay. */
export interface RedactedPayload {
  /** The payload as JSON, cleaned. */
  readonly payload: string;
  /** Fingerprint of its paths and kinds of value. */
  readonly shape: string;
  /** JSON list of the paths that its list was not known to have; null where there are none. */
  readonly newPaths: string | null;
  /** Which of these tell less than the payload did, because it is too long; by the names of their columns. */
  readonly shortened: readonly ('payload' | 'shape')[];
}

/** A shape, and what of it is new, by the list it was met in. */
interface Met extends Shape {
  readonly newByList: Map<string, string | null>;
}

const REMEMBERED = 5_000;
/** Real payloads' outlines are shorter; longer ones are worked out each time, so that memory stays bounded. */
const MAX_REMEMBERED_CHARACTERS = 4_096;
/** Of all outlines and paths that are remembered. */
const REMEMBERED_CHARACTERS = 8 * 1024 * 1024;
const remembered = new Map<string, Met>();
let rememberedCharacters = 0;

const WHOLE: RedactedPayload['shortened'] = [];

/** `list` is as `listOf` has it. Payloads of one shape are many, so a shape is worked out once. */
export function redactPayload(list: string, item: unknown, vocabulary: Vocabulary): RedactedPayload {
  const { payload, outline, isShortened } = walk(item, vocabulary);
  // A walk that ended early has not seen all of the outline.
  const isRemembered = !isShortened && outline.length <= MAX_REMEMBERED_CHARACTERS;
  const met = isRemembered
    ? (remembered.get(outline) ?? remember(outline, meet(item, vocabulary)))
    : meet(item, vocabulary);
  const shortened = isShortened || met.isShortened ? shortenedOf(isShortened, met) : WHOLE;
  return { payload, shape: met.fingerprint, newPaths: newIn(met, list), shortened };
}

function shortenedOf(isPayload: boolean, { isShortened: isShape }: Met): RedactedPayload['shortened'] {
  return [...(isPayload ? ['payload' as const] : []), ...(isShape ? ['shape' as const] : [])];
}

function meet(item: unknown, vocabulary: Vocabulary): Met {
  return { ...shapeOf(item, vocabulary), newByList: new Map<string, string | null>() };
}

function remember(outline: string, met: Met): Met {
  const characters = met.paths.reduce((total, path) => total + path.length, outline.length);
  if (remembered.size >= REMEMBERED || rememberedCharacters + characters > REMEMBERED_CHARACTERS) {
    remembered.clear();
    rememberedCharacters = 0;
  }
  remembered.set(outline, met);
  rememberedCharacters += characters;
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
