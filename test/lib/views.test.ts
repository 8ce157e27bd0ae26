import { expect, test } from 'vitest';
import { testStack } from './template.ts';

const { stack, ofType, resourceOf } = testStack({ database: 'lake', stackName: 'Lake' });
const [applied] = Object.values(ofType('Custom::AthenaViews'));

// CloudFormation invokes the function of a custom resource only if its properties change ("Custom resources").
test('the views are applied again when anything that they depend on changes', () => {
  expect(applied?.Properties).toMatchObject({
    Database: { Ref: expect.stringMatching(/^CatalogDatabase/) },
    Workgroup: 'Lake',
    Fingerprint: expect.any(String),
    Reporting: { REPORTING_DAYS: '400' },
    ViewNames: expect.arrayContaining(['events', 'fact_messages']),
  });
});

test('the function’s code is part of that', () => {
  const { S3Key } = Object(resourceOf(stack.query.views).Properties.Code);
  expect(S3Key).toMatch(/^[0-9a-f]{64}\.zip$/);
  expect(applied?.Properties.Code).toBe(S3Key);
});

test('applying them may take ten minutes, and CloudFormation waits a little longer', () => {
  expect(resourceOf(stack.query.views).Properties.Timeout).toBe(600);
  expect(applied?.Properties.ServiceTimeout).toBe('660');
});
