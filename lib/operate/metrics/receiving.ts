import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { apiMetric, firehoseMetric, functionMetric, type MeteredParts, math, ONE_HOUR, ownMetric } from './metric.ts';

/** Meta asks for a median of 250 ms at most, and for less than 1 % over 1 s: a 99th percentile of 1 s. */
export const SLOWEST_MEDIAN_MS = 250;
export const SLOWEST_P99_MS = 1_000;
/** Of fewer requests one cold start would be the 99th percentile. */
const LEAST_REQUESTS = 500;

/** 1 when the answers were slower than Meta asks, else 0; as API Gateway measures it, cold starts included. */
export function slowAnswers({ frontDoor }: MeteredParts): IMetric {
  return math(
    'Slower than Meta asks',
    `IF(requests >= ${LEAST_REQUESTS} AND (median > ${SLOWEST_MEDIAN_MS} OR p99 > ${SLOWEST_P99_MS}), 1, 0)`,
    {
      requests: apiMetric(frontDoor, 'Count'),
      median: apiMetric(frontDoor, 'Latency', 'p50'),
      p99: apiMetric(frontDoor, 'Latency', 'p99'),
    },
  );
}

/** Percent. A throttled invocation is a 5xx of the front door too; it is named for the functions that others invoke. */
export function receiverErrors({ frontDoor, receiver }: MeteredParts): IMetric {
  return math('Answered 5xx or throttled by Lambda, percent', '100 * MAX([errors, throttles]) / requests', {
    requests: apiMetric(frontDoor, 'Count'),
    errors: apiMetric(frontDoor, '5xx'),
    throttles: functionMetric(receiver.function, 'Throttles'),
  });
}

/**
 * Percent: of deliveries by signature, or of requests by 429, whichever is more. The 429 are counted from the access log,
 * which has the receiver's and the front door's own alike. API Gateway's metric `4xx` would also count the requests of
 * scanners for paths that are not there.
 */
export function refusedDeliveries({ frontDoor, receiver }: MeteredParts): IMetric {
  const count = (name: 'SignatureCurrent' | 'SignaturePrevious' | 'SignatureRefused') =>
    ownMetric(receiver, 'receiver', name);
  const bySignature = math('Refused by signature, percent', '100 * refused / SUM([refused, current, previous])', {
    refused: count('SignatureRefused'),
    current: count('SignatureCurrent'),
    previous: count('SignaturePrevious'),
  });
  const throttled = math('Answered 429, percent', '100 * tooMany / requests', {
    tooMany: frontDoor.throttledRequests,
    requests: apiMetric(frontDoor, 'Count'),
  });
  return math('Refused deliveries, percent', 'MAX([bySignature, throttled])', { bySignature, throttled });
}

/** Records an hour on the stream, by webhook and by topic. */
export function trafficPerHour({ stream }: MeteredParts): IMetric {
  return firehoseMetric(stream.stream, 'IncomingRecords', ONE_HOUR);
}
