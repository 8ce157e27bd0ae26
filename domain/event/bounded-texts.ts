import { isObject } from '../shared/json.ts';
import type { RowDraft } from './row.ts';

/** WhatsApp's longest text has 4,096 characters, and no id or word of a vendor comes near. */
export const MAX_TEXT_CHARACTERS = 4_096;

/**
 * Columns that are bounded where they are made: the payload's own limits, and at most 100 buttons of at most 256
 * characters (`sends`).
 */
const BOUNDED_ALREADY: ReadonlySet<string> = new Set(['payload', 'new_paths', 'sent_buttons']);
/** A JSON object of texts: each of them is cut, so that it stays JSON. */
const TEXTS_AS_JSON = 'released';

/**
 * The row with every text cut to `MAX_TEXT_CHARACTERS`, and the columns that were. A text is not longer than the record
 * it stood in: for a record of fewer bytes there is nothing to do.
 */
export function boundedTexts(row: RowDraft): { readonly row: RowDraft; readonly cut: readonly string[] } {
  const cut = Object.entries(row).flatMap(([column, value]) => {
    const bounded = BOUNDED_ALREADY.has(column) ? value : boundedValue(column, value);
    return bounded === value ? [] : [[column, bounded] as const];
  });
  return cut.length === 0
    ? { row, cut: [] }
    : { row: { ...row, ...Object.fromEntries(cut) }, cut: cut.map(([column]) => column) };
}

function boundedValue(column: string, value: unknown): unknown {
  if (typeof value !== 'string' || value.length <= MAX_TEXT_CHARACTERS) return value;
  return column === TEXTS_AS_JSON ? boundedJson(value) : cutText(value);
}

function boundedJson(json: string): string {
  const texts: unknown = JSON.parse(json);
  if (!isObject(texts)) return 'null';
  const cut = Object.entries(texts).map(([name, value]) => [name, typeof value === 'string' ? cutText(value) : value]);
  const bounded = JSON.stringify(Object.fromEntries(cut));
  return bounded === json ? json : bounded;
}

/** Not between the two halves of a character. */
function cutText(text: string): string {
  return text.length <= MAX_TEXT_CHARACTERS ? text : text.slice(0, MAX_TEXT_CHARACTERS).replace(/[\ud800-\udbff]$/, '');
}
