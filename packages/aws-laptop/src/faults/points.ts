/**
 * What can happen to a call. `throttle`: refused in the service's own words for too much at once. `error-before`: 500, and
 * nothing was done. `error-after`: 500, though it was done. `slow`: done, and answered when the client has given up.
 */
export const CALL_FAULTS = ['throttle', 'error-before', 'error-after', 'slow'] as const;

export type CallFault = (typeof CALL_FAULTS)[number];

/**
 * `partial`: one record or statement is refused, inside a 200 (PutRecordBatch, `FailedPutCount`; BatchExecuteStatement).
 * `twice`: a batch is delivered two times, as at-least-once delivery may.
 */
export type Fault = CallFault | 'partial' | 'twice';

type Points = Readonly<Record<string, Readonly<Record<string, readonly Fault[]>>>>;

/**
 * Where a fault can strike. The first word is a service, the second an operation of its API that the functions call.
 * Three belong to Firehose's own work: `InvokeTransform`, `WriteObject` (to S3: destination, errors and backup) and
 * `DeliverBatch`.
 */
export const FAULT_POINTS: Points = {
  dynamodb: {
    PutItem: CALL_FAULTS,
    GetItem: CALL_FAULTS,
    UpdateItem: CALL_FAULTS,
    DeleteItem: CALL_FAULTS,
    BatchExecuteStatement: [...CALL_FAULTS, 'partial'],
  },
  firehose: {
    PutRecordBatch: [...CALL_FAULTS, 'partial'],
    InvokeTransform: ['throttle', 'error-before', 'error-after'],
    WriteObject: ['throttle', 'error-before', 'error-after'],
    DeliverBatch: ['twice'],
  },
  s3: {
    PutObject: CALL_FAULTS,
    CopyObject: CALL_FAULTS,
    GetObject: CALL_FAULTS,
    DeleteObject: CALL_FAULTS,
    ListObjectsV2: CALL_FAULTS,
  },
  secretsmanager: { GetSecretValue: CALL_FAULTS },
};

/** None for a service that is unknown. */
export function operationsOf(service: string): readonly string[] {
  return Object.hasOwn(FAULT_POINTS, service) ? Object.keys(FAULT_POINTS[service] ?? {}) : [];
}

/** None for an operation that is unknown. */
export function faultsAt(service: string, operation: string): readonly Fault[] {
  return operationsOf(service).includes(operation) ? (FAULT_POINTS[service]?.[operation] ?? []) : [];
}
