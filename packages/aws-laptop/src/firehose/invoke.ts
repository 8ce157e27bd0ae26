import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsError, type InvokeResult } from '../aws.ts';
import type { StreamContext } from './context.ts';
import type { ProcessorDefinition } from './definition.ts';
import type { InvocationErrorCode } from './failure.ts';
import type { SourceRecord } from './record.ts';

/** What came of invoking the transform for a batch, its repetitions included. */
export type Invocation =
  | { readonly ok: true; readonly payload: unknown; readonly attemptsMade: number }
  | { readonly ok: false; readonly errorCode: InvocationErrorCode; readonly attemptsMade: number };

const FIRST_PAUSE_MS = 50;
/** AWS does not document its pauses. 300 retries, the most that it allows, take half a minute with these. */
const MAX_PAUSE_MS = 100;

/**
 * Invokes the transform, again up to `retries` times if it throws, times out or answers too much (Amazon Data
 * Firehose, "Handle failure in data transformation"). Rejects when the stream may not invoke it or it does not
 * exist: no repetition helps, and the records must wait for the template to be mended.
 */
export async function invokeTransform(
  context: StreamContext,
  processor: ProcessorDefinition,
  records: readonly SourceRecord[],
): Promise<Invocation> {
  const event = transformEvent(context, records);
  for (let attemptsMade = 1; ; attemptsMade += 1) {
    const result = await invokeOnce(context, processor, event);
    if (result.functionError === undefined) return { ok: true, payload: result.payload, attemptsMade };
    if (attemptsMade > processor.retries) {
      return { ok: false, errorCode: errorCodeOf(result.functionError), attemptsMade };
    }
    await sleep(Math.min(FIRST_PAUSE_MS * 2 ** (attemptsMade - 1), MAX_PAUSE_MS));
  }
}

/** The event of "Data transformation and status model"; one invocation id serves all attempts. */
function transformEvent(context: StreamContext, records: readonly SourceRecord[]): Record<string, unknown> {
  return {
    invocationId: randomUUID(),
    deliveryStreamArn: context.stream.arn,
    region: context.template.region,
    records: records.map(({ id, arrivalMs, data }) => ({
      recordId: id,
      approximateArrivalTimestamp: arrivalMs,
      data: data.toString('base64'),
    })),
  };
}

const NOT_REPEATED: ReadonlySet<string> = new Set(['AccessDeniedException', 'ResourceNotFoundException']);

async function invokeOnce(
  { template, functions }: StreamContext,
  processor: ProcessorDefinition,
  event: unknown,
): Promise<InvokeResult> {
  try {
    return await functions.invoke(template.principalOf(processor.roleArn), processor.functionArn, event);
  } catch (error) {
    if (!(error instanceof AwsError) || NOT_REPEATED.has(error.code)) throw error;
    return { payload: undefined, functionError: { errorType: error.code, errorMessage: error.message } };
  }
}

function errorCodeOf({ errorType, errorMessage }: NonNullable<InvokeResult['functionError']>): InvocationErrorCode {
  const timedOut = errorType === 'Sandbox.Timedout' || /Task timed out after/.test(errorMessage);
  return timedOut ? 'Lambda.FunctionTimedOut' : 'Lambda.FunctionError';
}
