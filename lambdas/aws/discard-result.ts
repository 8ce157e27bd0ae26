import type { S3Client } from '@aws-sdk/client-s3';
import type { OnResult } from './athena.ts';
import { bucketOf } from './objects.ts';

/**
 * Removes what Athena writes beside a statement that gives no rows, `<id>.txt` and `<id>.txt.metadata`. A creation that
 * is rolled back deletes the bucket of results, which CloudFormation can only while it is empty.
 */
export function discardResult(client: S3Client): OnResult {
  return async (location) => {
    const { Bucket, Key } = /^s3:\/\/(?<Bucket>[^/]+)\/(?<Key>.+\.txt)$/.exec(location)?.groups ?? {};
    if (Bucket === undefined || Key === undefined) return;
    const { remove } = bucketOf(client, Bucket);
    // What is left of them expires with all results: it is no failure of the statement.
    await Promise.allSettled([remove(Key), remove(`${Key}.metadata`)]);
  };
}
