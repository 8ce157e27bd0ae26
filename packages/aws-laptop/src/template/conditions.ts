import * as z from 'zod';
import { isRecord, listOf, notCovered } from './values.ts';
import { matchesWildcard } from './wildcard.ts';

/** What a call carries beside its action and resource, by condition key: `kms:ViaService`, `aws:PrincipalArn`. */
export type RequestContext = Readonly<Record<string, string>>;

/** One key of a statement's `Condition`. A statement applies only when all of its conditions hold. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

type Matcher = (pattern: string, value: string) => boolean;

const equals: Matcher = (pattern, value) => pattern === value;

/** Wildcards stay within one part between colons; the last part may hold colons itself. */
const arnLike: Matcher = (pattern, value) => {
  const [patterns, parts] = [arnParts(pattern), arnParts(value)];
  return patterns.length === parts.length && patterns.every((part, n) => matchesWildcard(part, parts[n] ?? ''));
};

/** `ArnEquals` and `ArnLike` behave alike, and so do their negations. */
const MATCHERS: ReadonlyMap<string, Matcher> = new Map([
  ['StringEquals', equals],
  ['StringLike', matchesWildcard],
  ['ArnEquals', arnLike],
  ['ArnLike', arnLike],
  ['Bool', equals],
]);

const NEGATIONS: ReadonlyMap<string, string> = new Map([
  ['StringNotEquals', 'StringEquals'],
  ['StringNotLike', 'StringLike'],
  ['ArnNotEquals', 'ArnEquals'],
  ['ArnNotLike', 'ArnLike'],
]);

/** The keys whose values the laptop knows of every call: another one might be there in AWS and missing here. */
const KEYS: readonly string[] = [
  'aws:PrincipalArn',
  'aws:SecureTransport',
  'aws:SourceAccount',
  'aws:SourceArn',
  'kms:ViaService',
];

const valuesSchema = z.union([z.string(), z.array(z.string())]);

/**
 * Reads the `Condition` of a statement.
 * @throws for an operator or a key that the laptop stack does not evaluate: passing over it would allow or deny what AWS
 * does not.
 */
export function readConditions(condition: unknown, owner: string): readonly Condition[] {
  if (condition === undefined) return [];
  if (!isRecord(condition)) throw conditionNotCovered(condition, owner);
  return Object.entries(condition).flatMap(([operator, keys]) => {
    if (!isRecord(keys) || !(MATCHERS.has(operator) || NEGATIONS.has(operator))) {
      throw conditionNotCovered(condition, owner);
    }
    return Object.entries(keys).map(([name, given]) => {
      const key = KEYS.find((known) => known.toLowerCase() === name.toLowerCase());
      const values = valuesSchema.safeParse(given).data;
      if (key === undefined || values === undefined) throw conditionNotCovered(condition, owner);
      return { operator, key, values: listOf(values).map((value) => withoutVariable(value, owner)) };
    });
  });
}

/**
 * Whether a condition holds. Of several values any one suffices; for a negated operator none may match, and it holds as
 * well for a key that the call does not carry, while any other operator then fails.
 * Source: IAM User Guide, "IAM JSON policy elements: Condition operators" and "Conditions with multiple context keys or
 * values".
 */
export function conditionHolds({ operator, key, values }: Condition, context: RequestContext): boolean {
  const positive = NEGATIONS.get(operator);
  const matches = MATCHERS.get(positive ?? operator) ?? equals;
  const value = context[key];
  const found = value !== undefined && values.some((pattern) => matches(pattern, value));
  return positive === undefined ? found : !found;
}

/** A policy variable, `${aws:username}`, stands for what the caller carries; the laptop resolves none. */
export function withoutVariable(text: string, owner: string): string {
  if (!text.includes('${')) return text;
  throw notCovered(`the policy variable in ${text} of ${owner}`, 'write the value out in the CDK app.');
}

function arnParts(arn: string): readonly string[] {
  const [head, ...rest] = [arn.split(':', 5), arn.split(':').slice(5).join(':')];
  return [...head, ...rest];
}

function conditionNotCovered(condition: unknown, owner: string): Error {
  return notCovered(
    `the Condition ${JSON.stringify(condition)} in the policy of ${owner}`,
    `it evaluates ${[...MATCHERS.keys(), ...NEGATIONS.keys()].join(', ')} on ${KEYS.join(', ')}.`,
  );
}
