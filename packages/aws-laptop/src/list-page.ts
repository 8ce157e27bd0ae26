/** Lists that are answered in pages, with a token that names where the next begins. */
import * as z from 'zod';

const TOKEN = 'from-';

export const pageToken = z
  .string()
  .regex(/^from-\d+$/, 'not a token of this laptop')
  .optional();

export interface ListPage<T> {
  readonly items: readonly T[];
  /** Absent on the last page. */
  readonly token: { readonly NextToken?: string };
}

export function listPage<T>(list: readonly T[], token: string | undefined, size: number): ListPage<T> {
  const from = Number(token?.slice(TOKEN.length) ?? 0);
  const next = from + size;
  return { items: list.slice(from, next), token: next < list.length ? { NextToken: `${TOKEN}${next}` } : {} };
}
