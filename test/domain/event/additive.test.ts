import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breakingChanges, type ReleasedColumn } from '../../../domain/event/additive.ts';
import { COLUMNS } from '../../../domain/event/columns.ts';
import { DEPRECATIONS } from '../../../domain/event/deprecations.ts';

const RELEASED: readonly ReleasedColumn[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../domain/event/released/columns.json'), 'utf8'),
);
const TODAY = new Date().toISOString().slice(0, 10);
const anyColumn = fc.integer({ min: 0, max: COLUMNS.length - 1 });

test('today’s column list breaks nothing of the released one', () => {
  expect(breakingChanges(RELEASED, COLUMNS, DEPRECATIONS, TODAY)).toEqual([]);
});

test('columns that are added, in whatever place, break nothing', () => {
  fc.assert(
    fc.property(anyColumn, (place) => {
      const added = {
        name: 'new_column',
        type: 'string',
        personalData: 'none',
        isNamedByBusiness: false,
        since: 2,
      } as const;
      expect(
        breakingChanges(COLUMNS, COLUMNS.toSpliced(place, 0, { ...added, meaning: 'A new one.' }), [], TODAY),
      ).toEqual([]);
    }),
  );
});

describe('the gate finds', () => {
  const changed = (place: number, change: Partial<ReleasedColumn>) =>
    COLUMNS.map((column, index) => (index === place ? { ...column, ...change } : column));

  test.each<[string, (place: number) => readonly ReleasedColumn[]]>([
    ['a column that is gone', (place) => COLUMNS.toSpliced(place, 1)],
    ['a column that has another name', (place) => changed(place, { name: 'another_name' })],
    [
      'a column that has another type',
      (place) => changed(place, { type: COLUMNS[place]?.type === 'double' ? 'int' : 'double' }),
    ],
    ['a column that came later than it did', (place) => changed(place, { since: 99 })],
    ['a column that came earlier than it did', (place) => changed(place, { since: 0 })],
  ])('%s, whichever it is', (_name, current) => {
    fc.assert(
      fc.property(anyColumn, (place) => {
        expect(breakingChanges(COLUMNS, current(place), [], TODAY)).toHaveLength(1);
      }),
    );
  });

  test('a pseudonym that is no longer marked as one', () => {
    const place = COLUMNS.findIndex(({ name }) => name === 'contact_key');
    expect(breakingChanges(COLUMNS, changed(place, { personalData: 'none' }), [], TODAY)).toHaveLength(1);
  });
});

test('a column that is marked as a pseudonym from now on breaks nothing', () => {
  const place = COLUMNS.findIndex(({ personalData }) => personalData === 'none');
  const marked = COLUMNS.map((column, index) =>
    index === place ? ({ ...column, personalData: 'pseudonym' } as const) : column,
  );
  expect(breakingChanges(COLUMNS, marked, [], TODAY)).toEqual([]);
});

test('a column may go when its deprecation’s date has passed, and not before', () => {
  const current = COLUMNS.filter(({ name }) => name !== 'pricing_billable');
  const deprecations = [{ column: 'pricing_billable', removedAfter: '2027-01-01', reason: 'Meta retires it.' }];
  expect(breakingChanges(COLUMNS, current, deprecations, '2026-12-31')).toHaveLength(1);
  expect(breakingChanges(COLUMNS, current, deprecations, '2027-01-01')).toEqual([]);
});
