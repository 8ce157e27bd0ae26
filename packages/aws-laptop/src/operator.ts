import type { Principal } from './aws.ts';
import { accessKeyFor } from './endpoint/credentials.ts';

/** The person at the keyboard: the account's owner, who may do everything. */
export const OPERATOR: Principal = { arn: 'arn:aws:iam::123456789012:user/operator', allows: () => true };

/** Another one at each start; it is in the data folder's `endpoint.json`, which only its owner reads. */
export const OPERATOR_ACCESS_KEY = accessKeyFor(OPERATOR.arn);
