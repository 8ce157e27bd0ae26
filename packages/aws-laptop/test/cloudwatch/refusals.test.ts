import { GetMetricDataCommand, ListMetricsCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { expect, test } from 'vitest';
import { ask, clientOf, clock, MINUTE, minutesFrom, NOW, queryFor, startCloudWatch } from './harness.ts';

const range = { StartTime: MINUTE, EndTime: minutesFrom(MINUTE, 1) };

test('a role without the permission is refused, each operation by its own action', async () => {
  const { service } = await startCloudWatch();
  const lister = await clientOf(service, ['cloudwatch:ListMetrics']);
  const asker = await clientOf(service, ['cloudwatch:GetMetricData']);
  const denied = { name: 'AccessDeniedException' };
  await expect(ask(lister, { metricName: 'received' })).rejects.toMatchObject(denied);
  await expect(asker.send(new ListMetricsCommand({}))).rejects.toMatchObject(denied);
});

test.each([
  ['an expression', { Id: 'q1', Expression: 'm1 + m2' }, /Expression: is not covered/],
  ['a percentile', queryFor({ metricName: 'm', stat: 'p99' }), /MetricStat\.Stat: .*"Sum"/],
  ['a period under a minute', queryFor({ metricName: 'm', periodSeconds: 10 }), /Period: must be a multiple of 60/],
  ['a dynamic label', { ...queryFor({ metricName: 'm' }), Label: '$' + '{LAST}' }, /Label: must be plain text/],
  ['another account', { ...queryFor({ metricName: 'm' }), AccountId: '123456789012' }, /AccountId/],
  ['an Id that CloudWatch refuses', { ...queryFor({ metricName: 'm' }), Id: 'Q1' }, /Id/],
])('%s is refused and named', async (_what, query, message) => {
  const client = await clientOf((await startCloudWatch()).service);
  const call = client.send(new GetMetricDataCommand({ MetricDataQueries: [query], ...range }));
  await expect(call).rejects.toMatchObject({ name: 'ValidationException', message: expect.stringMatching(message) });
});

test('a request option that the laptop does not cover is refused, not ignored', async () => {
  const client = await clientOf((await startCloudWatch()).service);
  const MetricDataQueries = [queryFor({ metricName: 'm' })];
  const paged = client.send(new GetMetricDataCommand({ MetricDataQueries, ...range, MaxDatapoints: 100 }));
  await expect(paged).rejects.toThrow(/MaxDatapoints/);
  await expect(client.send(new ListMetricsCommand({ RecentlyActive: 'PT3H' }))).rejects.toThrow(/RecentlyActive/);
});

test('two queries with one Id are refused', async () => {
  const client = await clientOf((await startCloudWatch()).service);
  const MetricDataQueries = [queryFor({ metricName: 'a' }), queryFor({ metricName: 'b' })];
  const call = client.send(new GetMetricDataCommand({ MetricDataQueries, ...range }));
  await expect(call).rejects.toThrow(/uses an Id twice/);
});

test('a start that is not before the end is refused', async () => {
  const client = await clientOf((await startCloudWatch()).service);
  const call = ask(client, { metricName: 'm', start: MINUTE, end: MINUTE });
  await expect(call).rejects.toThrow(/StartTime must be less than EndTime/);
});

test('an answer of more data points than one page holds is refused', async () => {
  const { now, set } = clock();
  const cloudWatch = await startCloudWatch(now);
  for (let minute = 0; minute < 14_000; minute += 1) {
    set(minutesFrom(NOW, minute));
    cloudWatch.put('Shop', 'm', {}, 1);
  }
  const client = await clientOf(cloudWatch.service);
  const queries = Array.from({ length: 8 }, (_, index) => ({ ...queryFor({ metricName: 'm' }), Id: `q${index}` }));
  const range = { StartTime: MINUTE, EndTime: minutesFrom(MINUTE, 14_000) };
  const get = (count: number) =>
    client.send(new GetMetricDataCommand({ MetricDataQueries: queries.slice(0, count), ...range }));
  expect((await get(1)).MetricDataResults?.[0]?.Values).toHaveLength(14_000);
  await expect(get(8)).rejects.toThrow(/112000 data points; the laptop gives one page of 100800/);
});

test('an operation that is not covered is refused with those that are', async () => {
  const client = await clientOf((await startCloudWatch()).service);
  const call = client.send(new PutMetricDataCommand({ Namespace: 'Shop', MetricData: [] }));
  await expect(call).rejects.toThrow(/PutMetricData.*GetMetricData, ListMetrics/);
});

test('a value that is not finite is refused', async () => {
  const cloudWatch = await startCloudWatch();
  expect(() => cloudWatch.put('Shop', 'm', {}, Number.NaN)).toThrow(/finite value, received NaN/);
});
