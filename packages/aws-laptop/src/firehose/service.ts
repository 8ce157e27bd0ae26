import * as z from 'zod';
import { AwsError, type AwsService, authorize, jsonService, type Principal } from '../aws.ts';
import type { DeliveryCounts } from './context.ts';
import { type PutRequest, parseInput, parsePutRecord, parsePutRecordBatch } from './put-request.ts';
import type { RunningStream } from './stream.ts';

/** A per-record error of PutRecordBatch; AWS documents these two codes. */
export type RecordFault = 'ServiceUnavailableException' | 'InternalFailure';

/** Asked once for each record put; an answer refuses that record alone, as a throttled stream would. */
export type RecordFaults = (streamName: string) => RecordFault | undefined;

export interface ServiceParts {
  readonly streams: ReadonlyMap<string, RunningStream>;
  /** The ARN a stream of this name has or would have, for the permission check that comes before the look-up. */
  readonly arnOf: (streamName: string) => string;
  readonly accountId: string;
  readonly flush: (streamName?: string) => Promise<DeliveryCounts>;
  readonly faults?: RecordFaults | undefined;
  readonly isClosed: () => boolean;
}

const named = z.object({ DeliveryStreamName: z.string().min(1) });
const maybeNamed = z.object({ DeliveryStreamName: z.string().min(1).optional() });

/**
 * The Firehose API. `Flush` is the laptop's only extension, which AWS does not have: it delivers everything buffered
 * now, of one stream or of all, and answers `{DeliveredRecords, FailedRecords, Objects}`.
 */
export function createService(parts: ServiceParts): AwsService {
  return jsonService('firehose', {
    PutRecord: async (input, principal) => putOne(parts, parsePutRecord(input), principal),
    PutRecordBatch: async (input, principal) => putBatch(parts, parsePutRecordBatch(input), principal),
    DescribeDeliveryStream: async (input, principal) =>
      describe(parts, parseInput(named, input).DeliveryStreamName, principal),
    Flush: (input, principal) => flush(parts, parseInput(maybeNamed, input).DeliveryStreamName, principal),
  });
}

function putOne(parts: ServiceParts, request: PutRequest, principal: Principal): unknown {
  const stream = find(parts, request.streamName, 'firehose:PutRecord', principal);
  const fault = parts.faults?.(request.streamName);
  if (fault !== undefined) throw new AwsError(fault, FAULT_MESSAGES[fault], fault === 'InternalFailure' ? 500 : 503);
  const [id] = accept(parts, stream, request.records);
  return { RecordId: id, Encrypted: false };
}

function putBatch(parts: ServiceParts, request: PutRequest, principal: Principal): unknown {
  const stream = find(parts, request.streamName, 'firehose:PutRecordBatch', principal);
  const faults = request.records.map(() => parts.faults?.(request.streamName));
  const ids = accept(
    parts,
    stream,
    request.records.filter((_record, index) => faults[index] === undefined),
  ).values();
  const RequestResponses = faults.map((fault) =>
    fault === undefined ? { RecordId: ids.next().value } : { ErrorCode: fault, ErrorMessage: FAULT_MESSAGES[fault] },
  );
  return { FailedPutCount: faults.filter(Boolean).length, Encrypted: false, RequestResponses };
}

const FAULT_MESSAGES: Readonly<Record<RecordFault, string>> = {
  ServiceUnavailableException: 'Slow down.',
  InternalFailure: 'Internal service failure.',
};

/** The records are on disk when this returns; only then may the put be answered. */
function accept(parts: ServiceParts, stream: RunningStream, records: readonly Buffer[]): readonly string[] {
  if (parts.isClosed()) throw new AwsError('ServiceUnavailableException', 'The laptop stack is stopping.', 503);
  if (records.length === 0) return [];
  try {
    return stream.put(records);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AwsError('ServiceUnavailableException', `The Firehose journal could not be written: ${reason}`, 503);
  }
}

function describe(parts: ServiceParts, streamName: string, principal: Principal): unknown {
  const { definition } = find(parts, streamName, 'firehose:DescribeDeliveryStream', principal);
  return {
    DeliveryStreamDescription: {
      DeliveryStreamName: definition.name,
      DeliveryStreamARN: definition.arn,
      DeliveryStreamStatus: 'ACTIVE',
      DeliveryStreamType: 'DirectPut',
      VersionId: '1',
      Destinations: [{ DestinationId: 'destinationId-000000000001' }],
      HasMoreDestinations: false,
    },
  };
}

async function flush(parts: ServiceParts, streamName: string | undefined, principal: Principal): Promise<unknown> {
  const names = streamName === undefined ? [...parts.streams.keys()] : [streamName];
  for (const name of names) find(parts, name, 'firehose:Flush', principal);
  const result = await parts.flush(streamName);
  return {
    DeliveredRecords: result.delivered,
    FailedRecords: result.failed,
    Objects: result.objects,
  };
}

function find(parts: ServiceParts, streamName: string, action: string, principal: Principal): RunningStream {
  authorize(principal, action, parts.arnOf(streamName));
  const stream = parts.streams.get(streamName);
  if (stream !== undefined) return stream;
  throw new AwsError(
    'ResourceNotFoundException',
    `Firehose ${streamName} under account ${parts.accountId} not found. The template has ${[...parts.streams.keys()].join(', ') || 'none'}.`,
  );
}
