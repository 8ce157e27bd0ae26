import type { Template } from '../../src/aws.ts';
import { roleWith, smallTemplate } from '../../src/testing/small-template.ts';

const allow = (Action: unknown, Resource: unknown) => ({ Effect: 'Allow', Action, Resource });
const hash = (AttributeName: string) => [{ AttributeName, KeyType: 'HASH' }];
const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' });
const claimsArn = { 'Fn::GetAtt': ['Claims', 'Arn'] };

const claims = {
  Type: 'AWS::DynamoDB::GlobalTable',
  Properties: {
    TableName: 'claims',
    AttributeDefinitions: [text('id'), text('owner')],
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: hash('id'),
    GlobalSecondaryIndexes: [{ IndexName: 'byOwner', KeySchema: hash('owner'), Projection: { ProjectionType: 'ALL' } }],
    Replicas: [{ Region: { Ref: 'AWS::Region' }, GlobalSecondaryIndexes: [{ IndexName: 'byOwner' }] }],
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    WriteOnDemandThroughputSettings: { MaxWriteRequestUnits: 1000 },
  },
};

const forever = {
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    TableName: 'forever',
    AttributeDefinitions: [text('pk'), { AttributeName: 'sk', AttributeType: 'N' }],
    KeySchema: [...hash('pk'), { AttributeName: 'sk', KeyType: 'RANGE' }],
    ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
  },
};

/** Two tables, one of each kind CDK makes, and roles that may do all, read one index, or nothing. */
export function claimsDocument(claimsProperties: Readonly<Record<string, unknown>> = {}) {
  return {
    Resources: {
      Claims: { ...claims, Properties: { ...claims.Properties, ...claimsProperties } },
      Forever: forever,
      ...roleWith('Owner', [allow('dynamodb:*', '*')]),
      ...roleWith('IndexReader', [
        allow('dynamodb:Query', { 'Fn::Join': ['', [claimsArn, '/index/*']] }),
        allow(['dynamodb:BatchWriteItem', 'dynamodb:PutItem'], claimsArn),
      ]),
      ...roleWith('Stranger', []),
    },
  };
}

export function claimsTemplate(claimsProperties: Readonly<Record<string, unknown>> = {}): Template {
  return smallTemplate(claimsDocument(claimsProperties));
}
