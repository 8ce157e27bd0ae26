import { ListMetricsCommand, type ListMetricsCommandInput, paginateListMetrics } from '@aws-sdk/client-cloudwatch';
import { expect, test } from 'vitest';
import { clientOf, clock, minutesFrom, NOW, startCloudWatch } from './harness.ts';

test('metrics are listed once, filtered by namespace, name and any of their dimensions', async () => {
  const cloudWatch = await startCloudWatch();
  cloudWatch.put('Shop', 'received', { service: 'receiver', source: 'shop' }, 1, 'Count');
  cloudWatch.put('Shop', 'received', { service: 'receiver', source: 'shop' }, 1, 'None');
  cloudWatch.put('Shop', 'failed', {}, 1);
  cloudWatch.put('AWS/Firehose', 'received', {}, 1);
  const client = await clientOf(cloudWatch.service);
  const received = {
    Namespace: 'Shop',
    MetricName: 'received',
    Dimensions: [
      { Name: 'service', Value: 'receiver' },
      { Name: 'source', Value: 'shop' },
    ],
  };
  const failed = { Namespace: 'Shop', MetricName: 'failed', Dimensions: [] };
  const list = async (input: ListMetricsCommandInput) => (await client.send(new ListMetricsCommand(input))).Metrics;
  expect(await list({ Namespace: 'Shop' })).toEqual([failed, received]);
  expect(await list({ Namespace: 'Shop', MetricName: 'failed' })).toEqual([failed]);
  expect(await list({ Dimensions: [{ Name: 'source' }] })).toEqual([received]);
  expect(await list({ Dimensions: [{ Name: 'source', Value: 'other' }] })).toEqual([]);
});

test('more than 500 metrics come in pages', async () => {
  const cloudWatch = await startCloudWatch();
  for (let number = 0; number < 501; number += 1) cloudWatch.put('Shop', `metric${number}`, {}, 1);
  const pages = [];
  for await (const { Metrics } of paginateListMetrics({ client: await clientOf(cloudWatch.service) }, {})) {
    pages.push(Metrics?.length);
  }
  expect(pages).toEqual([500, 1]);
});

test('a metric without values in the past two weeks is not listed', async () => {
  const { now, set } = clock();
  const cloudWatch = await startCloudWatch(now);
  cloudWatch.put('Shop', 'received', {}, 1);
  set(minutesFrom(NOW, 14 * 24 * 60 + 1));
  const client = await clientOf(cloudWatch.service);
  expect((await client.send(new ListMetricsCommand({}))).Metrics).toEqual([]);
});
