import { memoize } from '../shared/memoize.ts';
import { KNOWN_PATHS, newPaths } from './drift.ts';
import { type Shape, shapeOf } from './shape.ts';
import type { Vocabulary } from './vocabulary.ts';
import { walk } from './walk.ts';

/** What remains of a payload in the lake, so that a new field can be promoted later without a replay. */
export interface Remains {
  /** The payload as JSON, cleaned. */
  readonly payload: string;
  /** Fingerprint of its paths and kinds of value. */
  readonly shape: string;
  /** JSON list of the paths that its list was not known to have; null where there are none. */
  readonly newPaths: string | null;
  /** Which of these tell less than the payload did, because it is too long; by the names of their columns. */
  readonly shortened: readonly ('payload' | 'shape')[];
}

/** A shape, and what of it is new in a list that it is met in: its paths as a JSON list, or null. */
interface Met extends Shape {
  readonly newIn: (list: string) => string | null;
}

const SHAPES = 5_000;
/** Real payloads' outlines are shorter; longer ones are worked out each time, so that memory stays bounded. */
const MAX_OUTLINE_CHARACTERS = 4_096;
/** Of all outlines and paths that are kept. */
const MAX_CHARACTERS = 8 * 1024 * 1024;

const WHOLE: Remains['shortened'] = [];

interface Walked {
  readonly item: unknown;
  readonly outline: string;
  readonly vocabulary: Vocabulary;
}

/** `list` is as `listOf` has it. Payloads of one shape are many, so a shape is worked out once. */
export function remainsOf(list: string, item: unknown, vocabulary: Vocabulary): Remains {
  const { payload, outline, isShortened } = walk(item, vocabulary);
  // A walk that ended early has not seen all of the outline.
  const met = isShortened ? meet(item, vocabulary) : metByOutline({ item, outline, vocabulary });
  const shortened = isShortened || met.isShortened ? shortenedOf(isShortened, met) : WHOLE;
  return { payload, shape: met.fingerprint, newPaths: met.newIn(list), shortened };
}

function shortenedOf(isPayload: boolean, { isShortened: isShape }: Met): Remains['shortened'] {
  return [...(isPayload ? ['payload' as const] : []), ...(isShape ? ['shape' as const] : [])];
}

function meet(item: unknown, vocabulary: Vocabulary): Met {
  const shape = shapeOf(item, vocabulary);
  return { ...shape, newIn: memoize(KNOWN_PATHS.size, (list: string) => newIn(shape, list)) };
}

const metByOutline = memoize(SHAPES, ({ item, vocabulary }: Walked) => meet(item, vocabulary), {
  keyOf: ({ outline }) => outline,
  maxKeyCharacters: MAX_OUTLINE_CHARACTERS,
  sizeOf: ({ paths }, { outline }) => paths.reduce((total, path) => total + path.length, outline.length),
  maxSize: MAX_CHARACTERS,
});

function newIn({ paths }: Shape, list: string): string | null {
  const found = newPaths(KNOWN_PATHS, list, paths);
  return found.length === 0 ? null : JSON.stringify(found);
}
