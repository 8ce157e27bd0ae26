import * as z from 'zod/mini';
import { instantOf } from '../../event/time.ts';
import { isObject } from '../../shared/json.ts';

/** One line of an object that Firehose wrote under `failed/`. Its message is left out: it may quote the record. */
export interface FailedRecord {
  /** Firehose's own word, `Lambda.ProcessingFailedStatus`; `unknown` where it says none. */
  readonly errorCode: string;
  /** When the record came to the stream, in milliseconds since the epoch; null where it is not said. */
  readonly arrivedAtMs: number | null;
  /** The source record, or where the conversion refused it the row that was made of it. */
  readonly data: Buffer;
}

const lineSchema = z.object({
  rawdata: z.string(),
  errorcode: z.catch(z.string().check(z.regex(/^[\w.-]{1,100}$/)), 'unknown'),
  arrivaltimestamp: z.unknown(),
});

/**
 * Reads a line of an error object. Firehose spells the same members in several ways: real objects say `errorCode` or
 * `lastErrorCode` and `lambdaARN`, the documents `ErrorCode` and `lambdaArn` ("Handle failure in data transformation",
 * "Record format conversion error handling"). Null for a line that holds no record.
 */
export function parseFailedRecord(line: string): FailedRecord | null {
  const parsed = z.safeParse(lineSchema, commonSpelling(parsedOrNull(line)));
  if (!parsed.success) return null;
  const { rawdata, errorcode, arrivaltimestamp } = parsed.data;
  return { errorCode: errorcode, arrivedAtMs: instantOf(arrivaltimestamp), data: Buffer.from(rawdata, 'base64') };
}

function commonSpelling(line: unknown): unknown {
  if (!isObject(line)) return line;
  return Object.fromEntries(
    Object.entries(line).map(([name, value]) => [name.toLowerCase().replace(/^last/, ''), value]),
  );
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
