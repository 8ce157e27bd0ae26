import { Duration, Stack } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { DeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { OPERATIONAL_METRICS } from '../../../domain/contracts/operations.ts';
import type { Claims } from '../../ingest/claims.ts';
import type { FrontDoor } from '../../ingest/front-door.ts';
import type { Receiver } from '../../ingest/receiver.ts';
import type { Social } from '../../ingest/social.ts';
import type { Stream } from '../../ingest/stream.ts';
import type { Compaction } from '../../lake/compaction.ts';
import type { Refresh } from '../../lake/refresh.ts';
import type { Pages } from '../../pages/pages.ts';
import type { SealFailed } from '../../privacy/seal-failed.ts';
import type { Replay } from '../replay.ts';
import { AWS_METRICS, type AwsMetrics } from './aws-metrics.ts';

/** The parts of the stack that are measured. */
export interface MeteredParts {
  readonly frontDoor: FrontDoor;
  readonly receiver: Receiver;
  readonly claims: Claims;
  readonly stream: Stream;
  readonly refresh: Refresh;
  readonly compaction: Compaction;
  readonly replay: Replay;
  readonly pages: Pages;
  readonly sealFailed: SealFailed;
  readonly social: Social | undefined;
}

/** The default period of a metric. */
export const FIVE_MINUTES = Duration.minutes(5);
export const ONE_HOUR = Duration.hours(1);

type Namespace = keyof AwsMetrics;

/** The value of a metric's dimension, or null for the whole account and region. */
interface Reading {
  readonly of: string | null;
  readonly statistic?: string;
  readonly period?: Duration;
}

function awsMetric(
  namespace: Namespace,
  metricName: string,
  { of, statistic, period = FIVE_MINUTES }: Reading,
): Metric {
  const known: Readonly<Record<string, { dimension: string | null; statistics: readonly string[] }>> =
    AWS_METRICS[namespace].metrics;
  const { dimension, statistics } = known[metricName] ?? { dimension: null, statistics: [] };
  const dimensionsMap = dimension === null || of === null ? {} : { [dimension]: of };
  return new Metric({ namespace, metricName, dimensionsMap, period, statistic: statistic ?? statistics[0] });
}

export function firehoseMetric(
  stream: DeliveryStream,
  name: keyof AwsMetrics['AWS/Firehose']['metrics'],
  period?: Duration,
): Metric {
  return awsMetric('AWS/Firehose', name, { of: stream.deliveryStreamName, period });
}

export function functionMetric(
  of: IFunction | null,
  name: keyof AwsMetrics['AWS/Lambda']['metrics'],
  period?: Duration,
): Metric {
  return awsMetric('AWS/Lambda', name, { of: of?.functionName ?? null, period });
}

export function apiMetric(
  { api }: FrontDoor,
  name: keyof AwsMetrics['AWS/ApiGateway']['metrics'],
  statistic?: string,
): Metric {
  return awsMetric('AWS/ApiGateway', name, { of: api.apiId, statistic });
}

export function claimsMetric({ table }: Claims, name: keyof AwsMetrics['AWS/DynamoDB']['metrics']): Metric {
  return awsMetric('AWS/DynamoDB', name, { of: table.tableName });
}

export function queueMetric({ failed }: Social, name: keyof AwsMetrics['AWS/SQS']['metrics']): Metric {
  return awsMetric('AWS/SQS', name, { of: failed.queueName });
}

export function executionsMetric({ stateMachine }: Replay, name: keyof AwsMetrics['AWS/States']['metrics']): Metric {
  return awsMetric('AWS/States', name, { of: stateMachine.stateMachineArn });
}

type Services = typeof OPERATIONAL_METRICS;

/** A count that one of the stack's functions sends (domain/contracts/operations.ts). */
export function ownMetric<S extends keyof Services>(
  scope: Construct,
  service: S,
  metricName: keyof Services[S] & string,
  period = FIVE_MINUTES,
): Metric {
  return new Metric({
    namespace: Stack.of(scope).stackName,
    metricName,
    dimensionsMap: { service },
    period,
    statistic: 'Sum',
  });
}

/**
 * A value computed from metrics. `SUM([…])` and `MAX([…])` ignore metrics without data; with any other operator the result
 * has no data either (CloudWatch User Guide, "Using math expressions with CloudWatch metrics").
 */
export function math(
  label: string,
  expression: string,
  usingMetrics: Readonly<Record<string, IMetric>>,
  period = FIVE_MINUTES,
): MathExpression {
  return new MathExpression({ label, expression, usingMetrics, period });
}
