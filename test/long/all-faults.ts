import { type FaultPlan, type FaultRule, parsePlan } from 'aws-laptop';

/** Longer than the functions' clients wait (1 s for claims, 4 s for the others). */
const TOO_LATE_SECONDS = 4.5;

type Often = Pick<FaultRule, 'probability' | 'every' | 'atMost'>;

function at(service: string, operation: string, faults: Partial<Record<FaultRule['fault'], Often>>): readonly object[] {
  return Object.entries(faults).map(([fault, often]) => {
    return { service, operation, fault, ...often, ...(fault === 'slow' ? { seconds: TOO_LATE_SECONDS } : {}) };
  });
}

/**
 * Every fault at every place of the way of an event. The SDK makes a call three or four times: some chances are high, so
 * that some faults come through to the function. Nothing here is meant to last: Firehose invokes the transform 301
 * times, and its rules never strike so many calls in a row.
 */
const FAULTS = [
  ...at('dynamodb', 'BatchExecuteStatement', {
    throttle: { probability: 0.05 },
    'error-before': { probability: 0.05 },
    'error-after': { probability: 0.2 },
    slow: { every: 200, atMost: 4 },
    partial: { probability: 0.05 },
  }),
  ...at('dynamodb', 'PutItem', {
    throttle: { probability: 0.05 },
    'error-before': { probability: 0.05 },
    'error-after': { probability: 0.2 },
    slow: { every: 200, atMost: 4 },
  }),
  ...at('dynamodb', 'GetItem', { throttle: { probability: 0.02 }, 'error-before': { probability: 0.05 } }),
  ...at('dynamodb', 'UpdateItem', {
    throttle: { probability: 0.02 },
    'error-before': { probability: 0.1 },
    'error-after': { probability: 0.05 },
    slow: { every: 200, atMost: 4 },
  }),
  ...at('dynamodb', 'DeleteItem', { 'error-before': { every: 3 }, 'error-after': { every: 4 } }),
  ...at('firehose', 'PutRecordBatch', {
    throttle: { probability: 0.03 },
    'error-before': { probability: 0.03 },
    'error-after': { probability: 0.05 },
    slow: { every: 300, atMost: 3 },
    partial: { probability: 0.05 },
  }),
  ...at('firehose', 'InvokeTransform', {
    throttle: { every: 17 },
    'error-before': { every: 11 },
    'error-after': { every: 13 },
  }),
  ...at('firehose', 'WriteObject', {
    throttle: { probability: 0.05 },
    'error-before': { probability: 0.05 },
    'error-after': { probability: 0.15 },
  }),
  ...at('firehose', 'DeliverBatch', { twice: { probability: 0.3 } }),
  ...at('secretsmanager', 'GetSecretValue', {
    throttle: { every: 3, atMost: 2 },
    slow: { every: 4, atMost: 1 },
    'error-after': { every: 5, atMost: 1 },
  }),
];

export function allFaults(seed: number): FaultPlan {
  return parsePlan({ seed, faults: FAULTS });
}
