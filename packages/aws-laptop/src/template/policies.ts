import * as z from 'zod';
import type { Resource } from '../aws.ts';
import { readConditions, withoutVariable } from './conditions.ts';
import type { Statement } from './evaluate.ts';
import { listOf } from './values.ts';

const oneOrMany = z.union([z.string(), z.array(z.string())]);

/** The elements of a statement, but for the principal that a resource's policy names. */
export const statementSchema = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMany.optional(),
  NotAction: oneOrMany.optional(),
  Resource: oneOrMany.optional(),
  NotResource: oneOrMany.optional(),
  Condition: z.unknown().optional(),
});

const documentSchema = z.object({
  Version: z.literal('2012-10-17'),
  Statement: z.array(statementSchema),
});

const policySchema = z.looseObject({
  PolicyDocument: z.unknown(),
  Roles: z.array(z.string()).default([]),
});

/** A policy and the names of the roles it is attached to. */
export interface AttachedPolicy {
  readonly roles: readonly string[];
  readonly statements: readonly Statement[];
}

/** An `AWS::IAM::Policy` or `AWS::IAM::ManagedPolicy` of the template. */
export function readPolicy(resource: Resource): AttachedPolicy {
  const { PolicyDocument, Roles } = policySchema.parse(resource.properties);
  return { roles: Roles, statements: parsePolicyDocument(PolicyDocument, resource.logicalId) };
}

/**
 * The statements of an identity-based policy.
 * @throws for a condition that is not evaluated, a policy variable or an unknown element: dropping one would allow what
 * AWS refuses.
 */
export function parsePolicyDocument(input: unknown, owner: string): readonly Statement[] {
  const parsed = documentSchema.safeParse(input);
  if (parsed.success) return parsed.data.Statement.map((statement) => toStatement(statement, owner));
  throw new Error(`The policy of ${owner} is not one the laptop stack can read: ${z.prettifyError(parsed.error)}`);
}

/** @throws as `parsePolicyDocument` */
export function toStatement(statement: z.infer<typeof statementSchema>, owner: string): Statement {
  const { Effect, Action, NotAction, Resource, NotResource, Condition } = statement;
  const actions = Action ?? NotAction;
  const resources = Resource ?? NotResource;
  if (actions === undefined || resources === undefined) {
    throw new Error(`A statement in the policy of ${owner} has no Action or no Resource.`);
  }
  return {
    effect: Effect,
    actions: listOf(actions),
    exceptActions: Action === undefined,
    resources: listOf(resources).map((pattern) => withoutVariable(pattern, owner)),
    exceptResources: Resource === undefined,
    conditions: readConditions(Condition, owner),
  };
}
