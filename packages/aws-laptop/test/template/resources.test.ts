import { describe, expect, test } from 'vitest';
import { placeholder, smallTemplate } from '../../src/testing/small-template.ts';

const bucket = (properties: Record<string, unknown> = {}) => ({ Type: 'AWS::S3::Bucket', Properties: properties });
const fn = (environment: unknown) => ({
  Type: 'AWS::Lambda::Function',
  Properties: { Environment: { Variables: { VALUE: environment } } },
});

function resolved(value: unknown, sections: Record<string, unknown> = {}): unknown {
  const template = smallTemplate({
    Resources: { Reader: fn(value), Store: bucket({ BucketName: 'the-store' }) },
    ...sections,
  });
  const reader = template.ofType('AWS::Lambda::Function')[0];
  return reader?.properties.Environment;
}

describe('an intrinsic function', () => {
  const cases: readonly (readonly [unknown, unknown])[] = [
    [{ Ref: 'Store' }, 'the-store'],
    [{ Ref: 'AWS::Region' }, 'us-east-1'],
    [{ Ref: 'Stage' }, 'test'],
    [{ 'Fn::GetAtt': ['Store', 'Arn'] }, 'arn:aws:s3:::the-store'],
    [{ 'Fn::GetAtt': 'Store.RegionalDomainName' }, 'the-store.s3.us-east-1.amazonaws.com'],
    [{ 'Fn::Join': ['/', ['a', { Ref: 'Store' }, 7]] }, 'a/the-store/7'],
    [
      { 'Fn::Sub': `${placeholder('Store.Arn')}/${placeholder('!Literal')}/${placeholder('AWS::AccountId')}` },
      `arn:aws:s3:::the-store/${placeholder('Literal')}/123456789012`,
    ],
    [{ 'Fn::Sub': [`${placeholder('own')}-${placeholder('Store')}`, { own: { Ref: 'Stage' } }] }, 'test-the-store'],
    [{ 'Fn::Select': ['1', { 'Fn::Split': ['-', { Ref: 'Store' }] }] }, 'store'],
    [
      { Ref: 'Store', Other: 1 },
      { Ref: 'Store', Other: 1 },
    ],
  ];
  test.each(cases)('%j gives %j', (value, expected) => {
    const parameters = { Parameters: { Stage: { Type: 'String', Default: 'test' } } };
    expect(resolved(value, parameters)).toEqual({ Variables: { VALUE: expected } });
  });

  test('AWS::NoValue leaves its property and its list item out', () => {
    expect(resolved({ Ref: 'AWS::NoValue' })).toEqual({ Variables: {} });
    expect(resolved({ Fix: ['a', { Ref: 'AWS::NoValue' }] })).toEqual({ Variables: { VALUE: { Fix: ['a'] } } });
  });

  const refusals: readonly (readonly [unknown, RegExp])[] = [
    [
      { 'Fn::ImportValue': 'Other:Export' },
      /logical id Reader\).*does not cover the intrinsic function Fn::ImportValue/,
    ],
    [{ 'Fn::If': ['C', 1, 2] }, /does not cover the intrinsic function Fn::If/],
    [{ Ref: 'Nowhere' }, /Ref names Nowhere, which is no resource or parameter/],
    [{ 'Fn::GetAtt': ['Nowhere', 'Arn'] }, /Fn::GetAtt names Nowhere/],
    [{ 'Fn::GetAtt': ['Store', 'WebsiteURL'] }, /attribute WebsiteURL of AWS::S3::Bucket \(logical id Store\)/],
    [{ 'Fn::Select': [5, ['a']] }, /item 5 of a list of 1/],
    [{ 'Fn::Join': [',', 'text'] }, /Fn::Join needs a list where the template has string/],
    ['{{resolve:secretsmanager:x}}', /does not cover dynamic references/],
  ];
  test.each(refusals)('%j is refused in plain words', (value, message) => {
    expect(() => resolved(value)).toThrow(message);
  });

  test('a parameter without a default, or read from SSM, is refused where it is used', () => {
    const ssm = { Stage: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/x' } };
    expect(() => resolved({ Ref: 'Stage' }, { Parameters: ssm })).toThrow(/does not cover the parameter Stage/);
    expect(() => resolved({ Ref: 'Stage' }, { Parameters: { Stage: { Type: 'String' } } })).toThrow(/parameter Stage/);
    expect(resolved('plain', { Parameters: ssm })).toEqual({ Variables: { VALUE: 'plain' } });
  });
});

describe('a template', () => {
  test('with a resource type outside the table is refused by type and logical id', () => {
    const Resources = { Server: { Type: 'AWS::EC2::Instance' } };
    expect(() => smallTemplate({ Resources })).toThrow(/does not cover AWS::EC2::Instance \(logical id Server\): /);
  });

  test('may have a dashboard, which does nothing here, and is refused for a property that dashboards have not', () => {
    const dashboard = (more: object) => ({
      D: { Type: 'AWS::CloudWatch::Dashboard', Properties: { DashboardName: 'Shop-us-east-1', ...more } },
      Reader: fn({ Ref: 'D' }),
    });
    const { resources } = smallTemplate({ Resources: dashboard({ DashboardBody: '{}', Tags: [] }) });
    expect(resources.map(({ ref }) => ref)).toContain('Shop-us-east-1');
    expect(() => smallTemplate({ Resources: dashboard({ Body: '{}' }) })).toThrow(
      /Resources\.D\.Properties\.Body \(AWS::CloudWatch::Dashboard\): .*DashboardBody, DashboardName, Tags/,
    );
  });

  test('whose resources depend on each other in a circle is refused, naming them', () => {
    const Resources = {
      A: fn({ Ref: 'B' }),
      B: fn({ 'Fn::Sub': placeholder('C.Arn') }),
      C: { ...fn(1), DependsOn: 'A' },
    };
    expect(() => smallTemplate({ Resources })).toThrow(/in a circle \(A -> B -> C -> A\)/);
  });

  test('with a condition is refused, except on CDK’s usage metadata', () => {
    const Metadata = { Type: 'AWS::CDK::Metadata', Condition: 'CDKMetadataAvailable' };
    expect(smallTemplate({ Resources: { Metadata } }).resources).toHaveLength(1);
    const Resources = { Store: { ...bucket(), Condition: 'Prod' } };
    expect(() => smallTemplate({ Resources })).toThrow(/does not cover the condition Prod on AWS::S3::Bucket/);
  });

  test('that asks a custom resource for a value is refused: only its function knows it', () => {
    const Views = { Type: 'Custom::Views', Properties: { ServiceToken: 'arn' } };
    expect(smallTemplate({ Resources: { Views } }).ofType('Custom::Views')).toHaveLength(1);
    const asking = (value: unknown) => () => smallTemplate({ Resources: { Views, Reader: fn(value) } });
    expect(asking({ 'Fn::GetAtt': ['Views', 'Count'] })).toThrow(/Count of Custom::Views/);
    expect(asking({ Ref: 'Views' })).toThrow(/Ref of Custom::Views/);
  });

  test('gives a name too long for its type a shorter one that stays unique', () => {
    const longId = (end: string) => `A${'b'.repeat(70)}${end}`;
    const Resources = { [longId('1')]: fn(1), [longId('2')]: fn(2) };
    const names = smallTemplate({ Resources }).resources.map(({ ref }) => ref);
    expect(names.map((name) => name.length)).toEqual([64, 64]);
    expect(new Set(names).size).toBe(2);
  });

  test('gives a change stream’s ARN only to a table that has one', () => {
    const table = (more: Record<string, unknown>) => ({ Type: 'AWS::DynamoDB::Table', Properties: more });
    const reading = (more: Record<string, unknown>) => () =>
      smallTemplate({ Resources: { T: table(more), Reader: fn({ 'Fn::GetAtt': ['T', 'StreamArn'] }) } });
    expect(reading({ StreamSpecification: { StreamViewType: 'KEYS_ONLY' } })).not.toThrow();
    expect(reading({})).toThrow(/attribute StreamArn of AWS::DynamoDB::Table/);
  });
});
