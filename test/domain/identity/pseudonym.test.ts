import { expect, expectTypeOf, test } from 'vitest';
import { COLUMNS, type ColumnDefinitions } from '../../../domain/event/columns.ts';
import type { Row } from '../../../domain/event/row.ts';
import type { Pseudonym } from '../../../domain/identity/pseudonym.ts';
import { pseudonym } from '../../../domain/identity/pseudonym-keys.ts';
import { PSEUDONYM_KEYS } from '../pipeline.ts';

/** The columns that the compiler lets take nothing but pseudonyms. */
type Guarded = { [N in keyof Row]: Row[N] extends Pseudonym | null ? N : never }[keyof Row];
/** Those that the list marks so. */
type Marked = {
  [N in keyof ColumnDefinitions]: ColumnDefinitions[N]['personalData'] extends 'pseudonym' ? N : never;
}[keyof ColumnDefinitions];

test('the columns marked as pseudonyms take keyed hashes alone, and the compiler holds it', () => {
  expectTypeOf<Guarded>().toEqualTypeOf<Marked>();
  expectTypeOf<Row['message_key']>().toEqualTypeOf<Pseudonym | null>();
  const row: Pick<Row, 'message_key'> = { message_key: pseudonym(PSEUDONYM_KEYS, 'message', 'wamid.x') };
  // @ts-expect-error: a raw identifier is no pseudonym.
  const raw: Pick<Row, 'message_key'> = { message_key: 'wamid.x' };
  expect(row.message_key).not.toBe(raw.message_key);
  expect(COLUMNS.filter(({ personalData }) => personalData === 'pseudonym').length).toBeGreaterThan(15);
});
