import { CloudFormationClient, DescribeStacksCommand, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { describe, expect, test } from 'vitest';
import { createCloudFormation } from '../../src/cloudformation/cloudformation.ts';
import { arnOf, stackIdOf } from '../../src/template/scope.ts';
import { serveForTest, settingsFor } from '../../src/testing/sdk.ts';
import { roleWith, smallTemplate } from '../../src/testing/small-template.ts';

const createdAt = new Date('2026-11-20T10:00:00.123Z');
const describeStacks = { Effect: 'Allow', Action: 'cloudformation:DescribeStacks', Resource: '*' };
const template = smallTemplate({
  Resources: { ...roleWith('Operator', [describeStacks]), ...roleWith('Stranger', []) },
  Outputs: {
    WebhookUrl: { Value: 'https://example.com/webhooks/shop?a=1&b=<2>', Description: 'Paste into the shop’s settings' },
    Database: { Value: 'shop' },
  },
});

async function clientOf(role: string): Promise<CloudFormationClient> {
  const endpoint = await serveForTest(template, [createCloudFormation({ template, createdAt }).service]);
  return new CloudFormationClient(settingsFor(endpoint, role));
}

describe('DescribeStacks', () => {
  test.each([undefined, 'Shop', stackIdOf(template)])('for %s gives the stack and its outputs', async (StackName) => {
    const { Stacks } = await (await clientOf('Operator')).send(new DescribeStacksCommand({ StackName }));
    expect(Stacks).toEqual([
      expect.objectContaining({
        StackId: stackIdOf(template),
        StackName: 'Shop',
        StackStatus: 'CREATE_COMPLETE',
        CreationTime: createdAt,
        Outputs: [
          {
            OutputKey: 'WebhookUrl',
            OutputValue: 'https://example.com/webhooks/shop?a=1&b=<2>',
            Description: 'Paste into the shop’s settings',
          },
          { OutputKey: 'Database', OutputValue: 'shop' },
        ],
      }),
    ]);
  });

  test('of a stack that is not there is a ValidationError, worded as AWS words it', async () => {
    const other = new DescribeStacksCommand({ StackName: 'Other' });
    await expect((await clientOf('Operator')).send(other)).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Stack with id Other does not exist',
    });
  });

  test('without the grant is AccessDenied', async () => {
    await expect((await clientOf('Stranger')).send(new DescribeStacksCommand({}))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });

  // As AWS does: what a call by name is checked on ends with a star, which an id in the policy does not match.
  test.each([
    ['Shop', 'stack/Shop/*', true],
    ['Shop', stackIdOf(template).split(':')[5], false],
    [stackIdOf(template), stackIdOf(template).split(':')[5], true],
    [stackIdOf(template), 'stack/Shop/*', true],
    ['Shop', 'stack/Other/*', false],
  ])('of %s with a grant on %s is allowed: %j', async (StackName, resource, allowed) => {
    const granted = arnOf(template, 'cloudformation', String(resource));
    const read = smallTemplate({ Resources: roleWith('Reader', [{ ...describeStacks, Resource: granted }]) });
    const endpoint = await serveForTest(read, [createCloudFormation({ template: read, createdAt }).service]);
    const call = new CloudFormationClient(settingsFor(endpoint, 'Reader')).send(
      new DescribeStacksCommand({ StackName }),
    );
    await (allowed
      ? expect(call).resolves.toMatchObject({ Stacks: [{ StackName: 'Shop' }] })
      : expect(call).rejects.toMatchObject({ name: 'AccessDeniedException' }));
  });

  test('is the one action: any other is refused by name', async () => {
    await expect((await clientOf('Operator')).send(new ListStacksCommand({}))).rejects.toMatchObject({
      name: 'InvalidAction',
      message: expect.stringContaining('"ListStacks"'),
    });
  });
});
