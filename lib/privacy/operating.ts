import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct, IConstruct } from 'constructs';
import { CHECKS_KEY, REFERENCE_PREFIX } from '../../domain/contracts/lake-layout.ts';
import type { Social } from '../ingest/social.ts';
import type { LakeProps } from '../lake/lake-props.ts';
import type { Stores } from '../lake/stores.ts';
import type { Replay } from '../operate/replay.ts';
import type { LakeFunction } from '../shared/lake-function.ts';
import { acknowledgeWildcard, localArn, logicalId } from '../shared/security.ts';
import { allow } from './statement.ts';

export interface OperatingProps extends Pick<LakeProps, 'stores'> {
  /** Operators start its state machine. */
  readonly replay: Replay;
  /** Functions that operators call by hand. */
  readonly jobs: readonly LakeFunction[];
  /** Only with the setting `socialTopicArn`. */
  readonly social: Social | undefined;
}

/** What operators may do besides querying. */
export function operateStatements(
  scope: Construct,
  { stores, replay, jobs, social }: OperatingProps,
): PolicyStatement[] {
  const { stateMachineArn, stateMachineName } = replay.stateMachine;
  const executions = Stack.of(scope).formatArn({
    service: 'states',
    resource: 'execution',
    resourceName: `${stateMachineName}:*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  return [
    allow(
      ['lambda:InvokeFunction'],
      jobs.map(({ functionArn }) => functionArn),
    ),
    allow(['s3:PutObject'], [stores.lake.arnForObjects(`${REFERENCE_PREFIX}*`), stores.lake.arnForObjects(CHECKS_KEY)]),
    allow(['states:DescribeStateMachine', 'states:ListExecutions', 'states:StartExecution'], [stateMachineArn]),
    allow(['states:DescribeExecution', 'states:StopExecution'], [executions]),
    // Metrics, and lists of alarms and dashboards, are of the whole account. A dashboard shows only metrics.
    allow(
      [
        'cloudwatch:DescribeAlarms',
        'cloudwatch:GetDashboard',
        'cloudwatch:GetMetricData',
        'cloudwatch:ListDashboards',
        'cloudwatch:ListMetrics',
      ],
      ['*'],
    ),
    allow(['logs:DescribeLogStreams', 'logs:FilterLogEvents', 'logs:GetLogEvents'], [logGroupArns(scope)]),
    ...(social ? redriveStatements(scope, social, stores) : []),
  ];
}

/** For `lake replay --from social`: failed messages of the topic, which hold payloads, are sent to their function again. */
function redriveStatements(scope: Construct, social: Social, { sealedKey }: Stores): readonly PolicyStatement[] {
  const viaSqs = { StringEquals: { 'kms:ViaService': `sqs.${Stack.of(scope).region}.amazonaws.com` } };
  return [
    allow(['lambda:InvokeFunction'], [social.function.functionArn]),
    allow(['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'], [social.failed.queueArn]),
    allow(['kms:Decrypt'], [sealedKey.keyArn], viaSqs),
  ];
}

/** CloudFormation names a log group after its stack. One by one, they would not fit the size of a policy (6,144 characters). */
function logGroupArns(scope: Construct): string {
  return Stack.of(scope).formatArn({
    service: 'logs',
    resource: 'log-group',
    resourceName: logGroupNames(scope),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

function logGroupNames(scope: IConstruct): string {
  return `${Stack.of(scope).stackName}-*`;
}

export function acknowledgeOperation(policy: ManagedPolicy, { replay: { stateMachine } }: OperatingProps): void {
  acknowledgeWildcard(
    policy,
    localArn('states', `execution:<${logicalId(stateMachine)}.Name>:*`),
    'The executions of this one state machine, which get their names when they are started.',
  );
  acknowledgeWildcard(
    policy,
    localArn('logs', `log-group:${logGroupNames(policy)}`),
    'The log groups of this stack, which CloudFormation names after it. Logs hold no personal data.',
  );
  acknowledgeWildcard(
    policy,
    '*',
    'Metrics, and lists of alarms and dashboards, are of the whole account; a dashboard shows nothing but metrics.',
  );
}
