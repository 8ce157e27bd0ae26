import type { ConversionErrorCode } from './coerce.ts';
import type { StreamDefinition } from './definition.ts';
import type { ErrorOutputType } from './prefix.ts';
import type { OutputRecord, SourceRecord } from './record.ts';

/** A record that goes to the error prefix, with its line in the error object. */
export interface Failure {
  readonly source: SourceRecord;
  readonly type: ErrorOutputType;
  /** One JSON document, without its newline. */
  readonly line: string;
}

/** AWS's words for what can go wrong with the transform and with partition keys. */
export type ProcessingErrorCode = keyof typeof PROCESSING_MESSAGES;

const PROCESSING_MESSAGES = {
  'Lambda.ProcessingFailedStatus': 'ProcessingFailed status set for record.',
  'Lambda.MissingRecordId':
    'One or more record Ids were not returned. Ensure that the Lambda function returns all received record Ids.',
  'Lambda.DuplicatedRecordId':
    'Multiple records were returned with the same record Id. Ensure that the Lambda function returns unique record Ids for each record.',
  'Lambda.InvalidReturnFormat':
    'The Lambda function returned a record without a valid result and base64 data. Check its output.',
  'Lambda.FunctionError': 'The Lambda function was successfully invoked but it returned an error result.',
  'Lambda.FunctionTimedOut':
    'The Lambda function invocation timed out. Increase the Timeout setting in the Lambda function.',
  'DynamicPartitioning.MetadataExtractionFailed': 'partitionKeys values must not be null or empty',
  'DynamicPartitioning.ActivePartitionsLimitExceeded':
    'The stream has reached its limit of active partitions; the record opens one more.',
} as const;

/** Codes of a failed invocation, which concerns every record of the batch. */
export type InvocationErrorCode = 'Lambda.FunctionError' | 'Lambda.FunctionTimedOut';

/**
 * The error object's line for a record the transform failed, spelled as real objects spell it: `lambdaARN`, although
 * the documents say lambdaArn. `rawData` is the source record.
 */
export function processingFailure(
  stream: StreamDefinition,
  source: SourceRecord,
  errorCode: ProcessingErrorCode,
  attempt: { readonly attemptsMade: number; readonly endedMs: number },
): Failure {
  const line = {
    rawData: source.data.toString('base64'),
    errorCode,
    errorMessage: PROCESSING_MESSAGES[errorCode],
    attemptsMade: attempt.attemptsMade,
    arrivalTimestamp: source.arrivalMs,
    attemptEndingTimestamp: attempt.endedMs,
    lambdaARN: stream.processor?.functionArn,
  };
  return { source, type: 'processing-failed', line: JSON.stringify(line) };
}

/**
 * The line for a record that found all of the stream's partitions taken. Its folder's name is documented ("Buffer
 * data for dynamic partitioning"); its code is not, and `rawData` being the source record is our reading.
 */
export function partitionLimitFailure(stream: StreamDefinition, source: SourceRecord, endedMs: number): Failure {
  const code = 'DynamicPartitioning.ActivePartitionsLimitExceeded';
  const { line } = processingFailure(stream, source, code, { attemptsMade: 1, endedMs });
  return { source, type: 'activePartitionExceeded', line };
}

/**
 * The line for a record that does not fit the Glue table. `rawData` is the transformed record. The names are those of
 * real objects: `lastErrorCode` and `lastErrorMessage`, although the documents say ErrorCode and ErrorMessage.
 */
export function conversionFailure(
  stream: StreamDefinition,
  record: OutputRecord,
  error: { readonly errorCode: ConversionErrorCode; readonly errorMessage: string },
  endedMs: number,
): Failure {
  const line = {
    attemptsMade: 1,
    arrivalTimestamp: record.source.arrivalMs,
    lastErrorCode: error.errorCode,
    lastErrorMessage: error.errorMessage,
    attemptEndingTimestamp: endedMs,
    rawData: record.data.toString('base64'),
    sequenceNumber: record.source.id,
    subSequenceNumber: null,
    dataCatalogTable: dataCatalogTable(stream),
  };
  return { source: record.source, type: 'format-conversion-failed', line: JSON.stringify(line) };
}

function dataCatalogTable({ conversion }: StreamDefinition): Record<string, unknown> {
  return {
    catalogId: conversion?.catalogId,
    databaseName: conversion?.database,
    tableName: conversion?.table,
    region: conversion?.region,
    versionId: conversion?.versionId,
    roleArn: conversion?.roleArn,
  };
}
