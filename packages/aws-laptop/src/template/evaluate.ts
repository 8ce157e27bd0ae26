import { type Condition, conditionHolds, type RequestContext } from './conditions.ts';
import { matchesWildcard } from './wildcard.ts';

/** One statement of an IAM policy; `NotAction` and `NotResource` are the two lists turned round. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly exceptActions: boolean;
  readonly resources: readonly string[];
  readonly exceptResources: boolean;
  readonly conditions: readonly Condition[];
}

/** One call, as policies see it. */
export interface Call {
  /** `s3:GetObject` */
  readonly action: string;
  /** An ARN. */
  readonly resource: string;
  readonly context: RequestContext;
}

/** What a list of statements says of a call: an explicit Deny wins, then any Allow. */
export type Decision = 'denied' | 'allowed' | 'unmentioned';

/**
 * What the statements say of the call. Action names are compared without regard to case, ARNs with it.
 * Source: IAM User Guide, "Policy evaluation logic". The policies of buckets are evaluated in `resource-policy.ts`, those
 * of keys in `key-policy.ts`; permission boundaries, session policies and an organisation's policies are not simulated.
 */
export function decide(statements: readonly Statement[], call: Call): Decision {
  const matching = statements.filter((statement) => applies(statement, call));
  if (matching.some(({ effect }) => effect === 'Deny')) return 'denied';
  return matching.length > 0 ? 'allowed' : 'unmentioned';
}

function applies(statement: Statement, { action, resource, context }: Call): boolean {
  const wanted = action.toLowerCase();
  const named = statement.actions.some((pattern) => matchesWildcard(pattern.toLowerCase(), wanted));
  const located = statement.resources.some((pattern) => matchesWildcard(pattern, resource));
  if (named === statement.exceptActions || located === statement.exceptResources) return false;
  return statement.conditions.every((condition) => conditionHolds(condition, context));
}
