import { Duration } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import {
  Choice,
  Condition,
  DefinitionBody,
  DistributedMap,
  ItemBatcher,
  LogLevel,
  OutputType,
  QueryLanguage,
  ResultWriterV2,
  S3ObjectsItemReader,
  StateMachine,
  StateMachineType,
  Succeed,
  TaskInput,
  Transformation,
  WriterConfig,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import type { LakeProps } from '../lake/lake-props.ts';
import type { LakeFunction } from '../shared/lake-function.ts';
import { RETAINED } from '../shared/retained.ts';
import { acknowledgeWildcard, localArn, logicalId } from '../shared/security.ts';

export interface ReplayMapProps extends Pick<LakeProps, 'stores' | 'settings'> {
  /** The function that replays a batch of objects, run by run. */
  readonly reprocess: LakeFunction;
}

/** In the results bucket, where objects are kept for a week. */
const REPORTS_FOLDER = 'replay-reports';
/** Objects are up to 128 MiB: a few are enough work for one child, and a failed child affects only these. */
const OBJECTS_PER_BATCH = 10;

/**
 * Replays many objects of `raw/` in parallel. Input: `{"prefix": "raw/dt=2026-11-20/", "request": {…}}`, where the request
 * is that of the reprocess function without `from`, and may be empty. The report holds object keys and counts.
 */
export function replayStateMachine(scope: Construct, props: ReplayMapProps): StateMachine {
  const { stores, settings } = props;
  const stateMachine = new StateMachine(scope, 'AtScale', {
    comment: 'Replays raw/ at scale',
    definitionBody: DefinitionBody.fromChainable(objectsMap(scope, props)),
    queryLanguage: QueryLanguage.JSONATA,
    tracingEnabled: true,
    logs: {
      destination: new LogGroup(scope, 'AtScaleLogs', {
        retention: settings.logRetentionDays,
        removalPolicy: RETAINED,
      }),
      level: LogLevel.ALL,
    },
  });
  stores.lakeKey.grant(stateMachine, 'kms:Decrypt', 'kms:GenerateDataKey');
  acknowledgeGrants(stateMachine, props);
  return stateMachine;
}

/** What the CDK grants to a state machine with a distributed map, a task of Lambda, logs and traces. */
function acknowledgeGrants(stateMachine: StateMachine, { stores, reprocess }: ReplayMapProps): void {
  const name = `{"Fn::Select":[6,{"Fn::Split":[":",{"Ref":"${logicalId(stateMachine)}"}]}]}`;
  for (const executions of [`${name}:*`, `${name}/*:*`]) {
    acknowledgeWildcard(
      stateMachine,
      localArn('states', `execution:${executions}`),
      'CDK’s grant for a distributed map: its children are executions of the state machine itself.',
    );
  }
  acknowledgeWildcard(
    stateMachine,
    `<${logicalId(reprocess)}.Arn>:*`,
    'CDK’s grant to invoke the function includes its versions and aliases.',
  );
  acknowledgeWildcard(
    stateMachine,
    `arn:<AWS::Partition>:s3:::<${logicalId(stores.results)}>/*`,
    'CDK’s grant to write the report, into a bucket that holds query results only.',
  );
  acknowledgeWildcard(stateMachine, '*', 'Log deliveries and X-Ray traces do not support resource-level permissions.');
}

/**
 * Standard children, not express ones: an express child ends after 5 minutes, too short for objects of 128 MiB on a stream
 * of 1 MiB/s, and it may run twice. Four transitions per batch cost 0.10 USD per 1,000 batches.
 */
function objectsMap(scope: Construct, { stores, settings, reprocess }: ReplayMapProps): DistributedMap {
  const map = DistributedMap.jsonata(scope, 'EachObject', {
    mapExecutionType: StateMachineType.STANDARD,
    maxConcurrency: settings.replayConcurrency,
    toleratedFailurePercentage: settings.replayToleratedFailurePercentage,
    itemReader: new S3ObjectsItemReader({ bucket: stores.sealed, prefix: '{% $states.input.prefix %}' }),
    itemBatcher: new ItemBatcher({
      maxItemsPerBatch: OBJECTS_PER_BATCH,
      batchInput: { request: '{% $states.input.request ? $states.input.request : {} %}' },
    }),
    resultWriterV2: new ResultWriterV2({
      // Not the lake bucket, because CDK lets the writer put objects anywhere in the bucket.
      bucket: stores.results,
      prefix: REPORTS_FOLDER,
      writerConfig: new WriterConfig({ transformation: Transformation.COMPACT, outputType: OutputType.JSONL }),
    }),
  });
  return map.itemProcessor(batchRuns(scope, reprocess));
}

/** Repeats runs until the batch is done. A run ends after `replayRecordsPerRun` records, or when its time is over. */
function batchRuns(scope: Construct, reprocess: LakeFunction): LambdaInvoke {
  const run = LambdaInvoke.jsonata(scope, 'Run', {
    lambdaFunction: reprocess,
    payload: TaskInput.fromText(REQUEST),
    outputs: OUTCOME,
  });
  // Besides Lambda's own errors: too many concurrent calls, and a stream that throttles.
  run.addRetry({
    errors: ['Lambda.TooManyRequestsException', 'StreamRefused'],
    interval: Duration.seconds(10),
    backoffRate: 2,
    maxAttempts: 6,
  });
  const isDone = Choice.jsonata(scope, 'IsBatchDone');
  isDone.when(Condition.jsonata('{% $states.input.done %}'), Succeed.jsonata(scope, 'BatchDone')).otherwise(run);
  run.next(isDone);
  return run;
}

/** The batch's objects, and the cursor if there is one: the output of a run is the input of the next. */
const REQUEST =
  '{% $merge([$states.input.BatchInput.request, {"from": "raw", "objects": [$states.input.Items.Key]}, ' +
  '$states.input.cursor ? {"cursor": $states.input.cursor} : {}]) %}';

const OUTCOME =
  '{% $merge([$states.input, {"cursor": $states.result.Payload.cursor, "done": $states.result.Payload.done, ' +
  '"put": $sum([$states.input.put, $states.result.Payload.put]), ' +
  '"unreadable": $sum([$states.input.unreadable, $states.result.Payload.unreadable])}]) %}';
