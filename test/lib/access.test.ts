import { expect, test } from 'vitest';
import { viewNames } from '../../lib/query/query.ts';
import { CASES, type Case, differences, differs, ofType, ROLE_NAMES, readManagedPolicies, TEMPLATE } from './access.ts';
import { mutantsOf } from './access-mutants.ts';

/** Of a managed policy, white space left out. Source: IAM User Guide, "IAM and AWS STS quotas". */
const MOST_CHARACTERS = 6_144;

test('every role may do what the table says, and nothing that it denies', () => {
  expect(differences(TEMPLATE, CASES)).toEqual([]);
});

test('the table has cases of every role, allowed ones and denied ones', () => {
  expect(CASES.length).toBeGreaterThan(60);
  for (const role of ROLE_NAMES.filter((name) => !name.endsWith('dministrator'))) {
    const expected = new Set(CASES.filter((one) => one.role === role).map((one) => one.expect));
    expect(expected, role).toEqual(new Set(['allowed', 'denied']));
  }
});

test('the views function changes every view by its name, and no table of rows or of reference data', () => {
  const tables = Object.values(ofType('AWS::Glue::Table')).map(({ Properties }) =>
    String(Object(Properties.TableInput).Name),
  );
  expect(tables.length).toBeGreaterThan(3);
  const may = (expected: Case['expect']) => (name: string) =>
    ['glue:CreateTable', 'glue:UpdateTable', 'glue:DeleteTable'].map(
      (action): Case => ({ role: 'views', action, resource: `table:${name}`, expect: expected }),
    );
  expect(differences(TEMPLATE, [...tables.flatMap(may('denied')), ...viewNames().flatMap(may('allowed'))])).toEqual([]);
});

test('what people may do fits into a managed policy', () => {
  for (const policy of readManagedPolicies()) expect(policy.length).toBeLessThanOrEqual(MOST_CHARACTERS);
});

/** One statement of each policy that this is about; test/long breaks every one. */
test.each([
  ['of the lake’s bucket', /^StoresLakePolicy.* without Deny \["s3:GetObject\*"/],
  ['of the sealed bucket', /^StoresSealedPolicy.* without Deny \["s3:GetObject\*"/],
  ['of a stream’s role', /StreamRole.*"s3:PutObject".* on every resource/],
  ['of the views', /^QueryViews.*"glue:DeleteTable".* on every resource/],
  ['of analysts, on keys', /^RolesAnalyst.*"kms:Decrypt".* without its condition/],
  ['of analysts, on rows', /^RolesAnalyst.*"s3:GetObject" on every resource/],
])('a broken statement %s shows in the table', (_where, meant) => {
  const found = mutantsOf(TEMPLATE).filter(({ what }) => meant.test(what));
  expect(found).not.toEqual([]);
  for (const { what, json } of found) expect(differs({ ...TEMPLATE, ...json }, CASES), what).toBe(true);
});
