import path from 'node:path';
import { type AwsService, authorize, jsonService } from '../aws.ts';
import { readLogLine } from './emf.ts';
import { MINUTE_MS, metricOf, statisticsOf, type Unit } from './metric.ts';
import { getMetricData, listMetrics } from './queries.ts';
import { openRecorder, type Recorder } from './recorder.ts';
import { getMetricDataInput, listMetricsInput, parseInput } from './request.ts';

/** Amazon CloudWatch metrics on the laptop. */
export interface CloudWatch {
  /** GetMetricData by MetricStat, and ListMetrics. */
  readonly service: AwsService;
  /**
   * Records the metrics of a line that a function logged in the embedded metric format; ignores any other line.
   * A line that breaks the format's rules counts in `AWS/Logs` `EMFValidationErrors`, as in AWS, but without the
   * dimension of the log group.
   */
  takeLogLine(line: string): void;
  /** Records one value of a metric that an AWS service publishes itself. Throws if the value is not finite. */
  put(
    namespace: string,
    metricName: string,
    dimensions: Readonly<Record<string, string>>,
    value: number,
    unit?: Unit,
  ): void;
  /** Writes what is not yet on disk, then stops. Rejects if the disk refuses. */
  close(): Promise<void>;
}

export interface CloudWatchOptions {
  /** Holds the metrics of the past 15 days; one process at a time may use it. */
  readonly dataDir: string;
  /** Epoch milliseconds; the clock if omitted. */
  readonly now?: () => number;
}

/** Reads the metrics that earlier processes recorded. Throws, in one plain sentence, if they are corrupt. */
export function createCloudWatch({ dataDir, now = Date.now }: CloudWatchOptions): CloudWatch {
  const recorder = openRecorder(path.join(dataDir, 'metrics.ndjson'), now);
  const put: CloudWatch['put'] = (namespace, metricName, dimensions, value, unit = 'None') => {
    if (!Number.isFinite(value)) {
      throw new Error(`The metric ${namespace} ${metricName} must have a finite value, received ${value}.`);
    }
    const list = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
    const metric = metricOf(namespace, metricName, list);
    recorder.record([{ metric, unit, epochMinute: Math.floor(now() / MINUTE_MS), statistics: statisticsOf([value]) }]);
  };
  return {
    service: createService(recorder, now),
    takeLogLine(text) {
      const line = readLogLine(text, now());
      if (line.kind === 'metrics') recorder.record(line.samples);
      if (line.kind === 'invalid') put('AWS/Logs', 'EMFValidationErrors', {}, 1, 'Count');
    },
    put,
    close: async () => recorder.close(),
  };
}

function createService({ series }: Recorder, now: () => number): AwsService {
  return jsonService('monitoring', {
    async GetMetricData(input, principal) {
      authorize(principal, 'cloudwatch:GetMetricData', '*');
      return getMetricData(series, parseInput(getMetricDataInput, input), now());
    },
    async ListMetrics(input, principal) {
      authorize(principal, 'cloudwatch:ListMetrics', '*');
      return listMetrics(series, parseInput(listMetricsInput, input), now());
    },
  });
}
