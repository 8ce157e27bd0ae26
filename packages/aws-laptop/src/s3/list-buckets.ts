/** ListBuckets: all of the template's, in one page. */
import { statSync } from 'node:fs';
import { type AwsResponse, authorize } from '../aws.ts';
import { textElement, xmlDocument } from '../endpoint/xml.ts';
import { S3_NAMESPACE } from './list-objects.ts';
import { folderOf, type Store } from './objects.ts';
import type { S3Request } from './request.ts';

export async function listBuckets(store: Store, { request }: S3Request): Promise<AwsResponse> {
  // The action has no resource ("Actions, resources, and condition keys for Amazon S3").
  authorize(request.principal, 's3:ListAllMyBuckets', '*');
  const names = [...store.buckets.keys()].toSorted();
  const owner = textElement('ID', store.template.accountId);
  const content = `<Owner>${owner}</Owner><Buckets>${names.map((name) => bucketElement(store, name)).join('')}</Buckets>`;
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: xmlDocument('ListAllMyBucketsResult', content, S3_NAMESPACE),
  };
}

function bucketElement(store: Store, name: string): string {
  const created = statSync(folderOf(store, name)).birthtime.toISOString();
  return `<Bucket>${textElement('Name', name)}${textElement('CreationDate', created)}</Bucket>`;
}
