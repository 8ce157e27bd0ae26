import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { expect, test } from 'vitest';
import { ask, clientOf, clock, MINUTE, minutesFrom, NOW, queryFor, startCloudWatch } from './harness.ts';

async function oneMinuteOfValues() {
  const cloudWatch = await startCloudWatch();
  for (const value of [4, 1, 7]) cloudWatch.put('Shop', 'received', {}, value, 'Count');
  return clientOf(cloudWatch.service);
}

async function valuesAt(...minutes: readonly number[]) {
  const { now, set } = clock();
  const cloudWatch = await startCloudWatch(now);
  for (const minute of minutes) {
    set(minutesFrom(NOW, minute));
    cloudWatch.put('Shop', 'received', {}, 1);
  }
  set(NOW);
  return clientOf(cloudWatch.service);
}

test.each([
  ['Sum', 12],
  ['SampleCount', 3],
  ['Average', 4],
  ['Minimum', 1],
  ['Maximum', 7],
])('the statistic %s of a minute is taken over its values', async (stat, expected) => {
  const client = await oneMinuteOfValues();
  expect(await ask(client, { metricName: 'received', stat })).toEqual([['2026-03-10T12:00', expected]]);
});

test('statistics of a longer period are those of all its minutes', async () => {
  const { now, set } = clock();
  const cloudWatch = await startCloudWatch(now);
  cloudWatch.put('Shop', 'latency', {}, 10);
  cloudWatch.put('Shop', 'latency', {}, 20);
  set(minutesFrom(NOW, 1));
  cloudWatch.put('Shop', 'latency', {}, 60);
  const client = await clientOf(cloudWatch.service);
  const question = { metricName: 'latency', periodSeconds: 300, start: MINUTE, end: minutesFrom(MINUTE, 5) };
  expect(await ask(client, { ...question, stat: 'Average' })).toEqual([['2026-03-10T12:00', 30]]);
  expect(await ask(client, { ...question, stat: 'Maximum' })).toEqual([['2026-03-10T12:00', 60]]);
});

test('the start is inclusive, rounded down to its minute, and the end is exclusive', async () => {
  const client = await valuesAt(-3, -2, -1, 0);
  const question = { metricName: 'received', start: minutesFrom(NOW, -2), end: MINUTE };
  expect(await ask(client, question)).toEqual([
    ['2026-03-10T11:59', 1],
    ['2026-03-10T11:58', 1],
  ]);
});

test('an end within a minute includes that minute', async () => {
  const client = await valuesAt(0);
  expect(await ask(client, { metricName: 'received', end: NOW })).toEqual([['2026-03-10T12:00', 1]]);
});

test('periods are counted from the start, and empty ones are left out', async () => {
  const client = await valuesAt(-9, -8, -1);
  const question = { metricName: 'received', periodSeconds: 120, start: minutesFrom(MINUTE, -9) };
  expect(await ask(client, question)).toEqual([
    ['2026-03-10T11:59', 1],
    ['2026-03-10T11:51', 2],
  ]);
});

test('ScanBy TimestampAscending gives the oldest first', async () => {
  const client = await valuesAt(-1, 0);
  const points = await ask(client, { metricName: 'received', scanBy: 'TimestampAscending' });
  expect(points.map(([time]) => time)).toEqual(['2026-03-10T11:59', '2026-03-10T12:00']);
});

test('a metric with a dimension is another metric than without, and than with another value', async () => {
  const cloudWatch = await startCloudWatch();
  cloudWatch.put('Shop', 'received', {}, 1);
  cloudWatch.put('Shop', 'received', { service: 'receiver' }, 2);
  cloudWatch.put('Shop', 'received', { service: 'receiver', source: 'shop' }, 4);
  const client = await clientOf(cloudWatch.service);
  const valuesOf = async (dimensions: Record<string, string>) =>
    (await ask(client, { metricName: 'received', dimensions })).map(([, value]) => value);
  expect(await valuesOf({})).toEqual([1]);
  expect(await valuesOf({ service: 'receiver' })).toEqual([2]);
  expect(await valuesOf({ service: 'transform' })).toEqual([]);
  expect(await valuesOf({ source: 'shop', service: 'receiver' })).toEqual([4]);
});

test('a query with a unit gets that unit alone, and without one gets all', async () => {
  const cloudWatch = await startCloudWatch();
  cloudWatch.put('Shop', 'mixed', {}, 1, 'Count');
  cloudWatch.put('Shop', 'mixed', {}, 2, 'Seconds');
  const client = await clientOf(cloudWatch.service);
  expect(await ask(client, { metricName: 'mixed' })).toEqual([['2026-03-10T12:00', 3]]);
  expect(await ask(client, { metricName: 'mixed', unit: 'Count' })).toEqual([['2026-03-10T12:00', 1]]);
  expect(await ask(client, { metricName: 'mixed', unit: 'Milliseconds' })).toEqual([]);
});

test('a result carries its Id, its label and a status, and a metric without data is complete and empty', async () => {
  const client = await oneMinuteOfValues();
  const { MetricDataResults } = await client.send(
    new GetMetricDataCommand({
      MetricDataQueries: [
        { ...queryFor({ metricName: 'received' }), Id: 'a', Label: 'Webhooks received' },
        { ...queryFor({ metricName: 'nothing' }), Id: 'b' },
        { ...queryFor({ metricName: 'received' }), Id: 'c', ReturnData: false },
      ],
      StartTime: MINUTE,
      EndTime: minutesFrom(MINUTE, 1),
    }),
  );
  expect(MetricDataResults).toEqual([
    { Id: 'a', Label: 'Webhooks received', Timestamps: [MINUTE], Values: [12], StatusCode: 'Complete' },
    { Id: 'b', Label: 'nothing', Timestamps: [], Values: [], StatusCode: 'Complete' },
  ]);
});

test('values older than 15 days are not given', async () => {
  const client = await valuesAt(-15 * 24 * 60 - 1, -15 * 24 * 60);
  const points = await ask(client, { metricName: 'received', start: minutesFrom(MINUTE, -20 * 24 * 60) });
  expect(points).toEqual([['2026-02-23T12:00', 1]]);
});
