import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Social } from '../../ingest/social.ts';
import {
  executionsMetric,
  firehoseMetric,
  functionMetric,
  type MeteredParts,
  math,
  ownMetric,
  queueMetric,
} from './metric.ts';

/** Age in seconds of the oldest undelivered record, on the live stream or on the replay stream. */
export function deliveryLag({ stream, replay }: MeteredParts): IMetric {
  return math('Oldest undelivered record, seconds', 'MAX([live, replayed])', {
    live: firehoseMetric(stream.stream, 'DeliveryToS3.DataFreshness'),
    replayed: firehoseMetric(replay.stream, 'DeliveryToS3.DataFreshness'),
  });
}

/**
 * Records under `failed/`, live or replayed, and failed executions of the replay. Firehose has no metric for a batch that
 * it gives up after all retries, so more failed invocations of the transform than a batch has retries count as one.
 */
export function failedRecords({ stream: { stream, transform }, replay }: MeteredParts, retries: number): IMetric {
  const exhausted = math('More failed invocations than retries', `IF(SUM([errors, throttles]) > ${retries}, 1, 0)`, {
    errors: functionMetric(transform, 'Errors'),
    throttles: functionMetric(transform, 'Throttles'),
  });
  return math(
    'Records that did not become rows',
    'SUM([items, conversions, conversionsReplayed, partitions, partitionsReplayed, replays, exhausted])',
    {
      items: ownMetric(stream, 'transform', 'ItemsFailed'),
      conversions: firehoseMetric(stream, 'FailedConversion.Records'),
      conversionsReplayed: firehoseMetric(replay.stream, 'FailedConversion.Records'),
      partitions: firehoseMetric(stream, 'PartitionCountExceeded'),
      partitionsReplayed: firehoseMetric(replay.stream, 'PartitionCountExceeded'),
      replays: executionsMetric(replay, 'ExecutionsFailed'),
      exhausted,
    },
  );
}

/** Above 0 if an invocation of the transform failed, was throttled, or was denied to Firehose. */
export function failingTransform({ stream: { stream, transform }, replay }: MeteredParts): IMetric {
  const failing = math('On the live stream', 'IF(success < 1, 1, 0)', {
    success: firehoseMetric(stream, 'ExecuteProcessing.Success'),
  });
  const failingReplayed = math('On the replay stream', 'IF(successReplayed < 1, 1, 0)', {
    successReplayed: firehoseMetric(replay.stream, 'ExecuteProcessing.Success'),
  });
  return math('Failing invocations of the transform', 'SUM([errors, throttles, failing, failingReplayed])', {
    errors: functionMetric(transform, 'Errors'),
    throttles: functionMetric(transform, 'Throttles'),
    failing,
    failingReplayed,
  });
}

/** 1 if the source backup failed or is behind, else 0. */
export function failingBackup({ stream: { stream } }: MeteredParts, staleSeconds: number): IMetric {
  return math('Source backup fails or is behind', 'MAX([failing, behind])', {
    failing: math('Failed puts', 'IF(success < 1, 1, 0)', { success: firehoseMetric(stream, 'BackupToS3.Success') }),
    behind: math('Behind', `IF(freshness > ${staleSeconds}, 1, 0)`, {
      freshness: firehoseMetric(stream, 'BackupToS3.DataFreshness'),
    }),
  });
}

/** Messages from the topic that failed all attempts: in the queue, or not even stored there. */
export function deadLetters(social: Social): IMetric {
  return math('Messages that failed all attempts', 'SUM([waiting, undeliverable, dropped])', {
    waiting: queueMetric(social, 'ApproximateNumberOfMessagesVisible'),
    undeliverable: functionMetric(social.function, 'DestinationDeliveryFailures'),
    dropped: functionMetric(social.function, 'AsyncEventsDropped'),
  });
}
