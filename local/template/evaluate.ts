import { matchesWildcard } from './wildcard.ts';

/** One statement of an IAM policy; `NotAction` and `NotResource` are the two lists turned round. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly exceptActions: boolean;
  readonly resources: readonly string[];
  readonly exceptResources: boolean;
}

/**
 * Whether the statements allow the action on the resource: an explicit Deny wins, then any Allow, else no.
 * Action names are compared without regard to case, ARNs with it.
 * Source: IAM User Guide, "Policy evaluation logic", for identity-based policies in one account. Bucket and secret
 * policies, permission boundaries and session policies are not simulated; key policies are, in `key-policy.ts`.
 */
export function evaluate(statements: readonly Statement[], action: string, resource: string): boolean {
  const matching = statements.filter((statement) => applies(statement, action, resource));
  if (matching.some(({ effect }) => effect === 'Deny')) return false;
  return matching.some(({ effect }) => effect === 'Allow');
}

function applies(statement: Statement, action: string, resource: string): boolean {
  const wanted = action.toLowerCase();
  const named = statement.actions.some((pattern) => matchesWildcard(pattern.toLowerCase(), wanted));
  const located = statement.resources.some((pattern) => matchesWildcard(pattern, resource));
  return named !== statement.exceptActions && located !== statement.exceptResources;
}
