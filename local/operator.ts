import type { Principal } from './aws.ts';

/** The person at the keyboard: the account's owner, who may do everything. */
export const OPERATOR: Principal = { arn: 'arn:aws:iam::123456789012:user/operator', allows: () => true };

export const OPERATOR_ACCESS_KEY = 'LAKEOPERATOR00000000';
