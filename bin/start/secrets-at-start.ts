import { randomBytes } from 'node:crypto';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { OPERATOR_ACCESS_KEY, type Template } from 'aws-laptop';
import * as z from 'zod';

const credentialsSchema = z.record(z.string(), z.string());

/** What is taken from the laptop's environment for Meta, member by member of its secret. */
const FROM_ENVIRONMENT: Readonly<Record<string, string>> = {
  app_secret: 'LAKE_META_APP_SECRET',
  verify_token: 'LAKE_META_VERIFY_TOKEN',
};

/**
 * Gives Meta's secret what the environment names, and generates an app secret where it is missing, so that the
 * sample can be signed. Nothing is written when nothing changes.
 */
export async function settleMetaSecret({ region, outputs }: Template, endpoint: string): Promise<void> {
  const credentials = { accessKeyId: OPERATOR_ACCESS_KEY, secretAccessKey: 'laptop' };
  const client = new SecretsManagerClient({ endpoint, region, credentials });
  const SecretId = outputs.find(({ key }) => key === 'MetaSecretArn')?.value;
  if (SecretId === undefined) throw new Error('The template has no output MetaSecretArn.');
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
  const stored = credentialsSchema.parse(JSON.parse(SecretString ?? '{}'));
  const generated = stored.app_secret === '' ? { app_secret: randomBytes(16).toString('hex') } : {};
  const given = Object.entries(FROM_ENVIRONMENT).flatMap(([name, variable]) => {
    const value = process.env[variable];
    return value ? [[name, value] as const] : [];
  });
  const settled = JSON.stringify({ ...stored, ...generated, ...Object.fromEntries(given) });
  if (settled !== SecretString) await client.send(new PutSecretValueCommand({ SecretId, SecretString: settled }));
}
