import { describe, expect, test } from 'vitest';
import { testStack } from './template.ts';

const { stack, ofType } = testStack();
const ASKING = [
  ['views', stack.query.views],
  ['compact', stack.compaction.function],
] as const;

interface Allowed {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

function allowedTo(construct: (typeof ASKING)[number][1]): readonly Allowed[] {
  const role = JSON.stringify(stack.resolve(construct.role?.roleName));
  const policies = Object.values(ofType('AWS::IAM::Policy')).map(({ Properties }) => Properties);
  const own = policies.filter(({ Roles }) => JSON.stringify(Roles).includes(role));
  return own.flatMap(({ PolicyDocument }) =>
    Object(PolicyDocument).Statement.map(({ Action, Resource }: { Action: string | string[]; Resource: unknown }) => ({
      actions: [Action].flat(),
      resources: [Resource].flat().map((one) => JSON.stringify(one)),
    })),
  );
}

describe.each(ASKING)('the function %s, which queries Athena', (_name, construct) => {
  const may = (action: string, end: RegExp) =>
    allowedTo(construct).some(
      ({ actions, resources }) => actions.includes(action) && resources.some((one) => end.test(one)),
    );

  // "Mandatory: Access policy to the `default` database and catalog per AWS Region", Amazon Athena User Guide.
  test.each(['glue:GetDatabase', 'glue:GetDatabases', 'glue:CreateDatabase'])(
    'may %s on the catalog and the default database, which the Athena User Guide requires',
    (action) => {
      expect(may(action, /:catalog"/)).toBe(true);
      expect(may(action, /:database\/default"/)).toBe(true);
    },
  );

  test('may create no other database', () => {
    const creating = allowedTo(construct).filter(({ actions }) => actions.includes('glue:CreateDatabase'));
    const resources = creating.flatMap((one) => one.resources);
    expect(resources.filter((one) => !/:(catalog|database\/default)"/.test(one))).toEqual([]);
  });

  test.each([
    ['s3:GetBucketLocation', /^\{"Fn::GetAtt":\["StoresResults/],
    ['s3:ListBucketMultipartUploads', /^\{"Fn::GetAtt":\["StoresResults/],
    ['s3:AbortMultipartUpload', /StoresResults\w+","Arn"\]\},"\/\*"/],
    ['s3:ListMultipartUploadParts', /StoresResults\w+","Arn"\]\},"\/\*"/],
  ])('may %s on the results bucket', (action, resource) => {
    expect(may(action, resource)).toBe(true);
  });
});

test('UNLOAD may write its files in parts', () => {
  const allowed = allowedTo(stack.compaction.function).filter(({ resources }) =>
    resources.some((one) => one.includes('/compacted/*')),
  );
  expect(allowed.flatMap(({ actions }) => actions)).toEqual(
    expect.arrayContaining(['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts', 's3:PutObject']),
  );
});
