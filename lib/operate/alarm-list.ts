import { ComparisonOperator, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Settings } from '../settings.ts';
import { capacityUse } from './metrics/capacity.ts';
import { jobsOf, successfulRuns } from './metrics/jobs.ts';
import type { MeteredParts } from './metrics/metric.ts';
import { qualityFault } from './metrics/quality.ts';
import {
  MAX_MEDIAN_MS,
  MAX_P99_MS,
  receiverErrors,
  refusedDeliveries,
  slowAnswers,
  trafficPerHour,
} from './metrics/receiving.ts';
import { deadLetters, deliveryLag, failedRecords, failingBackup, failingTransform } from './metrics/storing.ts';

/** The parts of the dashboard, in its order: how old the numbers are comes first. */
export const SECTIONS = ['freshness', 'receiving', 'storing', 'quality', 'capacity', 'jobs'] as const;
export type Section = (typeof SECTIONS)[number];

export interface AlarmDefinition {
  /** Follows the stack's name. It never changes, because an alarm with a new name has no history. */
  readonly name: string;
  /** Where the dashboard has it. */
  readonly section: Section;
  /** The condition, with its threshold. */
  readonly when: string;
  readonly firstStep: string;
  /** The heading in docs/runbook.md. */
  readonly runbook: string;
  readonly metric: IMetric;
  /** The alarm fires above it, unless `comparison` says otherwise. */
  readonly threshold: number;
  readonly comparison?: ComparisonOperator;
  /** How many of the last data points must breach. */
  readonly datapoints: readonly [breaching: number, of: number];
  /** Set if missing data is the problem that the alarm reports. */
  readonly missingBreaches?: {
    /** Minutes after the alarm is created or changed in which it is not evaluated; AWS allows up to 2,880. */
    readonly warmUpMinutes: number;
  };
}

/** Records are delivered at the end of a buffer interval; multi-stage buffering takes up to one and a half of them. */
const BUFFERS_BEHIND = 3;
const MIN_STALE_SECONDS = 900;
const NEAR_QUOTA_PERCENT = 80;
const ERRORS_PERCENT = 1;
const REFUSED_PERCENT = 5;

const BELOW = ComparisonOperator.LESS_THAN_THRESHOLD;

export function isBelow({ comparison }: AlarmDefinition): boolean {
  return comparison === BELOW;
}

/** What an operator is woken for: one alarm per kind of action that it needs. */
export function alarmList(parts: MeteredParts, settings: Settings): readonly AlarmDefinition[] {
  const staleSeconds = Math.max(settings.bufferSeconds * BUFFERS_BEHIND, MIN_STALE_SECONDS);
  return [
    ...ofAnswers(parts),
    ...ofTraffic(parts, settings),
    ...ofDelivery(parts, staleSeconds),
    ...ofRecords(parts, settings),
    ...ofCapacity(parts, settings),
    ...ofJobs(parts, settings),
  ];
}

function ofAnswers(parts: MeteredParts): readonly AlarmDefinition[] {
  return [
    {
      name: 'ReceiverSlow',
      section: 'receiving',
      when: `Webhooks are answered slower than Meta requires: median over ${MAX_MEDIAN_MS} ms, or 1 % over ${MAX_P99_MS} ms, for 15 minutes.`,
      firstStep: 'Find out which call is slow: the claims table, the stream, or the function itself.',
      runbook: 'Webhooks are answered too slowly',
      metric: slowAnswers(parts),
      threshold: 0,
      datapoints: [3, 3],
    },
    {
      name: 'ReceiverErrors',
      section: 'receiving',
      when: `More than ${ERRORS_PERCENT} % of webhooks are answered 5xx or throttled by Lambda, in 2 of 3 periods of 5 minutes.`,
      firstStep: 'Meta retries for 7 days: find and fix the cause within that time.',
      runbook: 'Webhooks fail',
      metric: receiverErrors(parts),
      threshold: ERRORS_PERCENT,
      datapoints: [2, 3],
    },
    {
      name: 'RefusedDeliveries',
      section: 'receiving',
      when: `More than ${REFUSED_PERCENT} % of deliveries have an invalid signature, or of requests are answered 429, for 15 minutes.`,
      firstStep: 'Compare the app secret with the vendor’s, and the traffic with the setting throttleRate.',
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
      section: 'receiving',
      when: `No event has arrived for ${noTrafficHours} h (setting noTrafficHours).`,
      firstStep: 'Check at the vendor that the webhook is enabled and subscribed, and has this stack’s URL.',
      runbook: 'No events arrive',
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
      section: 'freshness',
      when: `Delivery is behind: the oldest undelivered event is over ${staleSeconds} s old, in 2 of 3 periods of 5 minutes.`,
      firstStep: 'The stream keeps records for 24 hours: fix the delivery within that time.',
      runbook: 'Delivery is behind',
      metric: deliveryLag(parts),
      threshold: staleSeconds,
      datapoints: [2, 3],
    },
    {
      name: 'SourceBackup',
      section: 'storing',
      when: `The source backup (raw/) fails, or is over ${staleSeconds} s behind, in 2 of 3 periods of 5 minutes.`,
      firstStep:
        'What is not backed up cannot be replayed: check the role, key and bucket of the backup within 24 hours.',
      runbook: 'The source backup fails',
      metric: failingBackup(parts, staleSeconds),
      threshold: 0,
      datapoints: [2, 3],
    },
    {
      name: 'TransformFailing',
      section: 'storing',
      when: 'Invocations of the transform fail, are throttled or denied, in 2 of 3 periods of 5 minutes.',
      firstStep: 'Firehose retries for hours: fix the function or its concurrency before it gives up.',
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
      section: 'storing',
      when: 'At least one record did not become a row, a replay failed, or the transform failed more often than the retries of a batch.',
      firstStep: 'Payloads are kept under failed/: read the reason, fix it, and replay them.',
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
            section: 'storing',
            when: 'At least one message from AWS End User Messaging Social failed all attempts.',
            firstStep: 'The queue keeps it for 14 days: fix the cause, then `lake replay --from social`.',
            runbook: 'Messages from the topic failed',
            metric: deadLetters(parts.social),
            threshold: 0,
            datapoints: [1, 1],
          } satisfies AlarmDefinition,
        ]),
    {
      name: 'DataQuality',
      section: 'quality',
      when: `In six hours, over ${unmappedAlarmPercent} % of rows are unmapped, over ${driftAlarmPercent} % have new payload fields, or the duplicates are not ${duplicatesAlarmMinPercent} to ${duplicatesAlarmPercent} % of items.`,
      firstStep: 'No event is lost: find out which share it is, and whether the vendor changed something.',
      runbook: 'Data quality is out of bounds',
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
      section: 'capacity',
      when: `The stream, the claims table or the account’s concurrency is above ${NEAR_QUOTA_PERCENT} % of its limit, or throttles, in 2 of 3 periods of 5 minutes.`,
      firstStep: 'Raise the quota or the setting before it throttles.',
      runbook: 'Capacity is near a quota',
      metric: capacityUse(parts, settings),
      threshold: NEAR_QUOTA_PERCENT,
      datapoints: [2, 3],
    },
  ];
}

/** One alarm per job: metric math has no sliding window, and the jobs have different intervals. */
function ofJobs(parts: MeteredParts, settings: Settings): readonly AlarmDefinition[] {
  return jobsOf(parts, settings).map((job) => ({
    name: `${job.name}Overdue`,
    section: job.section,
    when: `No run has succeeded for ${job.hours} h. ${job.waits}`,
    firstStep: 'Read the function’s log of the last run, fix the cause, and run the job again.',
    runbook: 'A job is overdue',
    metric: successfulRuns(job),
    threshold: 1,
    comparison: BELOW,
    datapoints: [job.hours, job.hours],
    missingBreaches: { warmUpMinutes: Math.min(job.hours * 60, MAX_WARM_UP_MINUTES) },
  }));
}
