import type { AwsResponse, AwsService } from '../aws.ts';
import { xmlDocument } from '../endpoint/xml.ts';
import { COPY_SOURCE, copyObject } from './copy-object.ts';
import { deleteObjects } from './delete-objects.ts';
import { listBuckets } from './list-buckets.ts';
import { listObjectsV2, S3_NAMESPACE } from './list-objects.ts';
import { checkBucket, checkTagging, deleteObject, putObject, type Store } from './objects.ts';
import { get, head } from './read-objects.ts';
import { CONDITIONS, notImplemented, parseS3Request, type S3Request } from './request.ts';
import { writeConditionOf } from './write-condition.ts';

type Operation = (store: Store, request: S3Request) => Promise<AwsResponse>;

/** Query parameters that every operation may carry: the SDK's own, and those of a presigned URL. */
const COMMON_QUERY = /^(x-id|X-Amz-[A-Za-z-]+|x-amz-[a-z0-9-]+)$/;

type Level = 'account' | 'bucket' | 'object';

interface Route {
  readonly method: string;
  readonly on: Level;
  /** Parameters the operation must carry, and those it may. */
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly operation: Operation;
}

const LIST_PARAMETERS = [
  'prefix',
  'delimiter',
  'continuation-token',
  'start-after',
  'max-keys',
  'encoding-type',
  'fetch-owner',
];

const ROUTES: readonly Route[] = [
  { method: 'PUT', on: 'object', required: [], optional: [], operation: put },
  { method: 'PUT', on: 'object', required: ['tagging'], optional: [], operation: tag },
  { method: 'GET', on: 'object', required: [], optional: [], operation: get },
  { method: 'HEAD', on: 'object', required: [], optional: [], operation: head },
  { method: 'DELETE', on: 'object', required: [], optional: [], operation: remove },
  { method: 'GET', on: 'bucket', required: ['list-type'], optional: LIST_PARAMETERS, operation: listObjectsV2 },
  { method: 'GET', on: 'bucket', required: ['location'], optional: [], operation: location },
  { method: 'POST', on: 'bucket', required: ['delete'], optional: [], operation: deleteObjects },
  { method: 'GET', on: 'account', required: [], optional: [], operation: listBuckets },
  { method: 'HEAD', on: 'bucket', required: [], optional: [], operation: headBucket },
];

/** S3's HTTP API over the store: path-style addresses; any operation that is not listed is NotImplemented. */
export function s3Service(store: Store): AwsService {
  return {
    signingName: 's3',
    async handle(request) {
      const parsed = parseS3Request(request);
      return operationOf(parsed)(store, parsed);
    },
  };
}

function operationOf(parsed: S3Request): Operation {
  const { method, query } = parsed.request;
  const level = levelOf(parsed);
  const names = [...query.keys()].filter((name) => !COMMON_QUERY.test(name));
  const found = ROUTES.find(
    (route) =>
      route.method === method &&
      route.on === level &&
      route.required.every((name) => names.includes(name)) &&
      names.every((name) => route.required.includes(name) || route.optional.includes(name)),
  );
  if (found !== undefined) return found.operation;
  throw notImplemented(`${query.get('x-id') ?? `${method} on the ${level} with the parameters ${names.join(', ')}`}`);
}

function levelOf({ bucket, key }: S3Request): Level {
  if (bucket === '') return 'account';
  return key === '' ? 'bucket' : 'object';
}

async function put(store: Store, parsed: S3Request): Promise<AwsResponse> {
  const { bucket, key, body, request } = parsed;
  if (request.headers[COPY_SOURCE] !== undefined) {
    refuseConditions(request.headers);
    return copyObject(store, parsed);
  }
  const call = { principal: request.principal, bucket, key };
  const etag = await putObject(store, call, body, writeConditionOf(request.headers));
  return { status: 200, headers: { etag }, body: '' };
}

/** Tags are checked and not kept: on the laptop only lifecycle rules would read them, and nothing expires there. */
async function tag(store: Store, { bucket, key, request }: S3Request): Promise<AwsResponse> {
  refuseConditions(request.headers);
  await checkTagging(store, { principal: request.principal, bucket, key });
  return { status: 200, body: '' };
}

async function remove(store: Store, { bucket, key, request }: S3Request): Promise<AwsResponse> {
  refuseConditions(request.headers);
  await deleteObject(store, { principal: request.principal, bucket, key });
  return { status: 204, body: '' };
}

async function headBucket(store: Store, { bucket, request }: S3Request): Promise<AwsResponse> {
  checkBucket(store, request.principal, bucket, 's3:ListBucket');
  return { status: 200, headers: { 'x-amz-bucket-region': store.template.region }, body: '' };
}

/** S3 gives an empty location for us-east-1. Source: Amazon S3 API Reference, "GetBucketLocation". */
async function location(store: Store, { bucket, request }: S3Request): Promise<AwsResponse> {
  checkBucket(store, request.principal, bucket, 's3:GetBucketLocation');
  const { region } = store.template;
  const body = xmlDocument('LocationConstraint', region === 'us-east-1' ? '' : region, S3_NAMESPACE);
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}

/** For what neither reads nor puts an object. */
function refuseConditions(headers: Readonly<Record<string, string>>): void {
  const found = CONDITIONS.find((name) => headers[name] !== undefined);
  if (found !== undefined)
    throw notImplemented(`the header ${found} other than on PutObject, GetObject and HeadObject`);
}
