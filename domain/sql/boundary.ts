import * as z from 'zod/mini';
import { withLiterals } from './literals.ts';

const DAY = /^\d{4}-\d\d-\d\d$/;

const throughText = z.object({ through: z.string().check(z.regex(DAY)) });

/** The last closed day that the object at THROUGH_KEY states; null where there is no object. */
export function readThrough(text: string | undefined): string | null {
  return text === undefined ? null : z.parse(throughText, JSON.parse(text)).through;
}

export function throughObject(through: string): string {
  return JSON.stringify({ through } satisfies z.infer<typeof throughText>);
}

/** The text of a view with the last closed day in it. A day that is too early is never wrong, only slow. */
export function atBoundary(sql: string, through: string | null): string {
  if (through === null) return sql;
  if (!DAY.test(through))
    throw new Error(`The boundary must be a day such as 2026-11-18; it is ${JSON.stringify(through)}.`);
  return withLiterals(sql, { closedThrough: through });
}
