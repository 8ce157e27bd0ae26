import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { meta } from '../../../../../domain/sources/meta/meta.ts';
import { hmacSignature } from '../../../../../domain/sources/shared/signatures/hmac.ts';

const { sign, verify } = meta;

const CREDENTIALS = { app_secret: 'current-secret', previous_app_secret: 'previous-secret' };
const BODY = Buffer.from('{"object":"whatsapp_business_account","entry":[]}');

function signedBy(secret: string, body = BODY): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

function verified(header: string | undefined, body = BODY, credentials: Record<string, string> = CREDENTIALS) {
  return verify({ body, headers: { 'x-hub-signature-256': header } }, credentials);
}

const WRONG = { valid: false, reason: 'wrong_signature' };
const MISSING = { valid: false, reason: 'missing_signature' };
const NO_SECRET = { valid: false, reason: 'no_secret_set' };

describe('a signature by a secret of ours is accepted, and says which', () => {
  test.each([
    ['current', 'current-secret'],
    ['previous', 'previous-secret'],
  ])('%s', (credential, secret) => {
    expect(verified(signedBy(secret))).toEqual({ valid: true, credential });
  });

  test('previous, while the current one is not set yet', () => {
    const credentials = { app_secret: '', previous_app_secret: 'previous-secret' };
    expect(verified(signedBy('previous-secret'), BODY, credentials)).toEqual({ valid: true, credential: 'previous' });
  });
});

describe('the bytes as received are what is signed', () => {
  const escaped = Buffer.from('{"body":"\\u0645\\u0631\\u062d\\u0628\\u0627 \\ud83d\\udc4d \\/ caf\\u00e9"}');
  const plain = Buffer.from('{"body":"مرحبا 👍 / café"}');

  test.each([
    ['escaped', escaped],
    ['not escaped', plain],
    ['no text at all', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
    ['empty', Buffer.alloc(0)],
  ])('%s', (_name, body) => {
    expect(verified(signedBy('current-secret', body), body)).toEqual({ valid: true, credential: 'current' });
  });

  test('the same document in other bytes is not what was signed', () => {
    expect(JSON.parse(escaped.toString())).toEqual(JSON.parse(plain.toString()));
    expect(verified(signedBy('current-secret', escaped), plain)).toEqual(WRONG);
  });

  test('a changed byte is a forgery', () => {
    const forged = Buffer.from(BODY.toString().replace('[]', '{}'));
    expect(verified(signedBy('current-secret'), forged)).toEqual(WRONG);
  });
});

describe('anything else is refused', () => {
  const good = signedBy('current-secret');
  test.each([
    ['no header', undefined, MISSING],
    ['an empty header', '', MISSING],
    ['another secret', signedBy('a secret of somebody else'), WRONG],
    ['the empty secret', signedBy(''), WRONG],
    ['the digest without its prefix', good.slice('sha256='.length), WRONG],
    ['upper-case hexadecimal, which Meta never sends', `sha256=${good.slice(7).toUpperCase()}`, WRONG],
    ['a digest cut short', good.slice(0, -2), WRONG],
    ['a digest and more', `${good}00`, WRONG],
    ['white space around it', ` ${good}`, WRONG],
    ['SHA-1', `sha1=${createHmac('sha1', 'current-secret').update(BODY).digest('hex')}`, WRONG],
    ['a very long text', 'a'.repeat(100_000), WRONG],
  ])('%s', (_name, header, expected) => {
    expect(verified(header)).toEqual(expected);
  });

  test.each([
    ['current', { app_secret: '', previous_app_secret: 'previous-secret' }],
    ['previous', { app_secret: 'current-secret', previous_app_secret: '' }],
  ])('what the empty secret signed, while no %s secret is set', (_name, credentials) => {
    expect(verified(signedBy(''), BODY, credentials)).toEqual(WRONG);
  });

  test.each([
    ['no secret', {}],
    ['empty secrets', { app_secret: '', previous_app_secret: '' }],
  ])('everything, with %s, also what the empty secret signed', (_name, credentials) => {
    expect(verified(signedBy(''), BODY, credentials)).toEqual(NO_SECRET);
  });
});

test('what sign() signs, verify() takes', () => {
  expect(verify({ body: BODY, headers: sign(BODY, CREDENTIALS) }, CREDENTIALS)).toEqual({
    valid: true,
    credential: 'current',
  });
});

describe('the scheme says header, member, algorithm, encoding and prefix', () => {
  const { sign: signOther, verify: verifyOther } = hmacSignature({
    header: 'x-signature',
    member: 'key',
    algorithm: 'sha512',
    encoding: 'base64',
  });
  // RFC 4231, test case 2.
  const data = Buffer.from('what do ya want for nothing?');
  const key = { key: 'Jefe' };
  const sha512 =
    '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737';
  const right = Buffer.from(sha512, 'hex').toString('base64');
  const sha256 = Buffer.from('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843', 'hex').toString(
    'base64',
  );

  test.each([
    ['right', right, key, { valid: true, credential: 'current' }],
    [
      'by the previous secret',
      right,
      { key: 'another', previous_key: 'Jefe' },
      { valid: true, credential: 'previous' },
    ],
    ['in another encoding', sha512, key, WRONG],
    ['of another algorithm', sha256, key, WRONG],
    ['of another secret', right, { key: 'jefe' }, WRONG],
    ['missing', undefined, key, MISSING],
    ['without a secret', right, {}, NO_SECRET],
  ])('%s', (_name, header, credentials, expected) => {
    expect(verifyOther({ body: data, headers: { 'x-signature': header } }, credentials)).toEqual(expected);
  });

  test('it signs what it takes', () => {
    expect(signOther(data, key)).toEqual({ 'content-type': 'application/json', 'x-signature': right });
  });
});
