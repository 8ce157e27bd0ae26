import { S3Client } from '@aws-sdk/client-s3';
import { type Bucket, bucketOf } from '../../lambdas/aws/objects.ts';
import type { Target } from './target.ts';

/** The lake's bucket, as whoever runs the command. */
export function lakeBucket(target: Target): Bucket {
  // A laptop's bucket has no host name of its own.
  const client = new S3Client({ ...target.clientConfig, forcePathStyle: target.clientConfig.endpoint !== undefined });
  return bucketOf(client, target.output('LakeBucket'));
}
