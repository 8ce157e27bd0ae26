import { join } from 'node:path';
import { AwsError } from '../aws.ts';

/** Source: Amazon S3 User Guide, "Naming Amazon S3 objects": 1,024 bytes of UTF-8. */
const MAX_KEY_BYTES = 1024;
/** What file systems take for one name. */
const MAX_SEGMENT_BYTES = 255;

/**
 * Where an object lies on disk: its key, as a path below the bucket's folder.
 * @throws AwsError for a key that S3 refuses, and for one that cannot be a path: `..`, an empty segment (so also
 * a leading or trailing slash), a NUL, or a segment longer than a file's name may be.
 */
export function pathOfKey(bucketFolder: string, key: string): string {
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) {
    throw new AwsError(
      'KeyTooLongError',
      `A key may have ${MAX_KEY_BYTES} bytes, this one has ${Buffer.byteLength(key)}.`,
    );
  }
  const problem = key
    .split('/')
    .map(problemOf)
    .find((found) => found !== undefined);
  if (problem !== undefined) {
    throw new AwsError('InvalidArgument', `The laptop keeps objects as files, and the key has ${problem}: rename it.`);
  }
  return join(bucketFolder, key);
}

function problemOf(segment: string): string | undefined {
  if (segment === '') return 'an empty segment between slashes';
  if (segment === '.' || segment === '..') return `the segment "${segment}"`;
  if (segment.includes('\0')) return 'a NUL character';
  if (segment.includes('\\')) return 'a backslash';
  if (Buffer.byteLength(segment) > MAX_SEGMENT_BYTES) return `a segment of more than ${MAX_SEGMENT_BYTES} bytes`;
  return undefined;
}
