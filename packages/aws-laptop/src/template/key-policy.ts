import * as z from 'zod';
import { AwsError, type Principal, type Resource, type Template } from '../aws.ts';
import type { RequestContext } from './conditions.ts';
import { contextOf, decideByResource, parseResourcePolicy, type ResourceStatement } from './resource-policy.ts';
import { notCovered } from './values.ts';

const keySchema = z.looseObject({ KeyPolicy: z.unknown() });

/** A use of a key that a service makes in a caller's name, as S3 does when it seals an object. */
export interface KeyUse {
  /** `kms:Decrypt`, `kms:GenerateDataKey` */
  readonly action: string;
  readonly keyArn: string;
  /** The service that makes the call, as `kms:ViaService` begins: `s3`, `secretsmanager`. Absent for a call to KMS itself. */
  readonly viaService?: string;
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
  if (!mayUseKey(template, principal, use)) throw refused(principal, use);
}

/** As `authorizeKeyUse`, answered. */
export function mayUseKey(template: Template, principal: Principal, use: KeyUse): boolean {
  const key = template.ofType('AWS::KMS::Key').find(({ arn }) => arn === use.keyArn);
  const via = use.viaService;
  const context: RequestContext =
    via === undefined ? {} : { 'kms:ViaService': `${via}.${template.region}.amazonaws.com` };
  const ofRole = principal.allows(use.action, use.keyArn, context);
  if (key === undefined) return ofRole;
  const { own, ofAccount } = decideByResource(statementsOf(key), principal, {
    action: use.action,
    resource: use.keyArn,
    context: contextOf(principal, context),
  });
  if (own === 'denied' || ofAccount === 'denied') return false;
  if (principal.denies?.(use.action, use.keyArn, context)) return false;
  return own === 'allowed' || (ofAccount === 'allowed' && ofRole);
}

/** Every object of a bucket asks its key: its policy is read once. */
const policies = new WeakMap<Resource, readonly ResourceStatement[]>();

function statementsOf(key: Resource): readonly ResourceStatement[] {
  const known = policies.get(key) ?? parseResourcePolicy(keySchema.parse(key.properties).KeyPolicy, key.logicalId);
  policies.set(key, known);
  return known;
}

function refused(principal: Principal, { action, keyArn, viaService }: KeyUse): AwsError {
  const s3 = viaService === 's3';
  return new AwsError(
    s3 ? 'AccessDenied' : 'AccessDeniedException',
    `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${keyArn} because neither the role’s ` +
      'policies in the synthesised template nor the key’s policy allow it. Add the grant in the CDK app.',
    s3 ? 403 : 400,
  );
}
