/** Conditional writes ("How to prevent object overwrites with conditional writes", Amazon S3 User Guide). */
import { AwsError } from '../aws.ts';
import { md5Tag } from './entity-tags.ts';
import { notImplemented } from './request.ts';

export interface WriteCondition {
  /** Only where no object has the key: otherwise PreconditionFailed. */
  readonly ifNoneMatch?: boolean;
  /** Only where the object has this ETag. Needs s3:GetObject beside s3:PutObject. */
  readonly ifMatch?: string;
}

/**
 * Of the headers of PutObject. S3 expects `*` in If-None-Match and an ETag in If-Match ("PutObject", Amazon S3 API
 * Reference). It answers 409 ConditionalRequestConflict where two conditional writes overlap, which is never here: they
 * are made one after the other, and the later finds the condition false.
 */
export function writeConditionOf(headers: Readonly<Record<string, string>>): WriteCondition {
  const { 'if-none-match': ifNoneMatch, 'if-match': ifMatch } = headers;
  const date = ['if-modified-since', 'if-unmodified-since'].find((name) => headers[name] !== undefined);
  if (date !== undefined) throw notImplemented(`the header ${date} on PutObject`);
  if (ifNoneMatch !== undefined && ifMatch !== undefined) throw notImplemented('If-Match beside If-None-Match');
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') throw notImplemented(`If-None-Match: ${ifNoneMatch}`);
  if (ifMatch === '*') throw notImplemented('If-Match: *');
  return ifMatch === undefined ? { ifNoneMatch: ifNoneMatch === '*' } : { ifMatch };
}

/** @throws AwsError NoSuchKey where there is no object, PreconditionFailed where it is another. */
export function refuseMismatch(ifMatch: string, body: Buffer | undefined): void {
  if (body === undefined) throw new AwsError('NoSuchKey', 'If-Match was given and no object has the key.', 404);
  if (md5Tag(body) === `"${ifMatch.replaceAll('"', '')}"`) return;
  throw new AwsError('PreconditionFailed', 'If-Match was given and the object has another ETag.', 412);
}
