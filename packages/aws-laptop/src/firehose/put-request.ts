import * as z from 'zod';
import { AwsError } from '../aws.ts';

/** PutRecordBatch: "up to 500 records or 4 MiB in a call". */
const MAX_RECORDS = 500;
const MAX_CALL_BYTES = 4 * 1024 * 1024;
/** PutRecord and PutRecordBatch: "The maximum size of a record, before base64-encoding, is 1,000 KiB". */
const MAX_RECORD_BYTES = 1_000 * 1024;

const record = z.object({ Data: z.string() });
const putRecord = z.object({ DeliveryStreamName: z.string().min(1), Record: record });
const putRecordBatch = z.object({ DeliveryStreamName: z.string().min(1), Records: z.array(record) });

/** A put whose limits have been checked; `records` are the bytes before base64. */
export interface PutRequest {
  readonly streamName: string;
  readonly records: readonly Buffer[];
}

/** Throws ValidationException as AWS words it. */
export function parsePutRecord(input: unknown): PutRequest {
  const { DeliveryStreamName, Record } = parseInput(putRecord, input);
  return { streamName: DeliveryStreamName, records: checkSizes([decode(Record)]) };
}

/** Throws ValidationException or InvalidArgumentException as AWS words them. */
export function parsePutRecordBatch(input: unknown): PutRequest {
  const { DeliveryStreamName, Records } = parseInput(putRecordBatch, input);
  if (Records.length === 0)
    throw invalid("at 'records' failed to satisfy constraint: Member must have length greater than or equal to 1");
  if (Records.length > MAX_RECORDS) {
    throw invalid(
      `at 'records' failed to satisfy constraint: Member must have length less than or equal to ${MAX_RECORDS}, received ${Records.length}`,
    );
  }
  const records = checkSizes(Records.map(decode));
  const callBytes = records.reduce((sum, { length }) => sum + length, 0);
  if (callBytes > MAX_CALL_BYTES) {
    throw new AwsError(
      'InvalidArgumentException',
      `Records size exceeds 4 MB limit: ${callBytes} bytes in one call. Send fewer records at a time.`,
    );
  }
  return { streamName: DeliveryStreamName, records };
}

/** Throws SerializationException when a field is missing or has the wrong type. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map(({ path }) => z.core.toDotPath(path)).join(', ');
  throw new AwsError('SerializationException', `${where} is missing from the request or has the wrong type.`);
}

function decode({ Data }: z.infer<typeof record>): Buffer {
  return Buffer.from(Data, 'base64');
}

function checkSizes(records: readonly Buffer[]): readonly Buffer[] {
  const index = records.findIndex(({ length }) => length > MAX_RECORD_BYTES);
  if (index === -1) return records;
  throw invalid(
    `at 'records.${index + 1}.member.data' failed to satisfy constraint: Member must have length less than or equal to ${MAX_RECORD_BYTES}, received ${records[index]?.length}`,
  );
}

function invalid(rule: string): AwsError {
  return new AwsError('ValidationException', `1 validation error detected: Value ${rule}`);
}
