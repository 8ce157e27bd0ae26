import type { AwsResponse, AwsService } from '../aws.ts';
import { xmlDocument } from '../endpoint/xml.ts';
import { COPY_SOURCE, copyObject } from './copy-object.ts';
import { listObjectsV2, S3_NAMESPACE } from './list-objects.ts';
import {
  checkBucket,
  checkTagging,
  deleteObject,
  getObject,
  headObject,
  type ObjectFacts,
  putObject,
  type Store,
} from './objects.ts';
import { parseRange } from './range.ts';
import { notImplemented, parseS3Request, type S3Request } from './request.ts';
import { writeConditionOf } from './write-condition.ts';

type Operation = (store: Store, request: S3Request) => Promise<AwsResponse>;

/** Query parameters that every operation may carry: the SDK's own, and those of a presigned URL. */
const COMMON_QUERY = /^(x-id|X-Amz-[A-Za-z-]+|x-amz-[a-z0-9-]+)$/;

interface Route {
  readonly method: string;
  readonly onBucket: boolean;
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
  { method: 'PUT', onBucket: false, required: [], optional: [], operation: put },
  { method: 'PUT', onBucket: false, required: ['tagging'], optional: [], operation: tag },
  { method: 'GET', onBucket: false, required: [], optional: [], operation: get },
  { method: 'HEAD', onBucket: false, required: [], optional: [], operation: head },
  { method: 'DELETE', onBucket: false, required: [], optional: [], operation: remove },
  { method: 'GET', onBucket: true, required: ['list-type'], optional: LIST_PARAMETERS, operation: listObjectsV2 },
  { method: 'GET', onBucket: true, required: ['location'], optional: [], operation: location },
  { method: 'HEAD', onBucket: true, required: [], optional: [], operation: headBucket },
];

/** S3's HTTP API over the store: path-style addresses, one object a call; any other operation is NotImplemented. */
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
  const names = [...query.keys()].filter((name) => !COMMON_QUERY.test(name));
  const found = ROUTES.find(
    (route) =>
      route.method === method &&
      route.onBucket === (parsed.key === '') &&
      route.required.every((name) => names.includes(name)) &&
      names.every((name) => route.required.includes(name) || route.optional.includes(name)),
  );
  if (parsed.bucket !== '' && found !== undefined) return found.operation;
  const where = parsed.key === '' ? 'a bucket' : 'an object';
  throw notImplemented(`${query.get('x-id') ?? `${method} on ${where} with the parameters ${names.join(', ')}`}`);
}

async function put(store: Store, parsed: S3Request): Promise<AwsResponse> {
  const { bucket, key, body, request } = parsed;
  if (request.headers[COPY_SOURCE] !== undefined) return copyObject(store, parsed);
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

async function get(store: Store, { bucket, key, request }: S3Request): Promise<AwsResponse> {
  refuseConditions(request.headers);
  const { body, ...facts } = await getObject(store, { principal: request.principal, bucket, key });
  const range = parseRange(request.headers.range, body.length);
  if (range === undefined) return { status: 200, headers: headersOf(facts), body };
  const part = body.subarray(range.first, range.last + 1);
  const contentRange = `bytes ${range.first}-${range.last}/${body.length}`;
  return { status: 206, headers: { ...headersOf(facts), 'content-range': contentRange }, body: part };
}

async function head(store: Store, { bucket, key, request }: S3Request): Promise<AwsResponse> {
  refuseConditions(request.headers);
  const facts = await headObject(store, { principal: request.principal, bucket, key });
  return { status: 200, headers: { ...headersOf(facts), 'content-length': String(facts.sizeBytes) }, body: '' };
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

function refuseConditions(headers: Readonly<Record<string, string>>): void {
  for (const [header, name] of [
    ['if-none-match', 'If-None-Match'],
    ['if-match', 'If-Match'],
  ] as const) {
    if (headers[header] !== undefined) throw notImplemented(`${name} other than on PutObject`);
  }
}

function headersOf({ etag, modified }: ObjectFacts): Record<string, string> {
  return {
    etag,
    'last-modified': modified.toUTCString(),
    'accept-ranges': 'bytes',
    'content-type': 'application/octet-stream',
  };
}
