import { describe, expect, test } from 'vitest';
import type { Template } from '../../src/aws.ts';
import { authorizeKeyUse } from '../../src/template/key-policy.ts';
import { roleWith, smallTemplate } from '../../src/testing/small-template.ts';

const ROOT = 'arn:aws:iam::123456789012:root';
const statement = (principal: string, more: Record<string, unknown> = {}) => ({
  Effect: 'Allow',
  Action: 'kms:*',
  Resource: '*',
  Principal: { AWS: principal },
  ...more,
});
const viaSecretsManager = { StringEquals: { 'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com' } };

const notBy = (role: string) => ({
  ArnNotEquals: { 'aws:PrincipalArn': `arn:aws:iam::123456789012:role/${role}` },
});

function stack(keyStatements: readonly unknown[], roleStatements: readonly unknown[]): Template {
  const Properties = { KeyPolicy: { Version: '2012-10-17', Statement: keyStatements } };
  return smallTemplate({
    Resources: { Key: { Type: 'AWS::KMS::Key', Properties }, ...roleWith('Fn', roleStatements) },
  });
}

function using(template: Template, viaService: string): () => void {
  const principal = template.principalOf('arn:aws:iam::123456789012:role/Fn');
  const keyArn = template.ofType('AWS::KMS::Key')[0]?.arn ?? '';
  return () => authorizeKeyUse(template, principal, { action: 'kms:Decrypt', keyArn, viaService });
}

describe('a key may be used', () => {
  const decrypt = { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' };
  const named = statement('arn:aws:iam::123456789012:role/Fn', { Action: 'kms:Decrypt' });

  test('by a role whose own policy allows it, when the key leaves the decision to the account', () => {
    expect(using(stack([statement(ROOT)], [decrypt]), 's3')).not.toThrow();
    expect(using(stack([statement(ROOT)], []), 's3')).toThrow(/not authorized to perform: kms:Decrypt/);
    expect(using(stack([statement(ROOT, { Action: 'kms:Encrypt' })], [decrypt]), 's3')).toThrow(/kms:Decrypt/);
  });

  test('by a role that the key’s policy names, without a policy of its own', () => {
    expect(using(stack([named], []), 's3')).not.toThrow();
    expect(using(stack([statement('arn:aws:iam::123456789012:role/Other')], []), 's3')).toThrow(/kms:Decrypt/);
  });

  test('only by way of the service that the key’s policy asks for', () => {
    const template = stack([{ ...named, Condition: viaSecretsManager }], []);
    expect(using(template, 'secretsmanager')).not.toThrow();
    expect(using(template, 's3')).toThrow(/kms:Decrypt/);
  });

  test('with a statement for a service beside it, whatever its condition', () => {
    const logs = { ...statement(''), Principal: { Service: 'logs.amazonaws.com' }, Condition: { ArnLike: { x: 'y' } } };
    expect(using(stack([logs, named], []), 's3')).not.toThrow();
  });

  test('by nobody whom the key’s policy denies it, whatever allows it', () => {
    const denied = { ...named, Effect: 'Deny' };
    expect(using(stack([statement(ROOT), named, denied], [decrypt]), 's3')).toThrow(/kms:Decrypt/);
    const byOther = { ...statement('*'), Effect: 'Deny', Condition: notBy('Other') };
    expect(using(stack([statement(ROOT), byOther], [decrypt]), 's3')).toThrow(/kms:Decrypt/);
    const byOwn = { ...byOther, Condition: notBy('Fn') };
    expect(using(stack([statement(ROOT), byOwn], [decrypt]), 's3')).not.toThrow();
  });

  test('and a condition the laptop stack cannot evaluate is refused, not ignored', () => {
    const odd = { ...named, Condition: { StringLike: { 'kms:EncryptionContext:x': 'y' } } };
    expect(using(stack([odd], []), 's3')).toThrow(/does not cover the Condition/);
  });
});
