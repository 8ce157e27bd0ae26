import * as z from 'zod';
import { AwsError, type Principal, type Resource, type Template } from '../aws.ts';
import { evaluate, type Statement } from './evaluate.ts';
import { isRecord, listOf, notCovered } from './values.ts';

const oneOrMany = z.union([z.string(), z.array(z.string())]);

const statementSchema = z.strictObject({
  Sid: z.string().optional(),
  // A Deny would have to win over the role's own policies too; CDK writes none into key policies.
  Effect: z.literal('Allow'),
  Action: oneOrMany,
  Resource: z.literal('*'),
  Principal: z.union([z.literal('*'), z.record(z.string(), oneOrMany)]),
  Condition: z.unknown().optional(),
});

const keySchema = z.looseObject({ KeyPolicy: z.object({ Statement: z.array(statementSchema) }) });

type KeyStatement = z.infer<typeof statementSchema>;

/** A use of a key that a service makes in a caller's name, as S3 does when it seals an object. */
export interface KeyUse {
  /** `kms:Decrypt`, `kms:GenerateDataKey` */
  readonly action: string;
  readonly keyArn: string;
  /** The service that makes the call, as `kms:ViaService` begins: `s3`, `secretsmanager`. */
  readonly viaService: string;
}

/**
 * The ARN of the template's key that a property names by ARN or id.
 * @throws for a key outside the template: its policy, and so who may use it, is not known.
 */
export function keyArnNamed(template: Template, keyId: string, owner: string): string {
  const key = template.ofType('AWS::KMS::Key').find(({ arn, ref }) => arn === keyId || ref === keyId);
  if (key !== undefined) return key.arn;
  throw notCovered(`the key ${keyId} of ${owner}`, 'name a key of the same stack by its ARN.');
}

/**
 * Throws AccessDenied as AWS would unless the principal may use the key: because the key's policy names its role, or
 * because it hands the decision to the account's policies and the role's own allow it. CDK writes the first form for
 * secrets and the second for buckets. A key outside the template has only the role's own policies.
 * Source: KMS Developer Guide, "Key policies in AWS KMS".
 */
export function authorizeKeyUse(template: Template, principal: Principal, use: KeyUse): void {
  const key = template.ofType('AWS::KMS::Key').find(({ arn }) => arn === use.keyArn);
  const ofRole = principal.allows(use.action, use.keyArn);
  const allowed = key === undefined ? ofRole : allowedByPolicy(key, template, principal, use, ofRole);
  if (!allowed) throw refused(principal, use);
}

function allowedByPolicy(
  key: Resource,
  template: Template,
  principal: Principal,
  use: KeyUse,
  ofRole: boolean,
): boolean {
  const via = `${use.viaService}.${template.region}.amazonaws.com`;
  const { Statement: all } = keySchema.parse(key.properties).KeyPolicy;
  const allowsTo = (arns: readonly string[]): boolean => {
    const meant = all.filter((statement) => names(statement, arns) && conditionHolds(statement.Condition, via));
    return evaluate(meant.map(toStatement), use.action, use.keyArn);
  };
  const account = [`arn:aws:iam::${template.accountId}:root`, template.accountId];
  return allowsTo([principal.arn]) || (ofRole && allowsTo(account));
}

function refused(principal: Principal, { action, keyArn, viaService }: KeyUse): AwsError {
  const s3 = viaService === 's3';
  return new AwsError(
    s3 ? 'AccessDenied' : 'AccessDeniedException',
    `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${keyArn} because neither the role’s ` +
      'policies in the synthesised template nor the key’s policy allow it. Add the grant in lib/.',
    s3 ? 403 : 400,
  );
}

function names({ Principal: principal }: KeyStatement, arns: readonly string[]): boolean {
  if (principal === '*') return true;
  const listed = listOf(principal.AWS ?? []);
  return listed.some((arn) => arn === '*' || arns.includes(arn));
}

/** The one condition that CDK writes into key policies for roles: the call comes by way of a service. */
function conditionHolds(condition: unknown, via: string): boolean {
  if (condition === undefined) return true;
  const equals = isRecord(condition) && Object.keys(condition).length === 1 ? condition.StringEquals : undefined;
  if (isRecord(equals) && Object.keys(equals).length === 1 && Object.hasOwn(equals, 'kms:ViaService')) {
    return equals['kms:ViaService'] === via;
  }
  throw notCovered(`the Condition ${JSON.stringify(condition)} in a key policy`, 'only kms:ViaService is evaluated.');
}

function toStatement({ Effect, Action }: KeyStatement): Statement {
  return {
    effect: Effect,
    actions: listOf(Action),
    exceptActions: false,
    resources: ['*'],
    exceptResources: false,
  };
}
