import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { describe, expect, test } from 'vitest';
import { createSecrets, type SecretsOptions } from '../../src/secretsmanager/secrets.ts';
import { serveForTest, settingsFor } from '../../src/testing/sdk.ts';
import { roleWith, smallTemplate, temporaryFolder } from '../../src/testing/small-template.ts';

const allow = (Action: unknown, Resource: unknown) => ({ Effect: 'Allow', Action, Resource });
const viaSecretsManager = {
  Effect: 'Allow',
  Action: 'kms:Decrypt',
  Resource: '*',
  Principal: { AWS: { 'Fn::GetAtt': ['KeyNamed', 'Arn'] } },
  Condition: { StringEquals: { 'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com' } },
};
const secret = (Properties: Record<string, unknown>) => ({ Type: 'AWS::SecretsManager::Secret', Properties });
const read = allow('secretsmanager:GetSecretValue', '*');

const template = smallTemplate({
  Resources: {
    Shop: secret({ Name: 'shop', GenerateSecretString: { PasswordLength: 20 } }),
    Sealed: secret({ Name: 'sealed', KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] }, SecretString: 'fixed' }),
    Empty: secret({ Name: 'empty' }),
    Key: {
      Type: 'AWS::KMS::Key',
      Properties: { KeyPolicy: { Version: '2012-10-17', Statement: [viaSecretsManager] } },
    },
    ...roleWith('Owner', [allow('secretsmanager:*', '*')]),
    ...roleWith('KeyNamed', [read]),
    ...roleWith('ShopReader', [allow('secretsmanager:GetSecretValue', { Ref: 'Shop' })]),
    ...roleWith('Stranger', []),
  },
});

async function start(options: Partial<SecretsOptions> = {}) {
  const file = options.file ?? join(temporaryFolder(), 'data', 'secrets.json');
  const endpoint = await serveForTest(template, [createSecrets({ template, file, ...options }).service]);
  const clientOf = (role: string) => new SecretsManagerClient(settingsFor(endpoint, role));
  return { file, clientOf, owner: clientOf('Owner') };
}

const get = (
  client: SecretsManagerClient,
  SecretId: string,
  more: { VersionStage?: string; VersionId?: string } = {},
) => client.send(new GetSecretValueCommand({ SecretId, ...more }));
const put = (client: SecretsManagerClient, SecretString: string, ClientRequestToken?: string) =>
  client.send(new PutSecretValueCommand({ SecretId: 'shop', SecretString, ClientRequestToken }));

describe('a secret', () => {
  test('is generated at the first start and the same at the next', async () => {
    const first = await start();
    const { SecretString, ARN, VersionStages, CreatedDate } = await get(first.owner, 'shop');
    expect(SecretString).toHaveLength(20);
    expect(VersionStages).toEqual(['AWSCURRENT']);
    expect(CreatedDate).toBeInstanceOf(Date);
    const second = await start({ file: first.file });
    for (const id of ['shop', ARN ?? '', (ARN ?? '').slice(0, -7)]) {
      expect((await get(second.owner, id)).SecretString).toBe(SecretString);
    }
  });

  test('gets what the caller makes of it, once', async () => {
    const { file } = await start({
      initial: ({ name }, generated) => (name === 'shop' ? `mine:${generated}` : generated),
    });
    const { owner } = await start({ file, initial: () => 'never asked again' });
    expect((await get(owner, 'shop')).SecretString).toMatch(/^mine:.{20}$/);
  });

  test('without a value is ResourceNotFound until it is put', async () => {
    const { owner } = await start();
    await expect(get(owner, 'empty')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await owner.send(new PutSecretValueCommand({ SecretId: 'empty', SecretString: 'now' }));
    expect((await get(owner, 'empty')).SecretString).toBe('now');
  });

  test('keeps the value before as AWSPREVIOUS, and that also after a start', async () => {
    const { owner, file } = await start();
    await put(owner, 'one');
    const { VersionId } = await put(owner, 'two');
    const again = (await start({ file })).owner;
    expect((await get(again, 'shop', { VersionStage: 'AWSPREVIOUS' })).SecretString).toBe('one');
    expect((await get(again, 'shop', { VersionId: VersionId ?? '' })).SecretString).toBe('two');
    const { VersionIdsToStages } = await again.send(new DescribeSecretCommand({ SecretId: 'shop' }));
    expect(Object.values(VersionIdsToStages ?? {})).toEqual([['AWSCURRENT'], ['AWSPREVIOUS']]);
  });

  test('put twice under one token changes once, and another value under it is refused', async () => {
    const { owner } = await start();
    const token = 'a'.repeat(32);
    await put(owner, 'one');
    await put(owner, 'two', token);
    await put(owner, 'two', token);
    expect((await get(owner, 'shop', { VersionStage: 'AWSPREVIOUS' })).SecretString).toBe('one');
    await expect(put(owner, 'three', token)).rejects.toMatchObject({ name: 'ResourceExistsException' });
  });

  test('outside the template is ResourceNotFound', async () => {
    const { owner } = await start();
    await expect(get(owner, 'other')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('a role', () => {
  const denied = { name: 'AccessDeniedException' };

  test('without the grant gets AccessDenied', async () => {
    const { clientOf } = await start();
    expect((await get(clientOf('ShopReader'), 'shop')).SecretString).toHaveLength(20);
    await expect(get(clientOf('ShopReader'), 'empty')).rejects.toMatchObject(denied);
    await expect(get(clientOf('Stranger'), 'shop')).rejects.toMatchObject(denied);
    await expect(put(clientOf('ShopReader'), 'mine')).rejects.toMatchObject(denied);
  });

  test('needs the secret’s key too, by its own policy or by the key’s', async () => {
    const { clientOf } = await start();
    expect((await get(clientOf('KeyNamed'), 'sealed')).SecretString).toBe('fixed');
    await expect(get(clientOf('Owner'), 'sealed')).rejects.toMatchObject({
      ...denied,
      message: expect.stringContaining('kms:Decrypt'),
    });
  });
});

describe('the file', () => {
  test('is readable by its owner alone, also after a put', async () => {
    const { owner, file } = await start();
    await put(owner, 'next');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file}.next`)).toBe(false);
  });

  test('that others may read is refused, saying how to repair it', async () => {
    const { file } = await start();
    chmodSync(file, 0o640);
    expect(() => createSecrets({ template, file })).toThrow(/has mode 640: run chmod 600 on it, then start again\.$/);
  });

  test.each(['{"shop":', '{"shop":{"current":"hunter2"}}', '[]'])(
    'that holds %j is refused without a word of what it holds, and left as it is',
    async (content) => {
      const { file } = await start();
      writeFileSync(file, content);
      expect(() => createSecrets({ template, file })).toThrow(/secrets\.json is not a file of secrets: restore it/);
      expect(() => createSecrets({ template, file })).not.toThrow(/hunter2|shop/);
      expect(readFileSync(file, 'utf8')).toBe(content);
    },
  );
});

describe('what is not covered is refused', () => {
  test('a property of the secret, when the stack starts', () => {
    const replicated = smallTemplate({ Resources: { S: secret({ ReplicaRegions: [{ Region: 'eu-west-1' }] }) } });
    expect(() => createSecrets({ template: replicated, file: join(temporaryFolder(), 's') })).toThrow(/ReplicaRegions/);
  });

  test('a parameter or an operation, when it is called', async () => {
    const { owner } = await start();
    const binary = new PutSecretValueCommand({ SecretId: 'shop', SecretBinary: Buffer.from('x') });
    await expect(owner.send(binary)).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(get(owner, 'shop', { VersionStage: 'OTHER' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });
});

describe('the list of secrets', () => {
  const names = ({ SecretList = [] }: { SecretList?: readonly { Name?: string }[] | undefined }) =>
    SecretList.map(({ Name }) => Name);

  test('has all of them, in pages, and no value', async () => {
    const { owner } = await start();
    const first = await owner.send(new ListSecretsCommand({ MaxResults: 2 }));
    const second = await owner.send(new ListSecretsCommand({ NextToken: first.NextToken }));
    expect([...names(first), ...names(second)]).toEqual(['shop', 'sealed', 'empty']);
    expect(second.NextToken).toBeUndefined();
    expect(first.SecretList?.[1]).toMatchObject({ KmsKeyId: expect.stringContaining(':key/') });
    expect(Object.values(first.SecretList?.[0]?.SecretVersionsToStages ?? {})).toEqual([['AWSCURRENT']]);
    expect(JSON.stringify([first, second])).not.toContain('fixed');
  });

  test('is filtered by the beginning of a name; other filters are refused', async () => {
    const { owner } = await start();
    const filtered = (Key: 'name' | 'description', value: string) =>
      owner.send(new ListSecretsCommand({ Filters: [{ Key, Values: [value] }] }));
    expect(names(await filtered('name', 's'))).toEqual(['shop', 'sealed']);
    await expect(filtered('description', 's')).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(filtered('name', '!shop')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  test('needs its permission', async () => {
    const { clientOf } = await start();
    const denied = clientOf('ShopReader').send(new ListSecretsCommand({}));
    await expect(denied).rejects.toThrow('not authorized to perform: secretsmanager:ListSecrets on resource: *');
  });
});
