import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Settings } from '../../settings.ts';
import { claimsMetric, firehoseMetric, functionMetric, type MeteredParts, math } from './metric.ts';

/** Limits that AWS publishes no metric for: CloudWatch's SERVICE_QUOTA covers metrics of `AWS/Usage` only. */
export type StatedLimits = Pick<Settings, 'claimWritesPerSecond' | 'accountConcurrency'>;

/**
 * The highest use, in percent, among the stream's three quotas, the writes to the claims table, and the account's
 * concurrent executions. One throttled record or write counts as 100 %.
 * Source for the stream: Data Firehose Developer Guide, "Implement best practices with CloudWatch Alarms".
 */
export function capacityUse(parts: MeteredParts, limits: StatedLimits): IMetric {
  return math(
    'Use of the nearest quota, percent',
    'MAX([putsShare, recordsShare, bytesShare, throttledShare, writesShare, writesThrottledShare, concurrencyShare])',
    { ...ofStream(parts), ...ofClaims(parts, limits), ...ofAccount(limits) },
  );
}

function ofStream({ stream: { stream } }: MeteredParts): Readonly<Record<string, IMetric>> {
  const share = (unit: string, used: IMetric, limit: IMetric) =>
    math(`${unit}, percent of the stream's quota`, `100 * ${unit} / PERIOD(${unit}) / ${unit}Limit`, {
      [unit]: used,
      [`${unit}Limit`]: limit,
    });
  const metric = (name: Parameters<typeof firehoseMetric>[1]) => firehoseMetric(stream, name);
  return {
    putsShare: share('puts', metric('IncomingPutRequests'), metric('PutRequestsPerSecondLimit')),
    recordsShare: share('records', metric('IncomingRecords'), metric('RecordsPerSecondLimit')),
    bytesShare: share('bytes', metric('IncomingBytes'), metric('BytesPerSecondLimit')),
    throttledShare: math('Throttled records', '100 * throttled', { throttled: metric('ThrottledRecords') }),
  };
}

function ofClaims({ claims }: MeteredParts, limits: StatedLimits): Readonly<Record<string, IMetric>> {
  return {
    writesShare: math('Claim writes, percent', `100 * writes / PERIOD(writes) / ${limits.claimWritesPerSecond}`, {
      writes: claimsMetric(claims, 'ConsumedWriteCapacityUnits'),
    }),
    writesThrottledShare: math('Throttled claim writes', '100 * writesThrottled', {
      writesThrottled: claimsMetric(claims, 'WriteThrottleEvents'),
    }),
  };
}

function ofAccount({ accountConcurrency }: StatedLimits): Readonly<Record<string, IMetric>> {
  return {
    concurrencyShare: math('Concurrent executions, percent', `100 * concurrent / ${accountConcurrency}`, {
      concurrent: functionMetric(null, 'ConcurrentExecutions'),
    }),
  };
}
