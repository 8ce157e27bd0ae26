import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hmacSha256 } from '../../../domain/identity/hmac.ts';

const byNode = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('base64url');

/** RFC 4231, those of its cases whose key and data are texts. */
test.each([
  [2, 'Jefe', 'what do ya want for nothing?', '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'],
  [1, '\u000b'.repeat(20), 'Hi There', 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
])('RFC 4231, case %i', (_case, secret, text, hex) => {
  expect(hmacSha256(secret, text)).toBe(Buffer.from(hex, 'hex').toString('base64url'));
});

describe('is what createHmac makes', () => {
  test.each([
    ['of a secret of a block', 's'.repeat(64), 'a'],
    ['of a secret longer than a block, which is hashed first', 's'.repeat(65), 'a'],
    ['of a secret whose bytes are a block and whose characters are not', 'é'.repeat(33), 'a'],
    ['of the empty text', 'secret', ''],
    ['of the longest text that is hashed here', 'secret', '語'.repeat(1_344)],
    ['of a longer one', 'secret', '語'.repeat(1_345)],
    ['of half a surrogate pair', 'secret', '\ud83d'],
  ])('%s', (_name, secret, text) => {
    expect(hmacSha256(secret, text)).toBe(byNode(secret, text));
  });

  test('of any texts, one after another', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(fc.property(text, text, (secret, written) => hmacSha256(secret, written) === byNode(secret, written)));
  });
});
