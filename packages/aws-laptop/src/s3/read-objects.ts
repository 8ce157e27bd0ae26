/** GetObject and HeadObject. */
import type { AwsResponse } from '../aws.ts';
import { getObject, headObject, type ObjectFacts, type Store } from './objects.ts';
import { parseRange } from './range.ts';
import { isNotModified } from './read-condition.ts';
import type { S3Request } from './request.ts';

export async function get(store: Store, { bucket, key, request }: S3Request): Promise<AwsResponse> {
  const { body, ...facts } = await getObject(store, { principal: request.principal, bucket, key });
  const answer = answerTo(request.headers, facts);
  return { ...answer, body: answer.part === undefined ? '' : body.subarray(answer.part.first, answer.part.last + 1) };
}

export async function head(store: Store, { bucket, key, request }: S3Request): Promise<AwsResponse> {
  const facts = await headObject(store, { principal: request.principal, bucket, key });
  const { status, headers, part } = answerTo(request.headers, facts);
  const sizeBytes = part === undefined ? 0 : part.last - part.first + 1;
  return { status, headers: { ...headers, 'content-length': String(sizeBytes) }, body: '' };
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  /** The bytes of the answer; undefined when it has none. */
  readonly part: { readonly first: number; readonly last: number } | undefined;
}

function answerTo(headers: Readonly<Record<string, string>>, facts: ObjectFacts): Answer {
  if (isNotModified(headers, facts)) return { status: 304, headers: headersOf(facts), part: undefined };
  const range = parseRange(headers.range, facts.sizeBytes);
  if (range === undefined) {
    return { status: 200, headers: headersOf(facts), part: { first: 0, last: facts.sizeBytes - 1 } };
  }
  const contentRange = `bytes ${range.first}-${range.last}/${facts.sizeBytes}`;
  return { status: 206, headers: { ...headersOf(facts), 'content-range': contentRange }, part: range };
}

function headersOf({ etag, modified }: ObjectFacts): Record<string, string> {
  return {
    etag,
    'last-modified': modified.toUTCString(),
    'accept-ranges': 'bytes',
    'content-type': 'application/octet-stream',
  };
}
