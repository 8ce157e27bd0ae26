import { AwsError, type AwsResponse } from '../aws.ts';
import { textElement, xmlDocument } from '../endpoint/xml.ts';
import { S3_NAMESPACE } from './list-objects.ts';
import { getObject, putObject, type Store } from './objects.ts';
import { notImplemented, type S3Request } from './request.ts';

/** Names the object to copy; with it, a PUT is a `CopyObject`. */
export const COPY_SOURCE = 'x-amz-copy-source';

/**
 * Answers `CopyObject`: it needs s3:GetObject and the key of the source, s3:PutObject and the key of the target, and
 * encrypts the copy as the target's bucket does by default. Metadata and tags are not kept on the laptop, so that there
 * are none to copy.
 * Source: Amazon S3 API Reference, "CopyObject".
 */
export async function copyObject(store: Store, { bucket, key, request }: S3Request): Promise<AwsResponse> {
  const source = sourceOf(request.headers[COPY_SOURCE] ?? '');
  if (source.bucket === bucket && source.key === key) {
    throw new AwsError('InvalidRequest', 'An object cannot be copied to itself without a change to its metadata.');
  }
  const { principal } = request;
  const { body } = await getObject(store, { principal, ...source });
  const etag = await putObject(store, { principal, bucket, key }, body);
  const content = textElement('LastModified', new Date().toISOString()) + textElement('ETag', etag);
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: xmlDocument('CopyObjectResult', content, S3_NAMESPACE),
  };
}

/** `<bucket>/<key>`, URL-encoded, with or without a slash before it. */
function sourceOf(header: string): { readonly bucket: string; readonly key: string } {
  if (header.includes('?')) throw notImplemented('the copy of a version of an object');
  const [, bucket = '', key = ''] = /^\/?([^/]+)\/(.+)$/s.exec(decoded(header)) ?? [];
  if (bucket === '') throw new AwsError('InvalidArgument', `${COPY_SOURCE} must be <bucket>/<key>, URL-encoded.`);
  return { bucket, key };
}

function decoded(header: string): string {
  try {
    return decodeURIComponent(header);
  } catch {
    throw new AwsError('InvalidArgument', `${COPY_SOURCE} has a % that begins no UTF-8 character: encode the key.`);
  }
}
