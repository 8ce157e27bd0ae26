import { Duration, Fn, Stack } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  MathExpression,
  PeriodOverride,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { type AlarmDefinition, isBelow, SECTIONS, type Section } from './alarm-list.ts';
import type { Alarms } from './alarms.ts';
import type { MeteredParts } from './metrics/metric.ts';
import { type Reading, readings } from './readings.ts';

/** Columns of a dashboard ("Dashboard Body Structure and Syntax", Amazon CloudWatch API Reference). */
const COLUMNS = 24;
const CELL = COLUMNS / 2;
const GRAPH = 7;
const HEIGHT = 6;

/** A graph with what stands beside it: half a row. */
type Cell = readonly IWidget[];

/** The alarms' own metrics as graphs, in the order in which somebody looks: how old are the numbers, then what arrives. */
export class OperatorDashboard extends Construct {
  readonly dashboard: Dashboard;
  /** In the console; in partitions of their own the console has another host. */
  readonly url: string;

  constructor(scope: Construct, id: string, alarms: Alarms, parts: MeteredParts, settings: Settings) {
    super(scope, id);
    const { stackName, region } = Stack.of(this);
    const name = dashboardName(this);
    this.dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: name,
      defaultInterval: Duration.days(1),
      // Thresholds hold for the alarms' periods. A longer one would make larger sums of the same traffic.
      periodOverride: PeriodOverride.INHERIT,
    });
    this.dashboard.addWidgets(header(stackName));
    this.dashboard.addWidgets(
      new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms.all], width: COLUMNS, height: 3 }),
    );
    const shown = readings(parts, settings);
    for (const section of SECTIONS) this.addSection(section, alarms.definitions, shown);
    this.url = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${name}`;
  }

  private addSection(section: Section, alarms: readonly AlarmDefinition[], shown: readonly Reading[]): void {
    const cells = [
      ...alarms.filter((alarm) => alarm.section === section).map(alarmCell),
      ...shown.filter((reading) => reading.section === section).map(readingCell),
    ];
    this.dashboard.addWidgets(text(`## ${section.charAt(0).toUpperCase()}${section.slice(1)}`, COLUMNS, 1));
    for (let first = 0; first < cells.length; first += 2) {
      this.dashboard.addWidgets(...cells.slice(first, first + 2).flat());
    }
  }
}

/**
 * "All dashboards in your account are global, not region-specific" (PutDashboard): without the region, a stack of the same
 * name elsewhere would replace it.
 */
function dashboardName(scope: Construct): string {
  const { stackName, region } = Stack.of(scope);
  return Fn.join('-', [stackName, region]);
}

function header(stackName: string): IWidget {
  return text(
    `# ${stackName}\nMade from the metrics of the alarms when the stack is deployed; what is changed here is lost at the next ` +
      'deployment. It answers within minutes. What the events add up to, as of the last refresh: `npx lake page`.',
    COLUMNS,
    2,
  );
}

function alarmCell(alarm: AlarmDefinition): Cell {
  const { name, when, firstStep, runbook, metric, threshold } = alarm;
  return [
    new GraphWidget({
      title: name,
      left: [metric, ...partsOf(metric)],
      leftAnnotations: [{ value: threshold, label: `Alarm ${isBelow(alarm) ? 'below' : 'above'} ${threshold}` }],
      width: GRAPH,
      height: HEIGHT,
    }),
    text(`### ${runbook}\n${when}\n\n${firstStep}\n\n*docs/runbook.md*`, CELL - GRAPH, HEIGHT),
  ];
}

/** A sum and a maximum have the unit of their parts, which say where it comes from. */
function partsOf(metric: IMetric): readonly IMetric[] {
  if (!(metric instanceof MathExpression) || !/^(MAX|SUM)\(\[[^[]*\]\)$/.test(metric.expression)) return [];
  return Object.values(metric.usingMetrics);
}

function readingCell({ title, metrics, bounds }: Reading): Cell {
  const leftAnnotations = bounds.map(({ value, label }) => ({ value, label }));
  return [new GraphWidget({ title, left: [...metrics], leftAnnotations, width: CELL, height: HEIGHT })];
}

function text(markdown: string, width: number, height: number): IWidget {
  return new TextWidget({ markdown, width, height });
}
