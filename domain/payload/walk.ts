import { isObject, type JsonObject } from '../shared/json.ts';
import { cleanBoolean, cleanNumber, cleanText } from './clean.ts';
import { type MemberName, NO_MEMBER } from './member-names.ts';
import { MAX_LEVELS } from './shape.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What one walk through a payload notes down. */
export interface Walked {
  /** The payload as JSON, cleaned (see clean.ts). */
  readonly payload: string;
  /** Its members and kinds of value in the order received; the same only for payloads with the same paths and kinds. */
  readonly outline: string;
  /** Whether the payload is longer or deeper than what is kept of it; the outline ends where the payload does. */
  readonly isShortened: boolean;
}

/**
 * How long a cleaned payload grows before the rest is counted and left out. Meta posts up to 3 MB, most of it texts, which
 * a few characters describe: a vendor's payload has a few KB. A row of this length is printed, escaped and encoded to
 * at most 700 KB, a ninth of what a Lambda may answer.
 */
export const MAX_PAYLOAD_CHARACTERS = 256 * 1024;

/** Written to by every step: a walk of every row's payload affords no objects of its own. */
interface Notes {
  readonly vocabulary: Vocabulary;
  payload: string;
  outline: string;
  isShortened: boolean;
}

/**
 * The payload's JSON stays JSON where it is shortened: `["<7 more>"]`, `{"<more>":7}`, `"<object>"`, `"<list>"`.
 */
export function walk(item: unknown, vocabulary: Vocabulary): Walked {
  const notes: Notes = { vocabulary, payload: '', outline: '', isShortened: false };
  note(notes, NO_MEMBER, item, { level: 0, isVendors: vocabulary.isVendors });
  return notes;
}

/** Where in the payload a value stands. */
interface Place {
  readonly level: number;
  readonly isVendors: boolean;
}

function note(notes: Notes, name: MemberName, value: unknown, place: Place): void {
  const { level, isVendors } = place;
  if (typeof value === 'string') add(notes, cleanText(name, value, isVendors, notes.vocabulary.words), 's');
  else if (typeof value === 'number') add(notes, cleanNumber(name, value, isVendors), 'n');
  else if (typeof value === 'boolean') add(notes, cleanBoolean(name, value, isVendors), 'b');
  else if (typeof value !== 'object' || value === null) add(notes, 'null', '0');
  else if (level >= MAX_LEVELS) shorten(notes, Array.isArray(value) ? '"<list>"' : '"<object>"');
  else if (Array.isArray(value)) noteList(notes, name, value, { level: level + 1, isVendors });
  else if (isObject(value))
    noteObject(notes, value, { level: level + 1, isVendors: isVendors && name.holds !== 'peoples' });
}

function add(notes: Notes, payload: string, outline: string): void {
  notes.payload += payload;
  notes.outline += outline;
}

function shorten(notes: Notes, mark: string): void {
  notes.payload += mark;
  notes.isShortened = true;
}

function isFull({ payload }: Notes): boolean {
  return payload.length >= MAX_PAYLOAD_CHARACTERS;
}

function noteObject(notes: Notes, value: JsonObject, place: Place): void {
  const names = Object.keys(value);
  add(notes, '{', '{');
  for (let index = 0; index < names.length; index += 1) {
    if (index > 0) notes.payload += ',';
    if (isFull(notes)) {
      shorten(notes, `"<more>":${names.length - index}`);
      break;
    }
    const written = names[index] ?? '';
    const name = notes.vocabulary.memberName(written);
    add(notes, name.label ?? `"<member ${index}>":`, name.outline);
    note(notes, name, value[written], place);
  }
  add(notes, '}', '}');
}

/** Lists of one shape are of one shape however long they are. */
function noteList(notes: Notes, name: MemberName, value: readonly unknown[], place: Place): void {
  const before = notes.outline;
  const outlines = new Set<string>();
  notes.payload += '[';
  for (let index = 0; index < value.length; index += 1) {
    if (index > 0) notes.payload += ',';
    if (isFull(notes)) {
      shorten(notes, `"<${value.length - index} more>"`);
      break;
    }
    notes.outline = '';
    note(notes, name, value[index], place);
    outlines.add(notes.outline);
  }
  notes.payload += ']';
  notes.outline = `${before}[${[...outlines].join()}]`;
}
