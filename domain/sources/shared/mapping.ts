import type { RowDraft } from '../../event/row.ts';
import { type Aliases, contactColumns } from '../../identity/alias.ts';
import type { Pseudonym } from '../../identity/pseudonym.ts';
import { type AliasKind, pseudonym } from '../../identity/pseudonym-keys.ts';
import { idColumn, nameColumn, wordColumn } from '../../personal/keyed.ts';
import type { OwnWords } from '../../personal/words.ts';
import { at, type JsonObject, text } from '../../shared/json.ts';
import type { NormaliseSettings, ReleasableField } from '../source.ts';

/** What a mapping reads: an item, with what stood around it. */
export interface MappingInput {
  readonly item: JsonObject;
  readonly context: JsonObject;
  readonly settings: NormaliseSettings;
  /** The Graph API version that was configured when it came (`v26.0`); the payload does not state its own. */
  readonly apiVersion: string;
  /** Words that the source adds to the platform's (`vocabulary`). */
  readonly words?: OwnWords;
}

export interface MappedRow {
  readonly row: RowDraft;
  /** Where the item states its time elsewhere than in `timestamp`: the value as received. */
  readonly at?: unknown;
}

/** What one kind of item means. A throw is a bug: an unknown word is `unmapped`, an absent member is NULL. */
export type Mapping = (input: MappingInput) => MappedRow;

/** Mappings by `<field>.<kind>`: the subscribed field, and the list the item stood in. */
export type Mappings = Readonly<Record<string, Mapping>>;

/** The same mapping where the events are not the business's own traffic of the moment. */
export function withOrigin(origin: 'history' | 'standby', mapping: Mapping): Mapping {
  return (input) => {
    const mapped = mapping(input);
    return { ...mapped, row: { ...mapped.row, origin } };
  };
}

/** The text at the first of the paths that holds one. */
export function textAt(value: unknown, ...paths: readonly string[]): string | null {
  for (const path of paths) {
    const found = text(at(value, path));
    if (found !== null) return found;
  }
  return null;
}

/** Meta's numbers are international, with `+` or without: read in a default country, one of another would be mistaken. */
export function contactOf({ settings }: MappingInput, aliases: Aliases) {
  return contactColumns(settings.keys, aliases);
}

/** A keyed hash of an id that may lead to a person; NULL where there is none. */
export function keyOf({ settings }: MappingInput, kind: AliasKind, id: string | null): Pseudonym | null {
  return id === null ? null : pseudonym(settings.keys, kind, id);
}

/** A vendor's word as a column holds it: what has no such form is keyed. */
export function wordOf({ settings, words }: MappingInput, value: string | null): string | null {
  return wordColumn(settings.keys, value, words);
}

/** The different words of several values, sorted and joined by commas; null where there is none. */
export function wordsOf(input: MappingInput, values: readonly unknown[]): string | null {
  const words = values.map((value) => wordOf(input, text(value))).filter((word) => word !== null);
  return words.length === 0 ? null : [...new Set(words)].sort().join(',');
}

/** The id of one of Meta's objects as a column holds it: what has no such form is keyed. */
export function idOf({ settings }: MappingInput, value: string | null): string | null {
  return idColumn(settings.keys, value);
}

/** What the business calls something as a column holds it: what breaks the grammar of names is keyed. */
export function nameOf({ settings }: MappingInput, value: string | null): string | null {
  return nameColumn(settings.keys, value);
}

/** Those of the named texts that the settings let through, as JSON; null where none is. */
export function released(
  { settings }: MappingInput,
  texts: Partial<Readonly<Record<ReleasableField, string | null>>>,
): string | null {
  const through = Object.entries(texts).filter(
    ([name, value]) => value !== null && [...settings.releasedFields].some((field) => field === name),
  );
  return through.length === 0 ? null : JSON.stringify(Object.fromEntries(through));
}
