import { createHash } from 'node:crypto';
import { CopyObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import type { readEnvironment, SEAL_ENVIRONMENT } from '../../domain/contracts/environment.ts';
import { type Bucket, bucketOf, unlessGone } from '../aws/objects.ts';
import type { SealPorts, WaitingObject } from './seal.ts';

type SealEnvironment = ReturnType<typeof readEnvironment<typeof SEAL_ENVIRONMENT>>;

/** S3 lists 1,000 a page. What is behind the last page waits for the next run. */
const MAX_PAGES = 10;
/** What must be left of the function's time to finish the objects under way: the largest are 180 MB, read twice. */
const END_MS = 60_000;

/** The two stores as one run sees them. */
export function sealPorts(
  { LAKE_BUCKET, SEALED_BUCKET, FAILED_PREFIX }: SealEnvironment,
  s3: S3Client,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): SealPorts {
  const stores = { lake: bucketOf(s3, LAKE_BUCKET), sealed: bucketOf(s3, SEALED_BUCKET) };
  return {
    waiting: () => waiting(stores.lake, FAILED_PREFIX),
    digest: (store, key) => digest(stores[store], key),
    copy: async (key) => {
      const CopySource = `${LAKE_BUCKET}/${encodeURIComponent(key)}`;
      // Encrypted as the sealed bucket is by default: by its own key.
      const copied = s3.send(new CopyObjectCommand({ Bucket: SEALED_BUCKET, Key: key, CopySource }));
      return (await unlessGone(copied)) !== undefined;
    },
    remove: stores.lake.remove,
    nowMs: Date.now,
    isLate: () => context.getRemainingTimeInMillis() < END_MS,
  };
}

async function waiting({ pages }: Bucket, prefix: string): Promise<readonly WaitingObject[]> {
  const waiting: WaitingObject[] = [];
  let listed = 0;
  for await (const { objects } of pages(prefix)) {
    waiting.push(...objects);
    listed += 1;
    if (listed === MAX_PAGES) break;
  }
  return waiting;
}

/** In a stream: an object may be larger than the function's memory. */
async function digest(bucket: Bucket, key: string): Promise<string | null> {
  const body = await bucket.open(key);
  if (body === undefined) return null;
  const hash = createHash('sha256');
  for await (const chunk of body) hash.update(chunk);
  return hash.digest('hex');
}
