import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';

export interface StoredObject {
  readonly key: string;
  readonly sizeBytes: number;
  /** Milliseconds since the epoch. */
  readonly writtenAtMs: number;
}

/** Up to 1,000 objects in the order of their keys; `isLast` when there was nothing behind them as it was listed. */
export interface ObjectPage {
  readonly objects: readonly StoredObject[];
  readonly isLast: boolean;
}

/** Reads an object's text; undefined if it does not exist. */
export type ReadText = (key: string) => Promise<string | undefined>;

/** One bucket of S3. To distinguish an absent object from a denial it needs s3:ListBucket. */
export interface Bucket {
  /** What lies below a prefix, a call a page: after a key, without it. Keys that only stand for a folder are left out. */
  readonly pages: (prefix: string, after?: string) => AsyncIterable<ObjectPage>;
  /** The same, object by object. */
  readonly objects: (prefix: string, after?: string) => AsyncIterable<StoredObject>;
  /** The folders right below a prefix, each with it: a call a thousand, however many objects are in them. */
  readonly folders: (prefix: string) => Promise<readonly string[]>;
  /** An object's bytes; undefined if it does not exist. */
  readonly open: (key: string) => Promise<Readable | undefined>;
  readonly readText: ReadText;
  readonly writeText: (key: string, text: string, contentType?: string) => Promise<void>;
  /** Removes an object; a missing one is no error. */
  readonly remove: (key: string) => Promise<void>;
}

export function bucketOf(client: S3Client, name: string): Bucket {
  const object = (Key: string) => ({ Bucket: name, Key });
  const body = async (key: string) => (await unlessGone(client.send(new GetObjectCommand(object(key)))))?.Body;
  return {
    pages: (prefix, after) => pages(client, name, prefix, after),
    async *objects(prefix, after) {
      for await (const { objects } of pages(client, name, prefix, after)) yield* objects;
    },
    folders: (prefix) => folders(client, name, prefix),
    async open(key) {
      const found = await body(key);
      return found instanceof Readable ? found : undefined;
    },
    readText: async (key) => (await body(key))?.transformToString(),
    async writeText(key, text, ContentType) {
      await client.send(new PutObjectCommand({ ...object(key), Body: text, ContentType }));
    },
    remove: async (key) => void (await client.send(new DeleteObjectCommand(object(key)))),
  };
}

async function* pages(client: S3Client, Bucket: string, Prefix: string, StartAfter?: string) {
  for await (const page of paginateListObjectsV2({ client }, { Bucket, Prefix, StartAfter })) {
    const objects = (page.Contents ?? []).flatMap(({ Key = '', Size = 0, LastModified }) =>
      Key === '' || Key.endsWith('/') ? [] : [{ key: Key, sizeBytes: Size, writtenAtMs: LastModified?.getTime() ?? 0 }],
    );
    yield { objects, isLast: page.NextContinuationToken === undefined };
  }
}

async function folders(client: S3Client, Bucket: string, Prefix: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const page of paginateListObjectsV2({ client }, { Bucket, Prefix, Delimiter: '/' })) {
    found.push(...(page.CommonPrefixes ?? []).flatMap(({ Prefix: folder }) => folder ?? []));
  }
  return found;
}

/** Undefined where the object is not there. */
export async function unlessGone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
    throw error;
  }
}
