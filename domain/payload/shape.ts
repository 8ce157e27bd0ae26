import { createHash } from 'node:crypto';
import { isObject } from '../shared/json.ts';
import { PLATFORM, type Vocabulary } from './vocabulary.ts';

export interface Shape {
  /** The same for payloads with the same paths and kinds of value. */
  readonly fingerprint: string;
  /** Every path to a value, with its kind: `text.body string`, `errors[].code number`. Sorted, each once. */
  readonly paths: readonly string[];
  /** Whether there are more paths than are listed. */
  readonly isShortened: boolean;
}

/** Objects and lists within one another. Vendors' documents have up to ten levels. */
export const MAX_LEVELS = 32;
/** Vendors' payloads have up to a hundred paths, of some 2,000 characters in all. */
const MAX_PLACES = 1_000;
const MAX_PATH_CHARACTERS = 64 * 1024;

/** A place in payloads: all elements of a list are one, and so are all members of one name. */
interface Place {
  readonly kinds: Set<string>;
  readonly inner: Map<string, Place>;
}

/** What is noted while a payload is walked. */
interface Notes {
  readonly memberName: Vocabulary['memberName'];
  places: number;
  isShortened: boolean;
}

/** How a list's elements are called among the places within it; no member is shown by such a name. */
const ELEMENTS = '[]';

/**
 * A payload's paths and kinds; never a value, nor a name that could be somebody's data. The walk makes no text for a
 * value, only for a path, and the paths are bounded: the work is linear in the payload's bytes.
 */
export function shapeOf(item: unknown, { memberName }: Vocabulary = PLATFORM): Shape {
  const root = newPlace();
  const notes: Notes = { memberName, places: 1, isShortened: false };
  noteValue(root, item, 0, notes);
  const found = new Paths();
  found.addAll(root, '');
  const paths = found.paths.sort();
  const isShortened = notes.isShortened || found.isShortened;
  return { fingerprint: fingerprintOf(paths, isShortened), paths, isShortened };
}

function fingerprintOf(paths: readonly string[], isShortened: boolean): string {
  const hash = createHash('sha256').update(paths.join('\n'));
  if (isShortened) hash.update('\n…');
  return hash.digest('base64url').slice(0, 16);
}

function newPlace(): Place {
  return { kinds: new Set(), inner: new Map() };
}

function noteValue(place: Place, value: unknown, level: number, notes: Notes): void {
  if (!Array.isArray(value) && !isObject(value)) {
    place.kinds.add(value === null ? 'null' : typeof value);
  } else if (level >= MAX_LEVELS) {
    notes.isShortened = true;
  } else if (Array.isArray(value)) {
    const elements = value.length === 0 ? undefined : innerPlace(place, ELEMENTS, notes);
    if (elements !== undefined) for (const element of value) noteValue(elements, element, level + 1, notes);
  } else {
    for (const written of Object.keys(value)) {
      const member = innerPlace(place, notes.memberName(written).shown, notes);
      if (member !== undefined) noteValue(member, value[written], level + 1, notes);
    }
  }
}

/** Undefined for one more than are noted. */
function innerPlace({ inner }: Place, name: string, notes: Notes): Place | undefined {
  const known = inner.get(name);
  if (known !== undefined) return known;
  if (notes.places >= MAX_PLACES) {
    notes.isShortened = true;
    return undefined;
  }
  const place = newPlace();
  inner.set(name, place);
  notes.places += 1;
  return place;
}

/** The paths as texts, as many as fit. */
class Paths {
  readonly paths: string[] = [];
  isShortened = false;
  private characters = 0;

  addAll(place: Place, path: string): void {
    for (const kind of place.kinds) this.add(`${path} ${kind}`);
    for (const [name, inner] of place.inner) {
      if (this.isShortened) return;
      this.addAll(inner, name === ELEMENTS || path === '' ? `${path}${name}` : `${path}.${name}`);
    }
  }

  private add(path: string): void {
    this.characters += path.length;
    if (this.characters > MAX_PATH_CHARACTERS) this.isShortened = true;
    else this.paths.push(path);
  }
}
