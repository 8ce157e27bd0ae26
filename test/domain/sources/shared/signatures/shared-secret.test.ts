import { expect, test } from 'vitest';
import { sharedSecret } from '../../../../../domain/sources/shared/signatures/shared-secret.ts';

const { sign, verify } = sharedSecret({ header: 'authorization', member: 'token', prefix: 'Bearer ' });
const CREDENTIALS = { token: 'current-token', previous_token: 'previous-token' };
const WRONG = { valid: false, reason: 'wrong_signature' };

test.each([
  ['the current secret', 'Bearer current-token', CREDENTIALS, { valid: true, credential: 'current' }],
  ['the previous one', 'Bearer previous-token', CREDENTIALS, { valid: true, credential: 'previous' }],
  ['another one', 'Bearer other-token', CREDENTIALS, WRONG],
  ['it without its prefix', 'current-token', CREDENTIALS, WRONG],
  ['its beginning', 'Bearer current-toke', CREDENTIALS, WRONG],
  ['more than it', 'Bearer current-token ', CREDENTIALS, WRONG],
  ['it in capitals', 'Bearer CURRENT-TOKEN', CREDENTIALS, WRONG],
  ['the empty secret, while the current one is not set', 'Bearer ', { token: '', previous_token: 'x' }, WRONG],
  ['no header', undefined, CREDENTIALS, { valid: false, reason: 'missing_signature' }],
  ['an empty header', '', CREDENTIALS, { valid: false, reason: 'missing_signature' }],
  ['anything, without a secret', 'Bearer ', {}, { valid: false, reason: 'no_secret_set' }],
])('%s', (_name, authorization, credentials, expected) => {
  expect(verify({ headers: { authorization } }, credentials)).toEqual(expected);
});

test('what sign() sends, verify() takes', () => {
  const headers = sign(Buffer.from('{}'), CREDENTIALS);
  expect(headers).toEqual({ 'content-type': 'application/json', authorization: 'Bearer current-token' });
  expect(verify({ headers }, CREDENTIALS)).toEqual({ valid: true, credential: 'current' });
});
