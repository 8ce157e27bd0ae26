import { AwsError } from '../aws.ts';

const CRLF = '\r\n';

/** Whether a request's body is cut into chunks, as the SDK does when it adds a checksum at the end. */
export function isAwsChunked(headers: Readonly<Record<string, string>>): boolean {
  const encoded = (headers['content-encoding'] ?? '').split(',').some((part) => part.trim() === 'aws-chunked');
  return encoded || (headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-');
}

/**
 * The bytes inside an aws-chunked body; chunk signatures and trailing checksums are not verified.
 * Source: Amazon S3 API Reference, "Signature calculations: transferring payload in multiple chunks".
 * @throws AwsError IncompleteBody when a chunk is cut short or its size is unreadable.
 */
export function decodeAwsChunked(body: Buffer): Buffer {
  const chunks: Buffer[] = [];
  let offset = 0;
  for (;;) {
    const lineEnd = body.indexOf(CRLF, offset);
    const sizeBytes = lineEnd < 0 ? Number.NaN : chunkSize(body.toString('latin1', offset, lineEnd));
    const start = lineEnd + CRLF.length;
    if (sizeBytes === 0) return Buffer.concat(chunks);
    // A chunk that is cut short leaves no line to read after it, and so no size.
    if (Number.isNaN(sizeBytes)) throw cutShort();
    chunks.push(body.subarray(start, start + sizeBytes));
    offset = start + sizeBytes + CRLF.length;
  }
}

function chunkSize(line: string): number {
  const hex = line.split(';')[0] ?? '';
  return /^[0-9a-fA-F]{1,8}$/.test(hex) ? Number.parseInt(hex, 16) : Number.NaN;
}

function cutShort(): AwsError {
  return new AwsError('IncompleteBody', 'The aws-chunked body ends inside a chunk, or gives no size: send it again.');
}
