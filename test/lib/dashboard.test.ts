import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { alarmList, SECTIONS } from '../../lib/operate/alarm-list.ts';
import { readings } from '../../lib/operate/readings.ts';
import { readSettings, type Settings } from '../../lib/settings.ts';
import { expectDocumented } from './documented-metrics.ts';
import { type AlarmProperties, type Query, queriesOf } from './metric-math.ts';
import { testStack } from './template.ts';

/** With every alarm. */
const SETTINGS = {
  stackName: 'Lake',
  socialTopicArn: 'arn:aws:sns:eu-west-1:123456789012:whatsapp-events',
  noTrafficHours: 12,
} satisfies Partial<Settings>;
const { stack, ofType } = testStack(SETTINGS);
const definitions = alarmList(stack, readSettings(SETTINGS));
const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');

interface Options {
  readonly expression?: string;
  readonly id?: string;
  readonly visible?: boolean;
  readonly period?: number;
  readonly stat?: string;
}

interface Widget {
  readonly type: 'text' | 'metric' | 'alarm';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly markdown?: string;
    readonly title?: string;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly (readonly unknown[])[];
    readonly annotations?: { readonly horizontal: readonly { readonly value: number; readonly label: string }[] };
  };
}

const [dashboard] = Object.values(ofType('AWS::CloudWatch::Dashboard'));

/** Its body as JSON, with each reference to a resource as `<logical id>` or `<logical id>.Arn`. */
function bodyOf(): { readonly text: string; readonly widgets: readonly Widget[]; readonly periodOverride: string } {
  const [separator, parts]: [string, readonly unknown[]] = Object(dashboard?.Properties.DashboardBody)['Fn::Join'];
  const text = parts.map((part) => (typeof part === 'string' ? part : referenceIn(part))).join(separator);
  return { text, ...JSON.parse(text) };
}

function referenceIn(part: unknown): string {
  const { Ref, 'Fn::GetAtt': attribute } = Object(part);
  return Ref === undefined ? `<${attribute.join('.')}>` : `<${Ref}>`;
}

const { text, widgets, periodOverride } = bodyOf();
const graphs = widgets.filter(({ type }) => type === 'metric');
const graph = (title: string) =>
  graphs.find(({ properties }) => properties.title === title) ?? expect.unreachable(title);

/** A line of a graph, as an alarm's query has it. */
function queryOf(metric: readonly unknown[]): Query {
  const last = metric.at(-1);
  const options: Options = typeof last === 'object' && last !== null ? last : {};
  const [Namespace = '', MetricName = '', ...pairs] = metric.filter((value) => typeof value === 'string');
  const Dimensions = pairs.flatMap((Name, at) => (at % 2 === 0 ? [{ Name, Value: pairs[at + 1] }] : []));
  const { id: Id = '', expression: Expression, visible, period: Period = 300, stat: Stat = 'Average' } = options;
  return {
    Id,
    ReturnData: visible !== false,
    ...(Expression === undefined
      ? { MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Period, Stat } }
      : { Expression }),
  };
}

function alarmProperties(name: string): AlarmProperties {
  const found = Object.values(ofType('AWS::CloudWatch::Alarm')).find(
    ({ Properties }) => Properties.AlarmName === `Lake-${name}`,
  );
  return Object(found?.Properties);
}

/** Of a template: references as the body of the dashboard has them here. */
function flat(value: unknown): string {
  return typeof value === 'string' ? value : referenceIn(value);
}

/** What is read and how, without the names that queries have in their own expressions. */
function readingsOf(queries: readonly Query[]): readonly string[] {
  return queries
    .flatMap(({ MetricStat }) => (MetricStat ? [MetricStat] : []))
    .map(({ Metric, Period, Stat }) => {
      const dimensions = (Metric.Dimensions ?? []).map(({ Name, Value }) => `${Name}=${flat(Value)}`);
      return [Metric.Namespace, Metric.MetricName, ...dimensions, Period, Stat].join(' ');
    })
    .toSorted();
}

describe.each(definitions)('the alarm $name', ({ name, runbook: heading, when, firstStep }) => {
  const { properties } = graph(name);
  const queries = (properties.metrics ?? []).map(queryOf);
  const alarm = alarmProperties(name);

  test('has a graph of the same metrics, with its formula', () => {
    expect(readingsOf(queries)).toEqual(readingsOf(queriesOf(alarm)));
    const shown = queriesOf(alarm).filter(({ ReturnData }) => ReturnData !== false);
    expect(queries.map(({ Expression }) => Expression)).toEqual(
      expect.arrayContaining(shown.map(({ Expression }) => Expression)),
    );
    expect(queries[0]).toMatchObject({ ReturnData: true });
  });

  test('has its threshold as a line', () => {
    const below = alarm.ComparisonOperator === 'LessThanThreshold';
    expect(properties.annotations?.horizontal).toEqual([
      expect.objectContaining({
        value: alarm.Threshold,
        label: `Alarm ${below ? 'below' : 'above'} ${alarm.Threshold}`,
      }),
    ]);
  });

  test('has its runbook heading, condition and first step beside it', () => {
    const { x, y, width, height } = graph(name);
    const beside = widgets.find((widget) => widget.type === 'text' && widget.y === y && widget.x === x + width);
    expect(beside?.height).toBe(height);
    expect(beside?.properties.markdown).toBe(`### ${heading}\n${when}\n\n${firstStep}\n\n*docs/runbook.md*`);
    expect(runbook).toContain(`\n## ${heading}\n`);
  });
});

test('freshness comes first, then receiving, storing, quality, capacity and jobs', () => {
  const titles = graphs.toSorted((a, b) => a.y - b.y || a.x - b.x).map(({ properties }) => properties.title);
  const measured = readings(stack, readSettings(SETTINGS));
  expect(titles).toEqual(
    SECTIONS.flatMap((section) => [
      ...definitions.filter((one) => one.section === section).map(({ name }) => name),
      ...measured.filter((one) => one.section === section).map(({ title }) => title),
    ]),
  );
  expect(titles.slice(0, 2)).toEqual(['DeliveryLag', 'RefreshOverdue']);
  const headings = widgets.flatMap(
    ({ properties }) => /^## (.+)$/.exec(properties.markdown ?? '')?.[1]?.toLowerCase() ?? [],
  );
  expect(headings).toEqual([...SECTIONS]);
});

test('the state of every alarm is above them', () => {
  const [state] = widgets.filter(({ type }) => type === 'alarm');
  expect(state?.properties.alarms).toEqual(Object.keys(ofType('AWS::CloudWatch::Alarm')).map((id) => `<${id}.Arn>`));
});

describe.each(graphs.map(({ properties: { title, metrics = [] } }) => ({ title, queries: metrics.map(queryOf) })))(
  'the graph $title',
  ({ queries }) => {
    test('reads documented metrics by their dimension and statistic', () => {
      for (const { MetricStat } of queries) if (MetricStat) expectDocumented(MetricStat.Metric, MetricStat.Stat);
      expect(queries.some(({ ReturnData }) => ReturnData)).toBe(true);
    });

    test('names in its formulas only what it has', () => {
      const ids = queries.map(({ Id }) => Id);
      const used = queries.flatMap(({ Expression = '' }) => Expression.match(/\b[a-z]\w*\b/g) ?? []);
      expect(used.filter((id) => !ids.includes(id))).toEqual([]);
    });
  },
);

// CloudWatch User Guide, "CloudWatch service quotas": up to 500 widgets per dashboard, 500 metrics per widget, 2,500 metrics
// across all widgets. CloudWatch API Reference, "Dashboard Body Structure and Syntax": 24 columns; a metric widget with
// metric math has at most 100 metrics and expressions (the least that any page states, "Metric Widget Structure and Syntax").
test('it is within AWS’s limits', () => {
  const metrics = graphs.map(({ properties }) => properties.metrics?.length ?? 0);
  expect(widgets.length).toBeLessThanOrEqual(500);
  expect(Math.max(...metrics)).toBeLessThanOrEqual(100);
  expect(metrics.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(2_500);
  for (const { x, width } of widgets) expect(x + width).toBeLessThanOrEqual(24);
  // CloudFormation User Guide, "Quotas": a template has up to 1 MB; this is a small part of it.
  expect(text.length).toBeLessThan(100_000);
});

test('the periods of the alarms are kept, whatever time is looked at', () => {
  expect(periodOverride).toBe('inherit');
});

test('its name is of the stack and the region, because names are unique in an account', () => {
  expect(dashboard?.Properties.DashboardName).toEqual({ 'Fn::Join': ['-', ['Lake', { Ref: 'AWS::Region' }]] });
});

test('it says how new its numbers are, and where the others are', () => {
  expect(widgets[0]?.properties.markdown).toMatch(/within minutes.*as of the last refresh: `npx lake page`/s);
});
