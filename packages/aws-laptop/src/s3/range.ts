import { AwsError } from '../aws.ts';

/** First and last byte of a part of an object, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The part a `Range` header asks for; undefined when it asks for none, or in a form S3 ignores.
 * Source: RFC 9110, section 14; S3 takes one range only.
 * @throws AwsError InvalidRange when the part begins after the end.
 */
export function parseRange(header: string | undefined, sizeBytes: number): ByteRange | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  // RFC 9110, 14.1.1: a range that ends before it begins is invalid, and an invalid one is ignored.
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined;
  const end = sizeBytes - 1;
  const first = from === '' ? Math.max(0, sizeBytes - Number(to)) : Number(from);
  const last = from === '' || to === '' ? end : Math.min(Number(to), end);
  if (first <= last) return { first, last };
  throw new AwsError('InvalidRange', `The range begins after the object's ${sizeBytes} bytes.`, 416);
}
