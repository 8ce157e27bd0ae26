import { expect, test } from 'vitest';
import { CASES, differs, TEMPLATE } from '../lib/access.ts';
import { mutantsOf } from '../lib/access-mutants.ts';

/** Not in the table: all of the laptop's calls stand for TLS, and S3 itself writes access logs (test/lib/stores.test.ts). */
const IS_BESIDE = /^Stores(AccessLogs|Results)|^Stores.*"s3:\*"/;

test('a statement left out, widened to every resource or without its condition shows in the table of access', () => {
  const unseen = mutantsOf(TEMPLATE)
    .filter(({ what }) => !IS_BESIDE.test(what))
    .filter(({ json }) => !differs({ ...TEMPLATE, ...json }, CASES))
    .map(({ what }) => what);
  expect(unseen).toEqual([]);
});
