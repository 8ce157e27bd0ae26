import { createHash } from 'node:crypto';

/** What every physical name and ARN of one stack is built from. */
export interface Scope {
  readonly stackName: string;
  readonly region: string;
  readonly accountId: string;
}

/** AWS's own documentation account and home region, for a stack that is bound to neither. */
export const DEFAULT_ACCOUNT_ID = '123456789012';
export const DEFAULT_REGION = 'us-east-1';

/** The commercial partition: the laptop stack covers no other. */
export const PARTITION = 'aws';
export const URL_SUFFIX = 'amazonaws.com';

/** Hexadecimal digits that stay the same for the same parts: AWS would draw them at random. */
export function stableHex(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

/** A UUID-shaped id that stays the same for the same parts. */
export function stableUuid(...parts: readonly string[]): string {
  const hex = stableHex(...parts);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/** `arn:aws:<service>:<region>:<account>:<resource>` */
export function arnOf(scope: Scope, service: string, resource: string): string {
  return `arn:${PARTITION}:${service}:${scope.region}:${scope.accountId}:${resource}`;
}

/** The stack's own id: what `AWS::StackId` gives and `DescribeStacks` reports. */
export function stackIdOf(scope: Scope): string {
  return arnOf(scope, 'cloudformation', `stack/${scope.stackName}/${stableUuid(scope.stackName, 'stack')}`);
}

/** The host of the region's queue URLs, which is what `Ref` of a queue gives. */
export function queueHost({ region }: Pick<Scope, 'region'>): string {
  return `sqs.${region}.${URL_SUFFIX}`;
}
