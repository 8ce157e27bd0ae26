import { describe, expect, test } from 'vitest';
import { estimate, totalUsd } from '../../bin/cli/cost/estimate.ts';
import { PRICES, usdOf } from '../../bin/cli/cost/prices.ts';
import { STACK_COUNTS } from '../../bin/cli/cost/stack-counts.ts';
import { OPERATIONAL_METRICS } from '../../domain/contracts/operations.ts';
import { type TestResource, testStack } from '../lib/template.ts';

const million = { eventsPerMonth: 1_000_000, questionsPerMonth: 1_000, eventsPerRequest: 1 };

describe('the fixed part matches the template', () => {
  const { ofType } = testStack();
  const count = (type: string) => Object.keys(ofType(type)).length;

  test('keys and secrets', () => {
    expect([count('AWS::KMS::Key'), count('AWS::SecretsManager::Secret')]).toEqual([
      STACK_COUNTS.keys,
      STACK_COUNTS.secrets,
    ]);
  });

  test('metrics that alarms read', () => {
    const metrics = Object.values(ofType('AWS::CloudWatch::Alarm')).map(metricsOf);
    expect(metrics.reduce((sum, one) => sum + one, 0)).toBe(STACK_COUNTS.alarmMetrics);
  });

  test('metrics that the functions of the default stack send', () => {
    const { social: _, ...functions } = OPERATIONAL_METRICS;
    const names = Object.values(functions).flatMap((metrics) => Object.keys(metrics));
    expect(names).toHaveLength(STACK_COUNTS.customMetrics);
  });

  test('functions that run on a schedule', () => {
    // The refresh has lines of its own.
    expect(count('AWS::Events::Rule')).toBe(STACK_COUNTS.scheduledRuns.length + 1);
  });
});

/** The metrics of an alarm: one, or those of an expression. Each is billed. */
function metricsOf({ Properties }: TestResource): number {
  const { Metrics } = Properties;
  if (!Array.isArray(Metrics)) return 1;
  return Metrics.filter((metric) => Object(metric).MetricStat !== undefined).length;
}

describe('the estimate', () => {
  test('is the sum of its groups', () => {
    const lines = estimate(million);
    const groups = (['traffic', 'fixed', 'questions'] as const).map((group) => totalUsd(lines, group));
    expect(totalUsd(lines)).toBeCloseTo(
      groups.reduce((sum, one) => sum + one, 0),
      9,
    );
  });

  test('bills even a small record on the stream as 5 KB', () => {
    const line = estimate(million).find(({ price }) => price === 'firehoseIngest');
    expect(line?.usd).toBeCloseTo(((1_000_000 * 5) / 1024 ** 2) * PRICES.firehoseIngest.usd, 9);
  });

  test('without traffic and queries costs the fixed part only', () => {
    const lines = estimate({ eventsPerMonth: 0, questionsPerMonth: 0, eventsPerRequest: 1 });
    expect([totalUsd(lines, 'traffic'), totalUsd(lines, 'questions')]).toEqual([0, 0]);
    expect(totalUsd(lines, 'fixed')).toBeGreaterThan(STACK_COUNTS.keys);
  });

  test('has fewer requests if the vendor puts several events into one, but as many claims', () => {
    const quantity = (perRequest: number, name: string) =>
      estimate({ ...million, eventsPerRequest: perRequest }).find((line) => line.name === name)?.quantity;
    expect(quantity(10, 'API Gateway: requests')).toBe(100_000);
    expect(quantity(10, 'Claims: two writes per event')).toBe(quantity(1, 'Claims: two writes per event'));
  });

  test('lists the partitions of a query, which costs more than a scan of little data', () => {
    const question = estimate({ eventsPerMonth: 1, questionsPerMonth: 1, eventsPerRequest: 1 });
    const of = (price: string) => question.find((line) => line.group === 'questions' && line.price === price)?.usd ?? 0;
    expect(of('s3Put')).toBeGreaterThan(of('athenaScan'));
    expect(of('athenaScan')).toBeCloseTo(usdOf('athenaScan', 10_000_000 / 1024 ** 4), 12);
  });
});
