import type { Row } from '../answer.ts';

/** Rows of a table that are shown at once; the others by a check box. */
export const SHOWN = 10;
/** Why there is no rate. */
export const NOTHING_DELIVERED = 'nothing was delivered with it';

/** `Position 2`. */
export function ordinal(row: Row): string {
  return `Position ${row.text('position') ?? 'unknown'}`;
}
