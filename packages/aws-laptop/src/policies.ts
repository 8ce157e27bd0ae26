/** `aws-laptop/policies`: who may do what by a template, for tests of a stack's permissions. */

export type { Statement } from './template/evaluate.ts';
export { mayUseKey } from './template/key-policy.ts';
export { readPolicy } from './template/policies.ts';
export { principalFrom } from './template/principals.ts';
export { bucketPolicies, mayAccess } from './template/resource-policy.ts';
export { stackIdOf } from './template/scope.ts';
