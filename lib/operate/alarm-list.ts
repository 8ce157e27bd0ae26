import { ComparisonOperator, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Settings } from '../settings.ts';
import { capacityUse } from './metrics/capacity.ts';
import { jobsOf, successfulRuns } from './metrics/jobs.ts';
import type { MeteredParts } from './metrics/metric.ts';
import { qualityFault } from './metrics/quality.ts';
import {
  receiverErrors,
  refusedDeliveries,
  SLOWEST_MEDIAN_MS,
  SLOWEST_P99_MS,
  slowAnswers,
  trafficPerHour,
} from './metrics/receiving.ts';
import { deadLetters, deliveryLag, failedRecords, failingBackup, failingTransform } from './metrics/storing.ts';

export interface AlarmDefinition {
  /** Follows the stack's name. It never changes: an alarm by another name has no history. */
  readonly name: string;
  /** What is the case, with its threshold. */
  readonly when: string;
  readonly firstStep: string;
  /** The heading in docs/runbook.md. */
  readonly runbook: string;
  readonly metric: IMetric;
  /** Fires above it, unless `below` says otherwise. */
  readonly threshold: number;
  readonly comparison?: ComparisonOperator;
  /** So many of so many data points must breach. */
  readonly datapoints: readonly [breaching: number, of: number];
  /** Set where silence is the fault. */
  readonly missingBreaches?: {
    /** Minutes after the alarm is made or changed in which it is not evaluated; AWS takes up to 2,880. */
    readonly warmUpMinutes: number;
  };
}

/** Delivered at the end of a buffer; multi-stage buffering takes up to one and a half of them. */
const BUFFERS_BEHIND = 3;
const LEAST_STALE_SECONDS = 900;
const NEAR_QUOTA_PERCENT = 80;
const ERRORS_PERCENT = 1;
const REFUSED_PERCENT = 5;

const BELOW = ComparisonOperator.LESS_THAN_THRESHOLD;

/** What an operator is woken for: one alarm for each thing that a person does about it. */
export function alarmList(parts: MeteredParts, settings: Settings): readonly AlarmDefinition[] {
  const staleSeconds = Math.max(settings.bufferSeconds * BUFFERS_BEHIND, LEAST_STALE_SECONDS);
  return [
    ...ofAnswers(parts),
    ...ofTraffic(parts, settings),
    ...ofDelivery(parts, staleSeconds),
    ...ofRecords(parts, settings),
    ...ofCapacity(parts, settings),
    ...ofJobs(parts),
  ];
}

function ofAnswers(parts: MeteredParts): readonly AlarmDefinition[] {
  return [
    {
      name: 'ReceiverSlow',
      when: `Webhooks are answered slower than Meta asks: median over ${SLOWEST_MEDIAN_MS} ms, or 1 % over ${SLOWEST_P99_MS} ms, for 15 minutes.`,
      firstStep: 'See which call takes long: the claims table, the stream, or the function itself.',
      runbook: 'Webhooks are answered too slowly',
      metric: slowAnswers(parts),
      threshold: 0,
      datapoints: [3, 3],
    },
    {
      name: 'ReceiverErrors',
      when: `More than ${ERRORS_PERCENT} % of webhooks are answered 5xx or throttled by Lambda, in 2 of 3 periods of 5 minutes.`,
      firstStep: 'Meta sends them again for 7 days: find out what fails, and why, within that time.',
      runbook: 'Webhooks fail',
      metric: receiverErrors(parts),
      threshold: ERRORS_PERCENT,
      datapoints: [2, 3],
    },
    {
      name: 'RefusedDeliveries',
      when: `More than ${REFUSED_PERCENT} % of deliveries are refused by their signature, or of requests by 429, for 15 minutes.`,
      firstStep: 'Compare the app secret with the vendor’s, and the traffic with throttleRate.',
      runbook: 'Deliveries are refused',
      metric: refusedDeliveries(parts),
      threshold: REFUSED_PERCENT,
      datapoints: [3, 3],
    },
  ];
}

function ofTraffic(parts: MeteredParts, { noTrafficHours }: Settings): readonly AlarmDefinition[] {
  if (noTrafficHours === 0) return [];
  return [
    {
      name: 'NoTraffic',
      when: `No event has come for ${noTrafficHours} h (setting noTrafficHours).`,
      firstStep: 'See at the vendor whether the webhook is on, subscribed, and has this stack’s URL.',
      runbook: 'No events come',
      metric: trafficPerHour(parts),
      threshold: 1,
      comparison: BELOW,
      datapoints: [noTrafficHours, noTrafficHours],
      missingBreaches: { warmUpMinutes: Math.min(noTrafficHours * 60, MAX_WARM_UP_MINUTES) },
    },
  ];
}

const MAX_WARM_UP_MINUTES = 2_880;

function ofDelivery(parts: MeteredParts, staleSeconds: number): readonly AlarmDefinition[] {
  return [
    {
      name: 'DeliveryLag',
      when: `The oldest record that is not in the lake yet is over ${staleSeconds} s old, in 2 of 3 periods of 5 minutes.`,
      firstStep: 'The stream keeps records for 24 hours: repair its delivery within that time.',
      runbook: 'Events come late into the lake',
      metric: deliveryLag(parts),
      threshold: staleSeconds,
      datapoints: [2, 3],
    },
    {
      name: 'SourceBackup',
      when: `The copy under raw/ fails, or is over ${staleSeconds} s behind, in 2 of 3 periods of 5 minutes.`,
      firstStep: 'Without it nothing can be replayed: check the role, key and bucket of the backup within 24 hours.',
      runbook: 'The source backup fails',
      metric: failingBackup(parts, staleSeconds),
      threshold: 0,
      datapoints: [2, 3],
    },
    {
      name: 'TransformFailing',
      when: 'Invocations of the transform fail, are throttled or refused, in 2 of 3 periods of 5 minutes.',
      firstStep: 'Firehose tries them again for hours: repair the function, or its concurrency, before it gives up.',
      runbook: 'The transform fails',
      metric: failingTransform(parts),
      threshold: 0,
      datapoints: [2, 3],
    },
  ];
}

function ofRecords(parts: MeteredParts, settings: Settings): readonly AlarmDefinition[] {
  const { unmappedAlarmPercent, driftAlarmPercent, duplicatesAlarmPercent, duplicatesAlarmMinPercent } = settings;
  return [
    {
      name: 'FailedRecords',
      when: 'At least one record did not become a row, a replay failed, or the transform failed more often than a batch is retried.',
      firstStep: 'Payloads are kept under failed/: read the reason, fix it, replay them.',
      runbook: 'Records did not become rows',
      metric: failedRecords(parts, settings.transformRetries),
      threshold: 0,
      datapoints: [1, 1],
    },
    ...(parts.social === undefined
      ? []
      : [
          {
            name: 'DeadLetters',
            when: 'At least one message of AWS End User Messaging Social failed to the end.',
            firstStep: 'The queue keeps it for 14 days: fix the cause, then `lake replay --from social`.',
            runbook: 'Messages of the topic failed',
            metric: deadLetters(parts.social),
            threshold: 0,
            datapoints: [1, 1],
          } satisfies AlarmDefinition,
        ]),
    {
      name: 'DataQuality',
      when: `Of six hours, over ${unmappedAlarmPercent} % of rows are unmapped, over ${driftAlarmPercent} % have new payload members, or not ${duplicatesAlarmMinPercent} to ${duplicatesAlarmPercent} % of items are duplicates.`,
      firstStep: 'No event is lost: see which share it is, and whether the vendor changed something.',
      runbook: 'Data quality is out of its bounds',
      metric: qualityFault(parts, settings),
      threshold: 0,
      datapoints: [1, 1],
    },
  ];
}

function ofCapacity(parts: MeteredParts, settings: Settings): readonly AlarmDefinition[] {
  return [
    {
      name: 'CapacityNearQuota',
      when: `The stream, the claims table or the account’s concurrency is used to more than ${NEAR_QUOTA_PERCENT} % of its limit, or throttles, in 2 of 3 periods of 5 minutes.`,
      firstStep: 'Raise the quota, or the setting, before it throttles.',
      runbook: 'Capacity is near a quota',
      metric: capacityUse(parts, settings),
      threshold: NEAR_QUOTA_PERCENT,
      datapoints: [2, 3],
    },
  ];
}

/** An alarm for each job: metric math has no window that slides, and jobs are due at different intervals. */
function ofJobs(parts: MeteredParts): readonly AlarmDefinition[] {
  return jobsOf(parts).map((job) => ({
    name: `${job.name}Overdue`,
    when: `No run has ended well for ${job.hours} h. ${job.waits}`,
    firstStep: 'Read what the function’s log says of the last run; fix it, and run the job again.',
    runbook: 'A job is overdue',
    metric: successfulRuns(job),
    threshold: 1,
    comparison: BELOW,
    datapoints: [job.hours, job.hours],
    missingBreaches: { warmUpMinutes: job.hours * 60 },
  }));
}
