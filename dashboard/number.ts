import type { Cell } from './answer.ts';
import { type Html, html } from './html.ts';

/**
 * A number of an answer, with what it is a rounding of and where it comes from: statement, row and column, so that it
 * can be compared with the answer of the statement beside it. NULL is a dash with a reason, never 0.
 */
export function number(
  { statement, row, column, value }: Cell,
  format: (value: string) => string,
  missing = 'no data',
): Html {
  if (value === null) return html`<span class="missing" title="${missing}">–<span class="sr"> ${missing}</span></span>`;
  return html`<data value="${value}" data-from="${statement}:${row}:${column}">${format(value)}</data>`;
}
