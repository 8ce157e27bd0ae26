import * as z from 'zod';
import type { Principal, Resource } from '../aws.ts';
import type { RequestContext } from './conditions.ts';
import { decide, type Statement } from './evaluate.ts';
import { managedPolicy } from './managed-policies.ts';
import { type AttachedPolicy, parsePolicyDocument, readPolicy } from './policies.ts';
import { contextOf } from './resource-policy.ts';

const roleSchema = z.looseObject({
  ManagedPolicyArns: z.array(z.string()).default([]),
  Policies: z.array(z.object({ PolicyName: z.string(), PolicyDocument: z.unknown() })).default([]),
  PermissionsBoundary: z.never({ error: 'permission boundaries are not simulated' }).optional(),
});

/**
 * The principals of the template's roles, by role ARN: each the sum of its inline policies, the policies that name
 * it, and the managed ones it names. Identity-based policies only.
 * @throws for a policy that the laptop stack cannot evaluate.
 */
export function readPrincipals(resources: readonly Resource[]): ReadonlyMap<string, Principal> {
  const managed = resources.filter(({ type }) => type === 'AWS::IAM::ManagedPolicy');
  const ownManaged = new Map(managed.map((policy) => [policy.arn, readPolicy(policy)]));
  const inline = resources.filter(({ type }) => type === 'AWS::IAM::Policy').map(readPolicy);
  const attached = [...inline, ...ownManaged.values()];
  const roles = resources.filter(({ type }) => type === 'AWS::IAM::Role');
  return new Map(roles.map((role) => [role.arn, principalFrom(role.arn, statementsOf(role, attached, ownManaged))]));
}

/** A principal that may do what the statements allow. */
export function principalFrom(arn: string, statements: readonly Statement[]): Principal {
  const decision = (action: string, resource: string, more?: RequestContext) =>
    decide(statements, { action, resource, context: contextOf({ arn }, more) });
  return {
    arn,
    allows: (...call) => decision(...call) === 'allowed',
    denies: (...call) => decision(...call) === 'denied',
  };
}

function statementsOf(
  role: Resource,
  attached: readonly AttachedPolicy[],
  ownManaged: ReadonlyMap<string, AttachedPolicy>,
): readonly Statement[] {
  const { ManagedPolicyArns, Policies } = roleSchema.parse(role.properties);
  return [
    ...Policies.flatMap((policy) => parsePolicyDocument(policy.PolicyDocument, role.logicalId)),
    ...attached.filter(({ roles }) => roles.includes(role.ref)).flatMap(({ statements }) => statements),
    ...ManagedPolicyArns.flatMap((arn) => ownManaged.get(arn)?.statements ?? managedPolicy(arn)),
  ];
}
