import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Principal } from '../../src/aws.ts';
import { matchesWildcard } from '../../src/template/wildcard.ts';
import { placeholder, roleWith, smallTemplate } from '../../src/testing/small-template.ts';

function principalWith(statements: readonly unknown[], more: Record<string, unknown> = {}): Principal {
  return smallTemplate({ Resources: { ...roleWith('Reader', statements), ...more } }).principalOf(
    'arn:aws:iam::123456789012:role/Reader',
  );
}

const allow = (Action: unknown, Resource: unknown) => ({ Effect: 'Allow', Action, Resource });

/** The definition itself, slow and obviously right: try every length for a star. */
function reference(pattern: string, text: string): boolean {
  const [first, rest] = [pattern[0], pattern.slice(1)];
  if (first === undefined) return text === '';
  if (first === '*') return [...text, ''].some((_, taken) => reference(rest, text.slice(taken)));
  return text !== '' && (first === '?' || first === text[0]) && reference(rest, text.slice(1));
}

describe('a wildcard', () => {
  const letters = (alphabet: string) => fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 9 });

  test('matches what its definition says, for any pattern and text', () => {
    fc.assert(
      fc.property(letters('ab*?'), letters('ab'), (pattern, text) => {
        expect(matchesWildcard(pattern, text)).toBe(reference(pattern, text));
      }),
      { numRuns: 2000 },
    );
  });

  test('takes no characters of a regular expression for special, and no exponential time', () => {
    expect(matchesWildcard('a.c', 'abc')).toBe(false);
    expect(matchesWildcard(`${'*a'.repeat(40)}b`, 'a'.repeat(5000))).toBe(false);
  });
});

describe('a role', () => {
  test('may do nothing without a statement', () => {
    expect(principalWith([]).allows('s3:GetObject', 'arn:aws:s3:::shop/a')).toBe(false);
  });

  test('may do what a statement allows, whatever the case of the action, on exactly its resources', () => {
    const role = principalWith([allow(['s3:Get*'], ['arn:aws:s3:::shop/raw/*'])]);
    expect(role.allows('S3:getobject', 'arn:aws:s3:::shop/raw/a')).toBe(true);
    expect(role.allows('s3:PutObject', 'arn:aws:s3:::shop/raw/a')).toBe(false);
    expect(role.allows('s3:GetObject', 'arn:aws:s3:::shop/RAW/a')).toBe(false);
    expect(role.allows('s3:GetObject', 'arn:aws:s3:::shop/raw')).toBe(false);
  });

  test('may not do what an explicit Deny names, wherever it stands', () => {
    const deny = { Effect: 'Deny', Action: 's3:*', Resource: '*/secret/*' };
    for (const statements of [
      [allow('*', '*'), deny],
      [deny, allow('*', '*')],
    ]) {
      expect(principalWith(statements).allows('s3:GetObject', 'arn:aws:s3:::shop/secret/a')).toBe(false);
      expect(principalWith(statements).allows('s3:GetObject', 'arn:aws:s3:::shop/open/a')).toBe(true);
    }
  });

  test('is covered by NotAction and NotResource for all the others', () => {
    const role = principalWith([{ Effect: 'Allow', NotAction: 's3:Put*', NotResource: 'arn:aws:s3:::shop/raw/*' }]);
    expect(role.allows('s3:GetObject', 'arn:aws:s3:::shop/a')).toBe(true);
    expect(role.allows('s3:PutObject', 'arn:aws:s3:::shop/a')).toBe(false);
    expect(role.allows('s3:GetObject', 'arn:aws:s3:::shop/raw/a')).toBe(false);
  });

  test('sums its inline policies, the policies that name it, and its managed ones', () => {
    const PolicyDocument = { Version: '2012-10-17', Statement: [allow('s3:DeleteObject', '*')] };
    const attached = (Type: string, Roles: unknown) => ({ Type, Properties: { PolicyDocument, Roles } });
    const own = principalWith([allow('s3:GetObject', '*')], {
      Policy: attached('AWS::IAM::Policy', [{ Ref: 'Reader' }]),
    });
    expect(['s3:GetObject', 's3:DeleteObject'].map((action) => own.allows(action, 'x'))).toEqual([true, true]);
    const others = principalWith([], { Policy: attached('AWS::IAM::Policy', ['Other']) });
    expect(others.allows('s3:DeleteObject', 'x')).toBe(false);
    const managed = principalWith([], { Managed: attached('AWS::IAM::ManagedPolicy', [{ Ref: 'Reader' }]) });
    expect(managed.allows('s3:DeleteObject', 'x')).toBe(true);
  });
});

describe('a condition', () => {
  const via = (service: string) => ({ 'kms:ViaService': `${service}.us-east-1.amazonaws.com` });
  const allows = (condition: unknown, context?: Record<string, string>) =>
    principalWith([{ ...allow('kms:Decrypt', '*'), Condition: condition }]).allows('kms:Decrypt', 'key', context);

  test.each([
    ['one value', { StringEquals: via('s3') }, true],
    ['one of several values', { StringEquals: { 'kms:ViaService': ['x', via('s3')['kms:ViaService']] } }, true],
    ['no value', { StringEquals: via('S3') }, false],
    ['a pattern', { StringLike: { 'kms:ViaService': 's3.*' } }, true],
    ['a key in other letters', { StringLike: { 'KMS:viaservice': 's3.*' } }, true],
    ['all of several keys', { StringLike: { 'kms:ViaService': 's3.*', 'aws:PrincipalArn': '*Reader' } }, true],
    ['not all of several keys', { StringLike: { 'kms:ViaService': 's3.*', 'aws:PrincipalArn': '*Other' } }, false],
    [
      'not all of several operators',
      { StringLike: { 'kms:ViaService': 's3.*' }, ArnEquals: { 'aws:PrincipalArn': 'x' } },
      false,
    ],
    ['none of the values it excludes', { StringNotEquals: { 'kms:ViaService': ['x', 'y'] } }, true],
    ['one of the values it excludes', { StringNotLike: { 'kms:ViaService': ['x', 's3.*'] } }, false],
    ['a call by TLS', { Bool: { 'aws:SecureTransport': 'true' } }, true],
  ])('holds or not by the call’s context: %s', (_what, condition, expected) => {
    expect(allows(condition, via('s3'))).toBe(expected);
  });

  test('on a key that the call does not carry holds only where it excludes values', () => {
    expect(allows({ StringLike: { 'kms:ViaService': '*' } })).toBe(false);
    expect(allows({ StringNotLike: { 'kms:ViaService': '*' } })).toBe(true);
  });

  test('compares ARNs part by part: a wildcard does not cross a colon', () => {
    const reader = (arn: string) => allows({ ArnLike: { 'aws:PrincipalArn': arn } });
    expect(reader('arn:aws:iam::123456789012:role/Read*')).toBe(true);
    expect(reader('arn:*:role/Reader')).toBe(false);
  });
});

describe('a policy', () => {
  const withManaged = (arn: string) => () =>
    smallTemplate({ Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns: [arn] } } } });

  test('that AWS manages is known by a small table, any other is refused', () => {
    const basic = withManaged('arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole')();
    expect(basic.principalOf(basic.resources[0]?.arn ?? '').allows('logs:PutLogEvents', 'x')).toBe(true);
    expect(withManaged('arn:aws:iam::aws:policy/AdministratorAccess')).toThrow(/managed policy .*AdministratorAccess/);
  });

  test('with a condition, a policy variable or an unknown element is refused when the template is read', () => {
    const condition = { StringEquals: { 's3:prefix': 'events/' } };
    const operator = { DateLessThan: { 'aws:PrincipalArn': '2026-11-20' } };
    const principal = { ...allow('*', '*'), Principal: '*' };
    expect(() => principalWith([{ ...allow('*', '*'), Condition: condition }])).toThrow(
      /Condition .* in the policy of/,
    );
    expect(() => principalWith([allow('*', `arn:aws:s3:::shop/${placeholder('aws:username')}`)])).toThrow(
      /policy variable/,
    );
    expect(() => principalWith([{ ...allow('*', '*'), Condition: operator }])).toThrow(/Condition .*DateLessThan/);
    expect(() => principalWith([principal])).toThrow(/Principal/);
    expect(() => principalWith([{ Effect: 'Allow', Action: '*' }])).toThrow(/lacks its Action or its Resource/);
  });

  test('of a role with a permission boundary is refused', () => {
    const Role = { Type: 'AWS::IAM::Role', Properties: { PermissionsBoundary: 'arn' } };
    expect(() => smallTemplate({ Resources: { Role } })).toThrow(/permission boundaries/);
  });
});
