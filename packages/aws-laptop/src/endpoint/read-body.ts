import { AwsError } from '../aws.ts';

/** Larger than any call the stack makes: a Parquet object of Firehose's largest buffer, 128 MiB, is written in process. */
export const MAX_BODY_BYTES = 70 * 1024 * 1024;

/**
 * A request's whole body.
 * @throws AwsError 413 when it is larger than the limit; the rest is read and dropped, so that the answer arrives.
 */
export async function readBody(request: AsyncIterable<Buffer>, maxBytes: number = MAX_BODY_BYTES): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request) {
    sizeBytes += chunk.length;
    if (sizeBytes <= maxBytes) chunks.push(chunk);
  }
  if (sizeBytes <= maxBytes) return Buffer.concat(chunks);
  throw new AwsError(
    'RequestEntityTooLarge',
    `The request has ${sizeBytes} bytes and the laptop's endpoint takes ${maxBytes}: send it in parts.`,
    413,
  );
}
