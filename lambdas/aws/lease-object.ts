import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type LeasePorts, leaseObject, readLease } from './lease.ts';

/**
 * What S3 answers a conditional write that somebody else's write came before: 412; 409 when both were under way; 404 when
 * the object to be replaced is gone ("How to prevent object overwrites with conditional writes", Amazon S3 User Guide).
 */
const LOST_RACE = new Set(['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey']);

/** A lease as an object of S3. It needs s3:GetObject, s3:PutObject, and s3:ListBucket to tell absence from denial. */
export function leaseObjectPorts(client: S3Client, Bucket: string, Key: string, nowMs = Date.now): LeasePorts {
  return {
    nowMs,
    async read() {
      try {
        const { Body, ETag = '' } = await client.send(new GetObjectCommand({ Bucket, Key }));
        return { lease: parsed(Key, (await Body?.transformToString()) ?? ''), etag: ETag };
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async write(lease, replaces) {
      const condition = replaces === undefined ? { IfNoneMatch: '*' } : { IfMatch: replaces };
      try {
        const { ETag } = await client.send(
          new PutObjectCommand({
            Bucket,
            Key,
            Body: leaseObject(lease),
            ContentType: 'application/json',
            ...condition,
          }),
        );
        return ETag;
      } catch (error) {
        if (error instanceof Error && LOST_RACE.has(error.name)) return undefined;
        throw error;
      }
    },
  };
}

function parsed(key: string, text: string) {
  try {
    return readLease(text);
  } catch (cause) {
    throw new Error(
      `The object ${key} is not a lease, {"owner": "…", "until": "2026-11-21T02:30:00.000Z"}: delete it.`,
      {
        cause,
      },
    );
  }
}
