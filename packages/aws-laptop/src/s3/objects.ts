import { join } from 'node:path';
import { AwsError, type Principal, type Template } from '../aws.ts';
import { authorizeKeyUse } from '../template/key-policy.ts';
import { authorizeOn, type Bucket, bucketNamed } from './buckets.ts';
import { type EntityTags, md5Tag } from './entity-tags.ts';
import { deleteFile, type FileFacts, factsOf, readWhole, writeWhole } from './files.ts';
import { pathOfKey } from './keys.ts';
import { type ListPage, type ListQuery, pageOf } from './listing.ts';
import type { OneAtATime } from './one-at-a-time.ts';
import { keysUnder } from './walk.ts';
import { refuseMismatch, type WriteCondition } from './write-condition.ts';

/** The folder of buckets, and what is needed to decide who may do what in it. */
export interface Store {
  readonly template: Template;
  readonly rootDir: string;
  readonly uploads: string;
  readonly buckets: ReadonlyMap<string, Bucket>;
  readonly onWritten: (bucket: string, key: string) => void;
  readonly tags: EntityTags;
  readonly alone: OneAtATime;
}

/** One object, as a caller asks for it. */
export interface ObjectCall {
  readonly principal: Principal;
  readonly bucket: string;
  readonly key: string;
}

export interface ObjectFacts extends FileFacts {
  /** The MD5 digest in quotes, as S3 gives it. */
  readonly etag: string;
}

export interface Listing extends Omit<ListPage, 'keys'> {
  readonly objects: readonly (ObjectFacts & { readonly key: string })[];
}

/** @throws AwsError NoSuchBucket */
export function folderOf(store: Store, bucket: string): string {
  return join(store.rootDir, bucketNamed(store.buckets, bucket).name);
}

/** @throws AwsError NoSuchBucket */
export function checkBucketExists(store: Store, bucket: string): void {
  bucketNamed(store.buckets, bucket);
}

/** Throws unless the bucket exists and the principal may do `action` on it. */
export function checkBucket(store: Store, principal: Principal, bucket: string, action: string): void {
  authorizeOn(bucketNamed(store.buckets, bucket), principal, action);
}

/**
 * Stores an object and gives its ETag. A condition and the write are one step: no other write comes between them.
 * @throws AwsError PreconditionFailed, or NoSuchKey where the object to be replaced is not there.
 */
export async function putObject(
  store: Store,
  call: ObjectCall,
  body: Buffer,
  { ifNoneMatch = false, ifMatch }: WriteCondition = {},
): Promise<string> {
  const path = checkedPath(store, call, 's3:PutObject');
  if (ifMatch !== undefined) checkedPath(store, call, 's3:GetObject');
  checkKey(store, call, 'kms:GenerateDataKey');
  await store.alone(path, async () => {
    if (ifMatch !== undefined) refuseMismatch(ifMatch, await readWhole(path));
    await writeWhole(store.uploads, path, body, ifNoneMatch);
  });
  store.onWritten(call.bucket, call.key);
  return md5Tag(body);
}

export async function getObject(store: Store, call: ObjectCall): Promise<ObjectFacts & { readonly body: Buffer }> {
  const path = pathToRead(store, call);
  const [facts, body] = [await factsOf(path), await readWhole(path)];
  if (facts === undefined || body === undefined) throw noSuchKey(store, call);
  checkKey(store, call, 'kms:Decrypt');
  return { modified: facts.modified, sizeBytes: body.length, etag: md5Tag(body), body };
}

export async function headObject(store: Store, call: ObjectCall): Promise<ObjectFacts> {
  const path = pathToRead(store, call);
  const facts = await factsOf(path);
  if (facts === undefined) throw noSuchKey(store, call);
  return { ...facts, etag: await store.tags(path, facts) };
}

/** @throws AwsError AccessDenied, or NoSuchKey where there is no object to tag. */
export async function checkTagging(store: Store, call: ObjectCall): Promise<void> {
  const path = checkedPath(store, call, 's3:PutObjectTagging');
  if ((await factsOf(path)) === undefined) throw noSuchKey(store, call);
}

/** Deletes an object; a missing one is not an error. */
export async function deleteObject(store: Store, call: ObjectCall): Promise<void> {
  const path = checkedPath(store, call, 's3:DeleteObject');
  await store.alone(path, () => deleteFile(path));
}

export async function listObjects(
  store: Store,
  principal: Principal,
  bucket: string,
  query: ListQuery,
): Promise<Listing> {
  checkBucket(store, principal, bucket, 's3:ListBucket');
  const folder = folderOf(store, bucket);
  const { keys, ...page } = pageOf(await keysUnder(folder, query.prefix), query);
  const objects = await Promise.all(keys.map((key) => factsOfKey(store, folder, key)));
  return { ...page, objects: objects.flat() };
}

/** One item, or none when the object was deleted in between. */
async function factsOfKey(store: Store, folder: string, key: string): Promise<Listing['objects']> {
  const path = pathOfKey(folder, key);
  const facts = await factsOf(path);
  return facts === undefined ? [] : [{ key, ...facts, etag: await store.tags(path, facts) }];
}

/** A key that no object can have here, such as a folder's with its slash, is one that no object has. */
function pathToRead(store: Store, call: ObjectCall): string {
  try {
    return checkedPath(store, call, 's3:GetObject');
  } catch (error) {
    if (error instanceof AwsError && error.code === 'InvalidArgument') throw noSuchKey(store, call);
    throw error;
  }
}

function checkedPath(store: Store, { principal, bucket, key }: ObjectCall, action: string): string {
  authorizeOn(bucketNamed(store.buckets, bucket), principal, action, key);
  return pathOfKey(folderOf(store, bucket), key);
}

function checkKey(store: Store, { principal, bucket }: ObjectCall, action: string): void {
  const { keyArn } = bucketNamed(store.buckets, bucket);
  if (keyArn !== undefined) authorizeKeyUse(store.template, principal, { action, keyArn, viaService: 's3' });
}

/** S3 hides from whoever may not list a bucket whether an object exists. Source: "GetObject", Permissions. */
function noSuchKey(store: Store, { principal, bucket }: ObjectCall): AwsError {
  checkBucket(store, principal, bucket, 's3:ListBucket');
  return new AwsError('NoSuchKey', 'The bucket holds no object under this key.', 404);
}
