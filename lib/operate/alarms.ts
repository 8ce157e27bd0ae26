import { Stack } from 'aws-cdk-lib';
import { Alarm, CfnAlarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { type AlarmDefinition, alarmList } from './alarm-list.ts';
import type { MeteredParts } from './metrics/metric.ts';

/** The alarms of the list. They notify the topic `alarmTopicArn` when they start and when they end. */
export class Alarms extends Construct {
  readonly all: readonly Alarm[];
  /** What each is made of, in the same order. */
  readonly definitions: readonly AlarmDefinition[];

  constructor(scope: Construct, id: string, parts: MeteredParts, settings: Settings) {
    super(scope, id);
    const topic = settings.alarmTopicArn && Topic.fromTopicArn(this, 'Topic', settings.alarmTopicArn);
    this.definitions = alarmList(parts, settings);
    this.all = this.definitions.map((definition) => {
      const alarm = alarmOf(this, definition);
      if (topic) alarm.addAlarmAction(new SnsAction(topic));
      if (topic) alarm.addOkAction(new SnsAction(topic));
      return alarm;
    });
  }
}

function alarmOf(scope: Construct, definition: AlarmDefinition): Alarm {
  const { name, when, firstStep, runbook, metric, threshold, comparison, datapoints, missingBreaches } = definition;
  const [datapointsToAlarm, evaluationPeriods] = datapoints;
  const alarm = new Alarm(scope, name, {
    alarmName: `${Stack.of(scope).stackName}-${name}`,
    alarmDescription: `${when} ${firstStep} docs/runbook.md, "${runbook}".`,
    metric,
    threshold,
    comparisonOperator: comparison ?? ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods,
    datapointsToAlarm,
    // No data means no traffic, which is no fault.
    treatMissingData: missingBreaches ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
  });
  if (missingBreaches) warmUp(alarm, missingBreaches.warmUpMinutes);
  return alarm;
}

/**
 * A new stack has had no run and no traffic yet, so its alarms on missing data start later. CloudWatch User Guide, "Alarm
 * warm-up periods"; the CDK construct has no property for it.
 */
function warmUp(alarm: Alarm, minutes: number): void {
  const resource = alarm.node.defaultChild;
  if (!(resource instanceof CfnAlarm)) throw new Error(`${alarm.node.path} is no alarm.`);
  resource.warmUpConfiguration = {
    warmUpPeriodDurationInMinutes: minutes,
    onlyStartEvaluatingAfterWarmUpPeriodEnds: true,
  };
}
