import { AwsError, type AwsResponse } from '../aws.ts';
import { textElement, xmlDocument } from '../endpoint/xml.ts';
import type { ListQuery } from './listing.ts';
import { type Listing, listObjects, type Store } from './objects.ts';
import { notImplemented, type S3Request } from './request.ts';

export const S3_NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** Source: Amazon S3 API Reference, "ListObjectsV2": up to 1,000 keys a page. */
const MAX_KEYS = 1000;

/** Answers `ListObjectsV2`. */
export async function listObjectsV2(store: Store, { bucket, request }: S3Request): Promise<AwsResponse> {
  const { query: parameters, principal } = request;
  if (parameters.get('list-type') !== '2') throw notImplemented('ListObjects (version 1)');
  if (parameters.get('fetch-owner') === 'true') throw notImplemented('FetchOwner');
  const query = parseQuery(parameters);
  const listing = await listObjects(store, principal, bucket, query);
  const encode = encoderFor(parameters.get('encoding-type'));
  const content = [
    textElement('Name', bucket),
    ...echoed(parameters, encode),
    textElement('MaxKeys', query.maxKeys),
    ...elementsOf(listing, encode),
  ];
  const body = xmlDocument('ListBucketResult', content.join(''), S3_NAMESPACE);
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}

function parseQuery(parameters: URLSearchParams): ListQuery {
  const token = parameters.get('continuation-token');
  return {
    prefix: parameters.get('prefix') ?? '',
    delimiter: parameters.get('delimiter') ?? '',
    after: token === null ? '' : Buffer.from(token, 'base64url').toString('utf8'),
    startAfter: parameters.get('start-after') ?? '',
    maxKeys: maxKeysOf(parameters.get('max-keys')),
  };
}

function maxKeysOf(text: string | null): number {
  if (text === null) return MAX_KEYS;
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text), MAX_KEYS);
  throw new AwsError('InvalidArgument', 'max-keys must be a number from 0: give one, or leave it out for 1,000.');
}

type Encode = (text: string) => string;

function encoderFor(encodingType: string | null): Encode {
  if (encodingType === null) return (text) => text;
  if (encodingType !== 'url') throw notImplemented(`the encoding-type ${encodingType}`);
  return (text) => encodeURIComponent(text).replaceAll('%2F', '/');
}

/** What was asked for and S3 says again in its answer; always the prefix, which may be empty. */
function echoed(parameters: URLSearchParams, encode: Encode): readonly string[] {
  const optional = (name: string, parameter: string, encodeValue: Encode = encode): readonly string[] => {
    const value = parameters.get(parameter);
    return value === null ? [] : [textElement(name, encodeValue(value))];
  };
  const asIs: Encode = (text) => text;
  return [
    textElement('Prefix', encode(parameters.get('prefix') ?? '')),
    ...optional('Delimiter', 'delimiter'),
    ...optional('StartAfter', 'start-after'),
    ...optional('ContinuationToken', 'continuation-token', asIs),
    ...optional('EncodingType', 'encoding-type', asIs),
  ];
}

function elementsOf(listing: Listing, encode: Encode): readonly string[] {
  const { objects, commonPrefixes, endsWith } = listing;
  const token = endsWith === undefined ? [] : [Buffer.from(endsWith).toString('base64url')];
  return [
    textElement('KeyCount', objects.length + commonPrefixes.length),
    textElement('IsTruncated', endsWith !== undefined),
    ...token.map((next) => textElement('NextContinuationToken', next)),
    ...objects.map((object) => objectElement(object, encode)),
    ...commonPrefixes.map((prefix) => `<CommonPrefixes>${textElement('Prefix', encode(prefix))}</CommonPrefixes>`),
  ];
}

function objectElement({ key, etag, sizeBytes, modified }: Listing['objects'][number], encode: Encode): string {
  const content = [
    textElement('Key', encode(key)),
    textElement('LastModified', modified.toISOString()),
    textElement('ETag', etag),
    textElement('Size', sizeBytes),
    textElement('StorageClass', 'STANDARD'),
  ];
  return `<Contents>${content.join('')}</Contents>`;
}
