/** Conditional reads ("GetObject" and "HeadObject", Amazon S3 API Reference; RFC 9110, section 13). */
import { AwsError } from '../aws.ts';
import type { ObjectFacts } from './objects.ts';

type Headers = Readonly<Record<string, string>>;

/**
 * Whether the answer is 304 Not Modified. If-Match goes before If-Unmodified-Since and If-None-Match before
 * If-Modified-Since, as S3 says for each pair; what is not a date is ignored.
 * @throws AwsError PreconditionFailed
 */
export function isNotModified(headers: Headers, { etag, modified }: Pick<ObjectFacts, 'etag' | 'modified'>): boolean {
  const since = (name: string): number => Date.parse(headers[name] ?? '');
  // HTTP's dates have no milliseconds.
  const modifiedMillis = Math.floor(modified.getTime() / 1_000) * 1_000;
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = headers;
  if (ifMatch !== undefined && !namesTag(ifMatch, etag)) throw failed('If-Match');
  if (ifMatch === undefined && modifiedMillis > since('if-unmodified-since')) throw failed('If-Unmodified-Since');
  return ifNoneMatch === undefined ? modifiedMillis <= since('if-modified-since') : namesTag(ifNoneMatch, etag);
}

/** A list of tags, with or without their quotes, or `*` for any. */
function namesTag(header: string, etag: string): boolean {
  const bare = (tag: string): string => tag.trim().replace(/^W\//, '').replaceAll('"', '');
  return header.split(',').some((tag) => bare(tag) === '*' || bare(tag) === bare(etag));
}

function failed(condition: string): AwsError {
  return new AwsError('PreconditionFailed', `At least one of the preconditions did not hold: ${condition}.`, 412);
}
