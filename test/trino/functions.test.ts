import { expect, test } from 'vitest';
import { LISTED_BY, TRINO_FUNCTIONS } from '../athena-sql/trino-functions.ts';
import { compareFunctions } from './functions.ts';

test('a function that is listed but missing is reported; one added later only for the listed version', () => {
  const [first, ...others] = TRINO_FUNCTIONS;
  const running = new Set([...others, 'soundex_of_tomorrow']);
  expect(compareFunctions(new Set(TRINO_FUNCTIONS), LISTED_BY)).toEqual([]);
  expect(compareFunctions(running, '999')).toEqual([`${first} is not Trino 999's`]);
  expect(compareFunctions(running, LISTED_BY)).toContainEqual(expect.stringMatching(/^soundex_of_tomorrow is missing/));
});
