import { describe, expect, test } from 'vitest';
import { testStack } from './template.ts';

/** IAM User Guide, "IAM and AWS STS quotas": of a managed policy, without white space. */
const MAX_CHARACTERS = 6_144;
/** What CloudFormation puts behind the logical id of a resource without a name: a hyphen and 12 characters. */
const RANDOM = 13;
/** The longest that settings allow. */
const LONGEST = { stackName: `W${'a'.repeat(40)}`, database: `w${'a'.repeat(60)}` };

const { ofType, template } = testStack({
  ...LONGEST,
  socialTopicArn: 'arn:aws:sns:eu-west-1:123456789012:whatsapp-events',
  scheduledPages: true,
});
const RESOURCES: Readonly<Record<string, { readonly Type: string }>> = template.toJSON().Resources;

/** The lengths of names ("Name type" of CloudFormation): most are cut to what the service allows. */
const LENGTHS: Readonly<Record<string, number>> = {
  'AWS::S3::Bucket': 63,
  'AWS::Lambda::Function': 64,
  'AWS::KinesisFirehose::DeliveryStream': 64,
  'AWS::StepFunctions::StateMachine': 80,
  'AWS::SQS::Queue': 80,
};
const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'ap-southeast-2',
  'AWS::AccountId': '123456789012',
  'AWS::StackName': LONGEST.stackName,
};

function nameOf(logicalId: string): string {
  const type = RESOURCES[logicalId]?.Type ?? '';
  const whole = LONGEST.stackName.length + 1 + logicalId.length + RANDOM;
  return 'n'.repeat(Math.min(whole, LENGTHS[type] ?? whole));
}

/** A text as long as the one that CloudFormation would put in place of an expression. */
function resolved(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(resolved);
  if (typeof value !== 'object' || value === null) return value;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join, ...others } = value as Record<string, unknown>;
  if (typeof Ref === 'string') return PSEUDO[Ref] ?? nameOf(Ref);
  if (Array.isArray(attribute)) return arnOf(String(attribute[0]), String(attribute[1]));
  if (Array.isArray(join)) return [resolved(join[1])].flat().join(String(join[0]));
  return Object.fromEntries(Object.entries(others).map(([key, member]) => [key, resolved(member)]));
}

function arnOf(logicalId: string, attribute: string): string {
  if (attribute !== 'Arn') return nameOf(logicalId);
  const type = RESOURCES[logicalId]?.Type ?? '';
  if (type === 'AWS::S3::Bucket') return `arn:aws:s3:::${nameOf(logicalId)}`;
  if (type === 'AWS::KMS::Key') return `arn:aws:kms:ap-southeast-2:123456789012:key/${'k'.repeat(36)}`;
  const kind = type === 'AWS::Logs::LogGroup' ? 'log-group:' : 'function:';
  return `arn:aws:service:ap-southeast-2:123456789012:${kind}${nameOf(logicalId)}:*`;
}

describe('with every part and the longest names', () => {
  const policies = Object.entries(ofType('AWS::IAM::ManagedPolicy'));

  test.each(policies)('the policy %s fits IAM’s limit', (_id, { Properties }) => {
    expect(JSON.stringify(resolved(Properties.PolicyDocument)).length).toBeLessThanOrEqual(MAX_CHARACTERS);
  });
});
