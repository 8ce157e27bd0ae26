import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { AwsError, type AwsService, authorize, jsonService, type Principal, type Template } from '../aws.ts';
import { listPage, pageToken } from '../list-page.ts';
import { authorizeKeyUse } from '../template/key-policy.ts';
import { readSecretDefinitions, type SecretDefinition } from './definitions.ts';
import type { SecretVersion, StoredSecret } from './secret-file.ts';
import { type InitialValue, openVault, type Vault, versionOf } from './vault.ts';

export interface SecretsOptions {
  readonly template: Template;
  /** The one file that holds every value; made, with mode 600, when it is not there. */
  readonly file: string;
  /** Called once for each new secret; by default it gets what CloudFormation would generate. */
  readonly initial?: InitialValue;
}

interface Context {
  readonly template: Template;
  readonly vault: Vault;
  readonly definitions: readonly SecretDefinition[];
}

const getSchema = z.strictObject({
  SecretId: z.string(),
  VersionId: z.string().optional(),
  VersionStage: z.enum(['AWSCURRENT', 'AWSPREVIOUS']).optional(),
});
const putSchema = z.strictObject({
  SecretId: z.string(),
  SecretString: z.string(),
  ClientRequestToken: z.string().optional(),
});
const describeSchema = z.strictObject({ SecretId: z.string() });
/** "ListSecrets", AWS Secrets Manager API Reference: at most 100 a page. */
const MAX_PAGE = 100;
const listSchema = z.strictObject({
  IncludePlannedDeletion: z.boolean().optional(),
  MaxResults: z.number().int().min(1).max(MAX_PAGE).default(MAX_PAGE),
  NextToken: pageToken,
  // A value is the beginning of a name; several are alternatives.
  Filters: z
    .array(z.strictObject({ Key: z.literal('name'), Values: z.array(z.string().regex(/^[^!]/)).min(1).max(10) }))
    .max(10)
    .default([]),
});

/**
 * Secrets Manager over a file: GetSecretValue, PutSecretValue, ListSecrets and DescribeSecret on the template's secrets. A value
 * is in the file and in answers to who may read it, in no log and no error.
 *
 * @throws in one plain sentence when others may read the file, or it is not a file of secrets.
 */
export function createSecrets(options: SecretsOptions): { readonly service: AwsService } {
  const { template, file, initial = (_, generated) => generated } = options;
  const definitions = readSecretDefinitions(template);
  const context = { template, definitions, vault: openVault(file, definitions, initial) };
  const service = jsonService('secretsmanager', {
    GetSecretValue: async (input, principal) => getSecretValue(context, principal, parse(getSchema, input)),
    PutSecretValue: async (input, principal) => putSecretValue(context, principal, parse(putSchema, input)),
    ListSecrets: async (input, principal) => listSecrets(context, principal, parse(listSchema, input)),
    DescribeSecret: async (input, principal) => describeSecret(context, principal, parse(describeSchema, input)),
  });
  return { service };
}

function getSecretValue(context: Context, principal: Principal, input: z.infer<typeof getSchema>): unknown {
  const secret = permitted(context, principal, 'secretsmanager:GetSecretValue', input.SecretId);
  useKey(context, principal, secret, 'kms:Decrypt');
  const stored = context.vault.stored(secret.name);
  const version = chosenVersion(stored, input);
  if (stored === undefined || version === undefined) {
    const wanted = input.VersionId ?? input.VersionStage ?? 'AWSCURRENT';
    throw new AwsError('ResourceNotFoundException', `Secrets Manager can't find the secret value for ${wanted}.`);
  }
  return {
    ...identityOf(secret, version),
    SecretString: version.value,
    VersionStages: stagesOf(stored, version),
    CreatedDate: Date.parse(version.createdAt) / 1000,
  };
}

function putSecretValue(context: Context, principal: Principal, input: z.infer<typeof putSchema>): unknown {
  const secret = permitted(context, principal, 'secretsmanager:PutSecretValue', input.SecretId);
  useKey(context, principal, secret, 'kms:GenerateDataKey');
  useKey(context, principal, secret, 'kms:Decrypt');
  const version = context.vault.put(secret.name, input.ClientRequestToken ?? randomUUID(), input.SecretString);
  return { ...identityOf(secret, version), VersionStages: stagesOf(context.vault.stored(secret.name), version) };
}

function describeSecret(context: Context, principal: Principal, input: z.infer<typeof describeSchema>): unknown {
  const secret = permitted(context, principal, 'secretsmanager:DescribeSecret', input.SecretId);
  return { ...aboutSecret(secret), VersionIdsToStages: versionStages(context.vault.stored(secret.name)) };
}

/** Values are in no list: whoever may list secrets may read none of them by that. */
function listSecrets(context: Context, principal: Principal, input: z.infer<typeof listSchema>): unknown {
  // The action has no resource ("Actions, resources, and condition keys for AWS Secrets Manager").
  authorize(principal, 'secretsmanager:ListSecrets', '*');
  const isWanted = ({ name }: SecretDefinition): boolean =>
    input.Filters.every(({ Values }) => Values.some((start) => name.startsWith(start)));
  const { items, token } = listPage(context.definitions.filter(isWanted), input.NextToken, input.MaxResults);
  const entries = items.map((secret) => {
    const stored = context.vault.stored(secret.name);
    const changed = stored === undefined ? {} : { LastChangedDate: Date.parse(stored.current.createdAt) / 1000 };
    return { ...aboutSecret(secret), ...changed, SecretVersionsToStages: versionStages(stored) };
  });
  return { SecretList: entries, ...token };
}

function aboutSecret({ arn, name, description, keyArn }: SecretDefinition): Record<string, string | undefined> {
  return { ARN: arn, Name: name, Description: description, KmsKeyId: keyArn };
}

function versionStages(stored: StoredSecret | undefined): Readonly<Record<string, readonly string[]>> {
  const versions = [stored?.current, stored?.previous].filter((version) => version !== undefined);
  return Object.fromEntries(versions.map((version) => [version.versionId, stagesOf(stored, version)] as const));
}

function identityOf({ arn, name }: SecretDefinition, { versionId }: SecretVersion): Record<string, string> {
  return { ARN: arn, Name: name, VersionId: versionId };
}

function chosenVersion(stored: StoredSecret | undefined, input: z.infer<typeof getSchema>): SecretVersion | undefined {
  const staged = input.VersionStage === 'AWSPREVIOUS' ? stored?.previous : stored?.current;
  if (input.VersionId === undefined) return staged;
  const named = versionOf(stored, input.VersionId);
  return input.VersionStage === undefined || named === staged ? named : undefined;
}

function stagesOf(stored: StoredSecret | undefined, version: SecretVersion): readonly string[] {
  return [version.versionId === stored?.current.versionId ? 'AWSCURRENT' : 'AWSPREVIOUS'];
}

/** The secret that a name, an ARN, or an ARN without its last six characters names, if the principal may use it so. */
function permitted(context: Context, principal: Principal, action: string, secretId: string): SecretDefinition {
  const secret = context.definitions.find(
    ({ name, arn }) => [name, arn].includes(secretId) || arn.slice(0, -'-xxxxxx'.length) === secretId,
  );
  if (secret === undefined) {
    throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  }
  authorize(principal, action, secret.arn);
  return secret;
}

function useKey({ template }: Context, principal: Principal, { keyArn }: SecretDefinition, action: string): void {
  if (keyArn !== undefined) authorizeKeyUse(template, principal, { action, keyArn, viaService: 'secretsmanager' });
}

/** zod names the fields at fault and never their values. */
function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new AwsError(
    'InvalidParameterException',
    `The laptop stack does not cover this call: ${z.prettifyError(parsed.error)}`,
  );
}
