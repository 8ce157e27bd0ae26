import { expect, test } from 'vitest';
import { COLUMNS } from '../../../domain/event/columns.ts';
import { DEPRECATIONS, type Deprecation } from '../../../domain/event/deprecations.ts';

const NAMES = new Set(COLUMNS.map(({ name }) => name));

/** A column that is gone already is named no longer: its deprecation goes with it. */
function isSound({ column, removedAfter, reason }: Deprecation): boolean {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(removedAfter) && !Number.isNaN(Date.parse(removedAfter));
  return NAMES.has(column) && isDay && reason.trim().length > 0;
}

test('every deprecation names a column that is there, a day and a reason', () => {
  expect(DEPRECATIONS.filter((deprecation) => !isSound(deprecation))).toEqual([]);
});

test('no column is deprecated twice', () => {
  expect(new Set(DEPRECATIONS.map(({ column }) => column)).size).toBe(DEPRECATIONS.length);
});
