import { AwsError, type AwsRequest } from '../aws.ts';
import { decodeAwsChunked, isAwsChunked } from './aws-chunked.ts';

/** A request to S3, by path: `/<bucket>/<key>`; an empty key means the bucket itself. */
export interface S3Request {
  readonly bucket: string;
  readonly key: string;
  readonly body: Buffer;
  readonly request: AwsRequest;
}

/** Headers that are evaluated, or change nothing on the laptop; checksums among them, for nothing is lost on the loopback interface. */
const COVERED = new Set([
  // The C++ SDK's, and so pyarrow's: the version of the API.
  'x-amz-api-version',
  'x-amz-checksum-algorithm',
  'x-amz-checksum-mode',
  'x-amz-checksum-type',
  'x-amz-content-sha256',
  // Read where an object is put; the SDK sends it with no other call.
  'x-amz-copy-source',
  'x-amz-date',
  'x-amz-decoded-content-length',
  'x-amz-expected-bucket-owner',
  'x-amz-sdk-checksum-algorithm',
  'x-amz-security-token',
  'x-amz-te',
  'x-amz-trailer',
  'x-amz-user-agent',
]);
const CHECKSUM = /^x-amz-checksum-(crc32|crc32c|crc64nvme|sha1|sha256)$/;
/** Read where an object is read or put. */
export const CONDITIONS = ['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since'];

/**
 * Reads bucket, key and body out of a request.
 * @throws AwsError NotImplemented for a header that would change what the call does.
 */
export function parseS3Request(request: AwsRequest): S3Request {
  refuseUnknownHeaders(request);
  const [, bucket = '', ...key] = decodePath(request.path).split('/');
  const body = isAwsChunked(request.headers) ? decodeAwsChunked(request.body) : request.body;
  return { bucket, key: key.join('/'), body, request };
}

/** What the laptop's S3 does not do, as S3 itself says it. */
export function notImplemented(what: string): AwsError {
  return new AwsError('NotImplemented', `The laptop's S3 does not cover ${what}.`, 501);
}

function refuseUnknownHeaders({ headers }: AwsRequest): void {
  const unknown = Object.keys(headers).find(
    (name) => name.startsWith('x-amz-') && !COVERED.has(name) && !CHECKSUM.test(name),
  );
  if (unknown !== undefined) throw notImplemented(`the header ${unknown}`);
  const encodings = (headers['content-encoding'] ?? '').split(',').map((part) => part.trim());
  const kept = encodings.find((encoding) => encoding !== '' && encoding !== 'aws-chunked');
  if (kept !== undefined) throw notImplemented(`objects with the Content-Encoding ${kept}`);
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new AwsError('InvalidURI', 'The path has a % that begins no UTF-8 character: encode the key.');
  }
}
