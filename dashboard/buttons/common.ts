import type { Row } from '../answer.ts';
import { type Column, name } from '../parts.ts';

/** Rows of a table that are shown at once; the others by a check box. */
export const SHOWN = 10;
/** Why there is no rate. */
export const NOTHING_DELIVERED = 'nothing was delivered with it';

/** `Position 2`. */
export function ordinal(row: Row): string {
  return `Position ${row.text('position') ?? 'unknown'}`;
}

/** A column of words that are made of a row, in the table as in its CSV. */
export function words(title: string, column: string, of: (row: Row) => string): Column {
  return { title, column, show: (row) => name(of(row)), raw: of, isText: true };
}

const KINDS: Readonly<Record<string, string>> = {
  template_quick_reply: 'quick reply of a template',
  button_reply: 'quick reply',
  list_reply: 'list row',
  flow_submit: 'form, submitted',
  catalog: 'catalogue',
};

/** What a button is, in words. */
export function kind(row: Row): string {
  const text = row.text('button_kind') ?? 'unknown';
  return KINDS[text] ?? text;
}
