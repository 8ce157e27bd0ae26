import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import * as counts from '../../lambdas/aws/counts.ts';
import type { Target } from './target.ts';

export { type Counts, type Hours, lastHours } from '../../lambdas/aws/counts.ts';

/** The sums of all the functions' metrics over the hours, as CloudWatch has them. */
export function readCounts(target: Target, hours: counts.Hours): Promise<counts.Counts> {
  return counts.readCounts(new CloudWatchClient(target.clientConfig), target.output('MetricsNamespace'), hours);
}
