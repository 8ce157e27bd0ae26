import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { GetObjectCommand, PutObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { linesOf } from './lines.ts';
import { ObjectFault } from './ports.ts';

export interface Listing {
  readonly bucket: string;
  readonly prefix: string;
  /** The first key, itself included where there is an object of that name. */
  readonly from?: string;
}

/** Keys in their order, page by page. */
export async function* objectKeys(client: S3Client, { from, ...place }: Listing): AsyncGenerator<string> {
  // S3 lists what comes after a key; whether the key itself is there shows when it is read.
  if (from !== undefined && !from.endsWith('/')) yield from;
  for await (const { keys } of keyPages(client, place, from)) yield* keys;
}

export interface KeyPage {
  readonly keys: readonly string[];
  readonly isLast: boolean;
}

/** What comes after a key, without it; `isLast` for the page behind which there was nothing when it was listed. */
export async function* keyPages(
  client: S3Client,
  { bucket, prefix }: Omit<Listing, 'from'>,
  after?: string,
): AsyncGenerator<KeyPage> {
  const pages = paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix, StartAfter: after });
  for await (const { Contents = [], NextContinuationToken } of pages) {
    const keys = Contents.flatMap(({ Key = '' }) => (Key.endsWith('/') ? [] : [Key]));
    yield { keys, isLast: NextContinuationToken === undefined };
  }
}

/** The lines of an object, which are unpacked when its name ends in `.gz`. Throws ObjectFault. */
export async function* linesOfObject(client: S3Client, bucket: string, key: string): AsyncGenerator<Buffer | null> {
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    if (!(Body instanceof Readable)) return;
    yield* linesOf(key.endsWith('.gz') ? unpacked(Body) : Body);
  } catch (error) {
    throw faultOf(error) ?? error;
  }
}

/** The stream that is read tells of an error in either. */
function unpacked(body: Readable): Readable {
  return pipeline(body, createGunzip(), () => undefined);
}

function faultOf(error: unknown): ObjectFault | null {
  if (!(error instanceof Error)) return null;
  if (error.name === 'NoSuchKey') return new ObjectFault('object_gone', { cause: error });
  const code = 'code' in error ? String(error.code) : '';
  return code.startsWith('Z_') ? new ObjectFault('object_unreadable', { cause: error }) : null;
}

/** Null when there is no such object. */
export async function readText(client: S3Client, Bucket: string, Key: string): Promise<string | null> {
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
    return (await Body?.transformToString()) ?? '';
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return null;
    throw error;
  }
}

export async function writeText(client: S3Client, Bucket: string, Key: string, Body: string): Promise<void> {
  await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'application/json' }));
}
