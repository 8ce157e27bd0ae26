import { expect, test } from 'vitest';
import { viewNames } from '../../lib/query/query.ts';
import { CASES, type Case, differences, differs, ofType, ROLE_NAMES, readManagedPolicies, TEMPLATE } from './access.ts';
import { mutantsOf } from './access-mutants.ts';

/** Limit of a managed policy, without white space. Source: IAM User Guide, "IAM and AWS STS quotas". */
const MAX_CHARACTERS = 6_144;

test('every role is allowed and denied what the table says', () => {
  expect(differences(TEMPLATE, CASES)).toEqual([]);
});

test('the table has allowed and denied cases for every role', () => {
  expect(CASES.length).toBeGreaterThan(60);
  for (const role of ROLE_NAMES.filter((name) => !name.endsWith('dministrator'))) {
    const expected = new Set(CASES.filter((one) => one.role === role).map((one) => one.expect));
    expect(expected, role).toEqual(new Set(['allowed', 'denied']));
  }
});

test('the views function may change every view, and no table of rows or reference data', () => {
  const tables = Object.values(ofType('AWS::Glue::Table')).map(({ Properties }) =>
    String(Object(Properties.TableInput).Name),
  );
  expect(tables.length).toBeGreaterThan(3);
  const may = (expected: Case['expect']) => (name: string) =>
    ['glue:CreateTable', 'glue:UpdateTable', 'glue:DeleteTable'].map(
      (action): Case => ({ role: 'views', action, resource: `table:${name}`, expect: expected }),
    );
  expect(
    differences(TEMPLATE, [
      ...tables.flatMap(may('denied')),
      ...viewNames({ liveViews: false }).flatMap(may('allowed')),
    ]),
  ).toEqual([]);
});

test('the policies for people fit the size limit of managed policies', () => {
  for (const policy of readManagedPolicies()) expect(policy.length).toBeLessThanOrEqual(MAX_CHARACTERS);
});

/** One statement of each kind of policy; test/long breaks every statement. */
test.each([
  ['of the lake’s bucket', /^StoresLakePolicy.* without Deny \["s3:GetObject\*"/],
  ['of the sealed bucket', /^StoresSealedPolicy.* without Deny \["s3:GetObject\*"/],
  ['of a stream’s role', /StreamRole.*"s3:PutObject".* on every resource/],
  ['of the views', /^QueryViews.*"glue:DeleteTable".* on every resource/],
  ['of analysts, on keys', /^RolesAnalyst.*"kms:Decrypt".* without its condition/],
  ['of analysts, on rows', /^RolesAnalyst.*"s3:GetObject" on every resource/],
])('a broken statement %s fails the table', (_where, meant) => {
  const found = mutantsOf(TEMPLATE).filter(({ what }) => meant.test(what));
  expect(found).not.toEqual([]);
  for (const { what, json } of found) expect(differs({ ...TEMPLATE, ...json }, CASES), what).toBe(true);
});
