import { Metrics } from '@aws-lambda-powertools/metrics';
import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { expect, test } from 'vitest';
import type { CloudWatch } from '../../src/cloudwatch/cloudwatch.ts';
import { ask, clientOf, MINUTE, minutesFrom, NOW, startCloudWatch } from './harness.ts';

interface LineParts {
  readonly timestamp?: number;
  readonly dimensions?: readonly (readonly string[])[];
  readonly unit?: string;
  readonly members?: Readonly<Record<string, unknown>>;
}

function line({ timestamp = NOW.getTime(), dimensions = [['service']], unit = 'Count', members }: LineParts): string {
  const directive = { Namespace: 'Shop', Dimensions: dimensions, Metrics: [{ Name: 'received', Unit: unit }] };
  const _aws = { Timestamp: timestamp, CloudWatchMetrics: [directive] };
  return JSON.stringify({ _aws, service: 'receiver', ...(members ?? { received: 2 }) });
}

const service = { service: 'receiver' };

async function validationErrors(cloudWatch: CloudWatch): Promise<number> {
  const client = await clientOf(cloudWatch.service);
  const Metric = { Namespace: 'AWS/Logs', MetricName: 'EMFValidationErrors' };
  const { MetricDataResults } = await client.send(
    new GetMetricDataCommand({
      MetricDataQueries: [{ Id: 'e', MetricStat: { Metric, Period: 60, Stat: 'Sum' } }],
      StartTime: MINUTE,
      EndTime: minutesFrom(MINUTE, 1),
    }),
  );
  return MetricDataResults?.[0]?.Values?.[0] ?? 0;
}

test('what Powertools logs is recorded, under its service dimension', async () => {
  const cloudWatch = await startCloudWatch(Date.now);
  const metrics = new Metrics({ namespace: 'Shop', serviceName: 'receiver' });
  metrics.addMetric('received', 'Count', 2);
  metrics.addMetric('received', 'Count', 3);
  metrics.addMetric('latency', 'Milliseconds', 12.5);
  cloudWatch.takeLogLine(JSON.stringify(metrics.serializeMetrics()));
  const client = await clientOf(cloudWatch.service);
  const range = { start: minutesFrom(new Date(), -5), end: minutesFrom(new Date(), 1), dimensions: service };
  const recorded = async (metricName: string, stat = 'Sum') =>
    (await ask(client, { ...range, metricName, stat })).map(([, value]) => value);
  expect(await recorded('received')).toEqual([5]);
  expect(await recorded('received', 'SampleCount')).toEqual([2]);
  expect(await recorded('latency')).toEqual([12.5]);
});

test('a value counts in the minute of its timestamp, not of its arrival', async () => {
  const cloudWatch = await startCloudWatch();
  cloudWatch.takeLogLine(line({ timestamp: minutesFrom(NOW, -7).getTime() }));
  const client = await clientOf(cloudWatch.service);
  expect(await ask(client, { metricName: 'received', dimensions: service })).toEqual([['2026-03-10T11:53', 2]]);
});

test('each dimension set makes a metric of its own', async () => {
  const cloudWatch = await startCloudWatch();
  const members = { received: [1, 4], source: 'shop' };
  cloudWatch.takeLogLine(line({ dimensions: [[], ['service'], ['service', 'source']], members }));
  const client = await clientOf(cloudWatch.service);
  for (const dimensions of [{}, service, { ...service, source: 'shop' }]) {
    expect(await ask(client, { metricName: 'received', dimensions })).toEqual([['2026-03-10T12:00', 5]]);
  }
  expect(await ask(client, { metricName: 'received', dimensions: { source: 'shop' } })).toEqual([]);
});

test.each([
  ['plain text', 'START RequestId: 1 Version: $LATEST'],
  ['plain text that names the format', 'see "_aws" in the docs'],
  ['a structured log', JSON.stringify({ level: 'INFO', message: 'done', received: 5 })],
  ['a cut-off line', line({}).slice(0, -2)],
  ['a document without metrics', JSON.stringify({ _aws: { Timestamp: NOW.getTime() }, received: 5 })],
  ['JSON that is no object', '["_aws"]'],
])('%s is ignored', async (_what, text) => {
  const cloudWatch = await startCloudWatch();
  cloudWatch.takeLogLine(text);
  const client = await clientOf(cloudWatch.service);
  expect(await ask(client, { metricName: 'received', dimensions: service })).toEqual([]);
  expect(await validationErrors(cloudWatch)).toBe(0);
});

test.each([
  ['a metric without a value', line({ members: {} })],
  ['a value that is no number', line({ members: { received: '2' } })],
  ['an empty list of values', line({ members: { received: [] } })],
  ['a dimension without a value', line({ dimensions: [['source']] })],
  ['a dimension that only objects inherit', line({ dimensions: [['constructor']] })],
  ['a unit that CloudWatch does not know', line({ unit: 'Messages' })],
  ['a time over two weeks ago', line({ timestamp: minutesFrom(NOW, -14 * 24 * 60 - 1).getTime() })],
  ['a time over two hours ahead', line({ timestamp: minutesFrom(NOW, 121).getTime() })],
])('%s makes the line invalid: nothing is recorded, and AWS/Logs counts it', async (_what, text) => {
  const cloudWatch = await startCloudWatch();
  cloudWatch.takeLogLine(text);
  const client = await clientOf(cloudWatch.service);
  expect(await ask(client, { metricName: 'received', dimensions: service })).toEqual([]);
  expect(await validationErrors(cloudWatch)).toBe(1);
});
