import { replaceMarked } from '../sql/literals.ts';
import { type Filter, SLICES, type Window } from './filter.ts';

/** The texts that a statement of `athena-sql/pages` may mark; an empty slice is one that is not filtered by. */
export const MARKS = ['from', 'through', 'beforeFrom', 'beforeThrough', ...SLICES] as const;
export type Values = Readonly<Record<(typeof MARKS)[number], string>>;

export function valuesOf({ slices }: Filter, { from, through, before }: Window): Values {
  const none = { number: '', campaign: '', category: '', country: '', channel: '' };
  return { from, through, beforeFrom: before.from, beforeThrough: before.through, ...none, ...slices };
}

/**
 * A statement as its file has it, with the filter in place of its marked texts and without the comments before it: what
 * is shown beside the numbers, and what was asked.
 * @throws Error for a mark that no filter has.
 */
export function fillStatement(sql: string, values: Values): string {
  const isMark = (name: string): name is keyof Values => Object.hasOwn(values, name);
  return replaceMarked(sql.replace(/^(--.*\n)+/, ''), (_text, name) => {
    if (!isMark(name)) throw new Error(`No filter has ${name}: a statement of a page marks ${MARKS.join(', ')}.`);
    return sqlText(values[name]);
  }).trim();
}

/** In SQL nothing but a quote ends a text. */
function sqlText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
