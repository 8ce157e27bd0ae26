import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { apiMetric, firehoseMetric, functionMetric, type MeteredParts, math, ONE_HOUR, ownMetric } from './metric.ts';

/** Meta requires a median of at most 250 ms, and less than 1 % over 1 s: a 99th percentile of 1 s. */
export const MAX_MEDIAN_MS = 250;
export const MAX_P99_MS = 1_000;
/** With fewer requests, a single cold start could be the 99th percentile. */
const MIN_REQUESTS = 500;

/** Milliseconds, measured by API Gateway, cold starts included. */
export function answerTimes({ frontDoor }: MeteredParts): Readonly<Record<'median' | 'p99', IMetric>> {
  return { median: apiMetric(frontDoor, 'Latency', 'p50'), p99: apiMetric(frontDoor, 'Latency', 'p99') };
}

/** 1 if answers were slower than Meta requires, else 0. */
export function slowAnswers(parts: MeteredParts): IMetric {
  return math(
    'Slower than Meta requires',
    `IF(requests >= ${MIN_REQUESTS} AND (median > ${MAX_MEDIAN_MS} OR p99 > ${MAX_P99_MS}), 1, 0)`,
    { requests: apiMetric(parts.frontDoor, 'Count'), ...answerTimes(parts) },
  );
}

/** Percent. A throttled invocation is also a 5xx of the front door, so the larger of both counts. */
export function receiverErrors({ frontDoor, receiver }: MeteredParts): IMetric {
  return math('Answered 5xx or throttled by Lambda, percent', '100 * MAX([errors, throttles]) / requests', {
    requests: apiMetric(frontDoor, 'Count'),
    errors: apiMetric(frontDoor, '5xx'),
    throttles: functionMetric(receiver.function, 'Throttles'),
  });
}

/**
 * Percent of deliveries refused by signature, or of requests answered 429, whichever is higher. 429s are counted from the
 * access log, which has those of the receiver and of the front door itself. API Gateway's metric `4xx` would also count
 * scanners that request unknown paths.
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

/** Records per hour on the stream, by webhook and by topic. */
export function trafficPerHour({ stream }: MeteredParts): IMetric {
  return firehoseMetric(stream.stream, 'IncomingRecords', ONE_HOUR);
}
