import * as z from 'zod';
import type { Principal } from '../aws.ts';
import type { RequestContext } from './conditions.ts';
import { type Call, type Decision, decide, type Statement } from './evaluate.ts';
import { statementSchema, toStatement } from './policies.ts';
import { listOf, notCovered } from './values.ts';

const oneOrMany = z.union([z.string(), z.array(z.string())]);

const resourceStatementSchema = z.strictObject({
  ...statementSchema.shape,
  Principal: z.union([z.literal('*'), z.record(z.string(), oneOrMany)]),
});

const documentSchema = z.object({
  // A key's policy that leaves it out has the same elements: no policy variable is evaluated here.
  Version: z.literal('2012-10-17').optional(),
  Statement: z.array(resourceStatementSchema),
});

/** A statement of a resource's own policy. */
export interface ResourceStatement extends Statement {
  /** ARNs or account numbers; `*` is everybody. */
  readonly principals: readonly string[];
}

/**
 * The statements of a resource's policy that can concern a role or user. Those for AWS services alone are left out.
 * @throws for `NotPrincipal`, and for what `parsePolicyDocument` refuses.
 */
export function parseResourcePolicy(input: unknown, owner: string): readonly ResourceStatement[] {
  const parsed = documentSchema.safeParse(input);
  if (!parsed.success) {
    throw new Error(`The policy of ${owner} is not one the laptop stack can read: ${z.prettifyError(parsed.error)}`);
  }
  return parsed.data.Statement.flatMap(({ Principal: named, ...statement }) => {
    const principals = named === '*' ? ['*'] : listOf(named.AWS ?? []);
    return principals.length === 0 ? [] : [{ ...toStatement(statement, owner), principals }];
  });
}

export interface ResourceDecision {
  /** Of the statements that name the principal, or everybody. */
  readonly own: Decision;
  /** Of the statements that name its account: an Allow leaves the decision to the principal's own policies. */
  readonly ofAccount: Decision;
}

/** What a resource's policy says of a principal's call. Source: IAM User Guide, "AWS JSON policy elements: Principal". */
export function decideByResource(
  statements: readonly ResourceStatement[],
  principal: Pick<Principal, 'arn'>,
  call: Call,
): ResourceDecision {
  const account = principal.arn.split(':')[4] ?? '';
  const naming = (names: readonly string[]) =>
    decide(
      statements.filter(({ principals }) => principals.some((name) => names.includes(name))),
      call,
    );
  return { own: naming(['*', principal.arn]), ofAccount: naming([account, `arn:aws:iam::${account}:root`]) };
}

/** What every call carries. The laptop's endpoint is on the loopback interface, which stands for TLS here. */
export function contextOf(principal: Pick<Principal, 'arn'>, more: RequestContext = {}): RequestContext {
  return { 'aws:PrincipalArn': principal.arn, 'aws:SecureTransport': 'true', ...more };
}

/**
 * Whether a principal may do something to a resource of its own account that has a policy: an explicit Deny in either
 * policy wins, then an Allow in one of the two suffices.
 * Source: IAM User Guide, "Policy evaluation for requests within a single account".
 */
export function mayAccess(
  principal: Principal,
  statements: readonly ResourceStatement[],
  action: string,
  resource: string,
): boolean {
  const { own, ofAccount } = decideByResource(statements, principal, {
    action,
    resource,
    context: contextOf(principal),
  });
  if (own === 'denied' || ofAccount === 'denied') return false;
  if (principal.allows(action, resource)) return true;
  return own === 'allowed' && !(principal.denies?.(action, resource) ?? false);
}

/** The statements of the template's bucket policies, by bucket name; a bucket without one has none. */
export function bucketPolicies(
  resources: readonly { readonly type: string; readonly logicalId: string; readonly properties: unknown }[],
): ReadonlyMap<string, readonly ResourceStatement[]> {
  const found = resources
    .filter(({ type }) => type === 'AWS::S3::BucketPolicy')
    .map(({ properties, logicalId }) => {
      const { Bucket, PolicyDocument } = z
        .object({ Bucket: z.string(), PolicyDocument: z.unknown() })
        .parse(properties);
      return [Bucket, parseResourcePolicy(PolicyDocument, logicalId)] as const;
    });
  const policies = new Map(found);
  if (policies.size === found.length) return policies;
  throw notCovered(
    'two policies of one bucket',
    'S3 keeps the last one written only; make one of them in the CDK app.',
  );
}
