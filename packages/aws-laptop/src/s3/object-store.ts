import { join } from 'node:path';
import type { AwsService, ObjectStore, Template } from '../aws.ts';
import { readBuckets } from './buckets.ts';
import { rememberedTags } from './entity-tags.ts';
import { makeFolder, removeAbandoned } from './files.ts';
import { folderOf, putObject, type Store } from './objects.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { s3Service } from './service.ts';

export interface ObjectStoreOptions {
  readonly template: Template;
  /** The folder in which each bucket is a folder; made when it is not there. */
  readonly rootDir: string;
  /** Called when an object was written, by whoever. */
  readonly onWritten?: (bucket: string, key: string) => void;
}

/**
 * S3 over a folder: a bucket of the template is a folder, an object a file whose path is its key. Versions
 * and object metadata are not simulated. A write survives the end of the process, not of the machine's power.
 *
 * @throws in plain words when the folder cannot be made, or a bucket has a property the laptop stack does not cover.
 */
export function createObjectStore(options: ObjectStoreOptions): ObjectStore & { readonly service: AwsService } {
  const store = openStore(options);
  return {
    service: s3Service(store),
    folderOf: (bucket) => folderOf(store, bucket),
    async put(principal, bucket, key, body) {
      await putObject(store, { principal, bucket, key }, body);
    },
  };
}

function openStore({ template, rootDir, onWritten = () => undefined }: ObjectStoreOptions): Store {
  const buckets = readBuckets(template);
  // No bucket's name begins with a dot, so that the folder of uploads is never taken for one.
  const uploads = join(rootDir, '.uploads');
  for (const folder of [uploads, ...[...buckets.keys()].map((name) => join(rootDir, name))]) makeFolder(folder);
  removeAbandoned(uploads);
  return { template, rootDir, uploads, buckets, onWritten, tags: rememberedTags(), alone: oneAtATime() };
}
