import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeAwsChunked, isAwsChunked } from '../../src/s3/aws-chunked.ts';

const encode = (chunks: readonly Uint8Array[], extension = '') =>
  Buffer.concat([
    ...chunks.flatMap((chunk) => [
      Buffer.from(`${chunk.length.toString(16)}${extension}\r\n`),
      Buffer.from(chunk),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`0${extension}\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n`),
  ]);

describe('an aws-chunked body', () => {
  test('gives back any bytes, however cut, signed or not', () => {
    const chunks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 6 });
    fc.assert(
      fc.property(chunks, fc.constantFrom('', ';chunk-signature=ab'), (parts, extension) => {
        expect(decodeAwsChunked(encode(parts, extension))).toEqual(Buffer.concat(parts));
      }),
    );
  });

  test('that is cut short or gives no size is IncompleteBody, never a shorter object', () => {
    const whole = encode([Buffer.from('hello')]);
    for (const body of [
      whole.subarray(0, 6),
      whole.subarray(0, 9),
      Buffer.from('zz\r\nhello\r\n0\r\n\r\n'),
      Buffer.from(''),
    ]) {
      expect(() => decodeAwsChunked(body)).toThrow(expect.objectContaining({ code: 'IncompleteBody' }));
    }
  });

  test('is known by its encoding or by its signature', () => {
    expect(isAwsChunked({ 'content-encoding': 'gzip, aws-chunked' })).toBe(true);
    expect(isAwsChunked({ 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' })).toBe(true);
    expect(isAwsChunked({ 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' })).toBe(false);
  });
});
