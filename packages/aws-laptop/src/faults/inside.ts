import type { FunctionRuntime, InvokeResult, ObjectStore } from '../aws.ts';
import { failed, throttled } from './errors.ts';
import type { Draw } from './outcomes.ts';

const AT_FIREHOSE = ['throttle', 'error-before', 'error-after'] as const;

/** Firehose invokes again what threw, timed out or was throttled (Amazon Data Firehose, "Handle failure"). */
export function faultyFunctions(functions: FunctionRuntime, draw: Draw): FunctionRuntime {
  return {
    async invoke(principal, functionArn, event) {
      const fault = draw('firehose', 'InvokeTransform', AT_FIREHOSE)?.fault;
      if (fault === 'throttle') throw throttled('lambda');
      if (fault === 'error-before') return functionError('Runtime.ExitError', 'Runtime exited by the fault plan');
      const result = await functions.invoke(principal, functionArn, event);
      if (fault === 'error-after') return functionError('Sandbox.Timedout', 'Task timed out after the fault plan');
      return result;
    },
  };
}

/** A put that was done and answered with an error is put again, under a new name: one cause of duplicate rows. */
export function faultyStore(store: ObjectStore, draw: Draw): ObjectStore {
  return {
    folderOf: (bucket) => store.folderOf(bucket),
    async put(principal, bucket, key, body) {
      const fault = draw('firehose', 'WriteObject', AT_FIREHOSE)?.fault;
      if (fault === 'throttle') throw throttled('s3');
      if (fault === 'error-before') throw failed('s3');
      await store.put(principal, bucket, key, body);
      if (fault === 'error-after') throw failed('s3');
    },
  };
}

function functionError(errorType: string, errorMessage: string): InvokeResult {
  return { payload: { errorType, errorMessage }, functionError: { errorType, errorMessage } };
}
