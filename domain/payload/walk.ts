import { isObject, type JsonObject } from '../json.ts';
import { cleanBoolean, cleanNumber, cleanText } from './clean.ts';
import { type MemberName, memberName, NO_MEMBER } from './member-names.ts';

/** What one walk through a payload notes down. */
export interface Walked {
  /** The payload as JSON, cleaned (see clean.ts). */
  readonly payload: string;
  /** Its members and kinds of value in the order received; the same only for payloads with the same paths and kinds. */
  readonly outline: string;
}

/** Written to by every step: a walk of every row's payload affords no objects of its own. */
interface Notes {
  payload: string;
  outline: string;
}

/** `isVendors`: whether the vendor wrote the item (see clean.ts). */
export function walk(item: unknown, isVendors: boolean): Walked {
  const notes: Notes = { payload: '', outline: '' };
  note(notes, NO_MEMBER, item, isVendors);
  return notes;
}

function note(notes: Notes, name: MemberName, value: unknown, isVendors: boolean): void {
  if (typeof value === 'string') add(notes, cleanText(name, value, isVendors), 's');
  else if (typeof value === 'number') add(notes, cleanNumber(name, value, isVendors), 'n');
  else if (typeof value === 'boolean') add(notes, cleanBoolean(name, value, isVendors), 'b');
  else if (Array.isArray(value)) noteList(notes, name, value, isVendors);
  else if (isObject(value)) noteObject(notes, value, isVendors && name.holds !== 'peoples');
  else add(notes, 'null', '0');
}

function add(notes: Notes, payload: string, outline: string): void {
  notes.payload += payload;
  notes.outline += outline;
}

function noteObject(notes: Notes, value: JsonObject, isVendors: boolean): void {
  const names = Object.keys(value);
  add(notes, '{', '{');
  for (let index = 0; index < names.length; index += 1) {
    const written = names[index] ?? '';
    const name = memberName(written);
    if (index > 0) notes.payload += ',';
    add(notes, name.label ?? `"<member ${index}>":`, name.outline);
    note(notes, name, value[written], isVendors);
  }
  add(notes, '}', '}');
}

/** Lists of one shape are of one shape however long they are. */
function noteList(notes: Notes, name: MemberName, value: readonly unknown[], isVendors: boolean): void {
  const before = notes.outline;
  const outlines = new Set<string>();
  notes.payload += '[';
  for (let index = 0; index < value.length; index += 1) {
    if (index > 0) notes.payload += ',';
    notes.outline = '';
    note(notes, name, value[index], isVendors);
    outlines.add(notes.outline);
  }
  notes.payload += ']';
  notes.outline = `${before}[${[...outlines].join()}]`;
}
