import { Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import {
  type IntakeMetrics,
  intakeMetrics,
  type MeteredParts,
  SLOWEST_MEDIAN_MS,
  SLOWEST_P99_MS,
} from './intake-metrics.ts';
import type { Settings } from './settings.ts';

interface AlarmText {
  /** What is the case, with its unit: the alarm's name after the stack's. */
  readonly says: string;
  /** The heading in docs/runbook.md, and what to do in one sentence. */
  readonly runbook: string;
  readonly firstStep: string;
  readonly metric: IMetric;
  /** It says so above this value. */
  readonly above: number;
  /** Of three periods of five minutes, how many must be above. */
  readonly periods: 1 | 2 | 3;
}

/** Delivered at the end of a buffer; multi-stage buffering takes up to one and a half of them. */
const BUFFERS_BEHIND = 3;
const LEAST_STALE_SECONDS = 900;
const NEAR_QUOTA_PERCENT = 80;
const REFUSED_PERCENT = 1;

/** What an operator is woken for on the way in. Each has its entry in docs/runbook.md. */
export class Alarms extends Construct {
  readonly all: readonly Alarm[];

  constructor(scope: Construct, id: string, parts: MeteredParts, settings: Settings) {
    super(scope, id);
    const topic = settings.alarmTopicArn && Topic.fromTopicArn(this, 'Topic', settings.alarmTopicArn);
    const metrics = intakeMetrics(parts);
    const staleSeconds = Math.max(settings.bufferSeconds * BUFFERS_BEHIND, LEAST_STALE_SECONDS);
    const texts = { ...ofAnswers(metrics), ...ofEvents(metrics, staleSeconds) };
    this.all = Object.entries(texts).map(([name, text]) => {
      const alarm = alarmOf(this, name, text);
      if (topic) alarm.addAlarmAction(new SnsAction(topic));
      if (topic) alarm.addOkAction(new SnsAction(topic));
      return alarm;
    });
  }
}

function alarmOf(scope: Construct, id: string, { says, runbook, firstStep, metric, above, periods }: AlarmText): Alarm {
  return new Alarm(scope, id, {
    alarmName: `${Stack.of(scope).stackName}: ${says}`,
    alarmDescription: `${firstStep} docs/runbook.md, "${runbook}".`,
    metric,
    threshold: above,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 3,
    datapointsToAlarm: periods,
    // Without traffic there is nothing wrong with it.
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
}

/** Of the answers that vendors get, and what decides them next. */
function ofAnswers(metrics: IntakeMetrics): Readonly<Record<string, AlarmText>> {
  return {
    Slow: {
      says: `webhooks are answered slower than Meta asks (median ${SLOWEST_MEDIAN_MS} ms, 1 % over ${SLOWEST_P99_MS} ms)`,
      runbook: 'Webhooks are answered too slowly',
      firstStep: 'See which call takes long: the table of claims, the stream, or the function itself.',
      metric: metrics.isSlow,
      above: 0,
      periods: 3,
    },
    Refusing: {
      says: `more than ${REFUSED_PERCENT} % of webhooks are answered 5xx or throttled by Lambda`,
      runbook: 'Webhooks are refused',
      firstStep: 'Meta sends them again for 7 days; find out what is refused, and why, within that time.',
      metric: metrics.refusedPercent,
      above: REFUSED_PERCENT,
      periods: 2,
    },
    StreamNearQuota: {
      says: `the stream is used to more than ${NEAR_QUOTA_PERCENT} % of its quota`,
      runbook: 'The stream is near its quota',
      firstStep: 'Ask AWS for a higher quota of the stream before it throttles.',
      metric: metrics.streamUsePercent,
      above: NEAR_QUOTA_PERCENT,
      periods: 2,
    },
  };
}

/** Of what was answered for. */
function ofEvents(metrics: IntakeMetrics, staleSeconds: number): Readonly<Record<string, AlarmText>> {
  return {
    Stale: {
      says: `the oldest event that is not in the lake yet is older than ${staleSeconds} s`,
      runbook: 'Events come late into the lake',
      firstStep: 'The stream keeps events for 24 hours: mend its delivery within that time.',
      metric: metrics.freshnessSeconds,
      above: staleSeconds,
      periods: 2,
    },
    Failed: {
      says: 'records did not become rows',
      runbook: 'Records did not become rows',
      firstStep: 'Their payload is kept under failed/: read the reason, mend it, replay them.',
      metric: metrics.failedRecords,
      above: 0,
      periods: 1,
    },
    ClaimsThrottled: {
      says: 'writes to the table of claims are throttled',
      runbook: 'The table of claims is throttled',
      firstStep: 'Compare its writes with the setting claimWritesPerSecond and with its warm throughput.',
      metric: metrics.throttledClaims,
      above: 0,
      periods: 2,
    },
    NotCompacted: {
      says: 'closed days were not compacted',
      runbook: 'Closed days were not compacted',
      firstStep: 'No number is wrong; read what the run says of its step and days, mend it, compact again.',
      metric: metrics.failedCompactions,
      above: 0,
      periods: 1,
    },
  };
}
