import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import type { readEnvironment, SEAL_ENVIRONMENT } from '../../domain/contracts/environment.ts';
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
  const bucketOf = { lake: LAKE_BUCKET, sealed: SEALED_BUCKET };
  return {
    waiting: () => waiting(s3, LAKE_BUCKET, FAILED_PREFIX),
    digest: (store, key) => unlessGone(digest(s3, bucketOf[store], key)),
    copy: async (key) => {
      const CopySource = `${LAKE_BUCKET}/${encodeURIComponent(key)}`;
      // Encrypted as the sealed bucket is by default: by its own key.
      return (
        (await unlessGone(s3.send(new CopyObjectCommand({ Bucket: SEALED_BUCKET, Key: key, CopySource })))) !== null
      );
    },
    remove: async (key) => void (await s3.send(new DeleteObjectCommand({ Bucket: LAKE_BUCKET, Key: key }))),
    nowMs: Date.now,
    isLate: () => context.getRemainingTimeInMillis() < END_MS,
  };
}

async function waiting(s3: S3Client, Bucket: string, Prefix: string): Promise<readonly WaitingObject[]> {
  const objects: WaitingObject[] = [];
  let ContinuationToken: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const listed = await s3.send(new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }));
    for (const { Key = '', Size = 0, LastModified } of listed.Contents ?? []) {
      if (!Key.endsWith('/')) objects.push({ key: Key, sizeBytes: Size, writtenAtMs: LastModified?.getTime() ?? 0 });
    }
    ContinuationToken = listed.NextContinuationToken;
    if (ContinuationToken === undefined) break;
  }
  return objects;
}

/** In a stream: an object may be larger than the function's memory. */
async function digest(s3: S3Client, Bucket: string, Key: string): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  const hash = createHash('sha256');
  if (Body instanceof Readable) for await (const chunk of Body) hash.update(chunk);
  return hash.digest('hex');
}

/** Null where the object is not there, which needs s3:ListBucket to be distinguished from a denial. */
async function unlessGone<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return null;
    throw error;
  }
}
