import { describe, expect, test } from 'vitest';
import { testStack } from './template.ts';

const { stack, resourceOf } = testStack({
  replayConcurrency: 7,
  replayToleratedFailurePercentage: 9,
  replayRecordsPerRun: 500,
});
const { stores, replay } = stack;
const machine = resourceOf(replay.stateMachine).Properties;

/** The definition in the template is text with references; only their position matters here. */
function definition() {
  const text = machine.DefinitionString;
  const parts: readonly unknown[] = Object(text)['Fn::Join']?.[1] ?? [text];
  return JSON.parse(
    parts.map((part) => (typeof part === 'string' ? part : Object.values(Object(part)).flat()[0])).join(''),
  );
}

const { StartAt, States, QueryLanguage } = definition();
const map = States[StartAt];
const children = map.ItemProcessor;
const refOf = (bucket: (typeof stores)['sealed']) => Object(stack.resolve(bucket.bucketName)).Ref;

describe('the state machine, by the Amazon States Language', () => {
  test('is one distributed map and nothing else', () => {
    expect([QueryLanguage, Object.keys(States)]).toEqual(['JSONata', ['EachObject']]);
    expect(map).toMatchObject({ Type: 'Map', End: true });
    // Express children end after 5 minutes, and may run twice.
    expect(children.ProcessorConfig).toEqual({ Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' });
  });

  test('reads the objects under the prefix of raw/ in its input, in batches', () => {
    expect(map.ItemReader).toEqual({
      Resource: expect.stringMatching(/^arn:.*:states:::s3:listObjectsV2$/),
      Arguments: { Bucket: refOf(stores.sealed), Prefix: '{% $states.input.prefix %}' },
    });
    expect(map.ItemBatcher).toMatchObject({ MaxItemsPerBatch: 10, BatchInput: { request: expect.any(String) } });
  });

  test('has the concurrency and the tolerated failures of the settings', () => {
    expect(map).toMatchObject({ MaxConcurrency: 7, ToleratedFailurePercentage: 9 });
  });

  test('writes its report to the results bucket, which holds no rows', () => {
    expect(map.ResultWriter).toMatchObject({
      Resource: expect.stringMatching(/:states:::s3:putObject$/),
      Arguments: { Bucket: refOf(stores.results), Prefix: 'replay-reports' },
    });
  });

  test('runs the reprocess function in every child until the batch is done', () => {
    const { Run, IsBatchDone, BatchDone } = children.States;
    expect([children.StartAt, Object.keys(children.States).length]).toEqual(['Run', 3]);
    expect(Run).toMatchObject({
      Type: 'Task',
      Resource: expect.stringMatching(/:states:::lambda:invoke$/),
      Next: 'IsBatchDone',
      Arguments: { FunctionName: Object(stack.resolve(replay.function.functionArn))['Fn::GetAtt'][0] },
    });
    expect(IsBatchDone).toMatchObject({
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.done %}', Next: 'BatchDone' }],
      Default: 'Run',
    });
    expect(BatchDone).toMatchObject({ Type: 'Succeed' });
  });

  test('retries transient errors: Lambda’s own, too many calls, and a stream that throttles', () => {
    const retried: { ErrorEquals: string[]; MaxAttempts: number }[] = children.States.Run.Retry;
    expect(new Set(retried.flatMap(({ ErrorEquals }) => ErrorEquals))).toEqual(
      new Set([
        'Lambda.ClientExecutionTimeoutException',
        'Lambda.ServiceException',
        'Lambda.AWSLambdaException',
        'Lambda.SdkClientException',
        'Lambda.TooManyRequestsException',
        'StreamRefused',
      ]),
    );
    for (const { MaxAttempts } of retried) expect(MaxAttempts).toBeGreaterThan(1);
  });

  test('is logged and traced, without the data of its states', () => {
    expect(machine).toMatchObject({
      TracingConfiguration: { Enabled: true },
      LoggingConfiguration: { Level: 'ALL' },
    });
    expect(Object(machine.LoggingConfiguration).IncludeExecutionData).not.toBe(true);
  });
});

test('the function has time to put its last records and write notes, and takes its batch size from the settings', () => {
  expect(resourceOf(replay.function).Properties).toMatchObject({
    Timeout: 120,
    Environment: { Variables: { RECORDS_PER_RUN: '500', RAW_PREFIX: 'raw/', REPLAYS_PREFIX: 'replays/' } },
  });
});
