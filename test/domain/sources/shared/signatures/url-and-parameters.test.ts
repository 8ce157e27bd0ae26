import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { urlAndParametersSignature } from '../../../../../domain/sources/shared/signatures/url-and-parameters.ts';

const { sign, verify } = urlAndParametersSignature({ header: 'x-twilio-signature', member: 'auth_token' });
const CREDENTIALS = { auth_token: '12345' };
const FORM = 'application/x-www-form-urlencoded';

/** The vectors of Twilio's own libraries. */
const URL = 'https://mycompany.com/myapp.php?foo=1&bar=2';
const PARAMETERS = 'Digits=1234&To=%2B18005551212&From=%2B14158675309&Caller=%2B14158675309&CallSid=CA1234567890ABCDE';
const SIGNATURE = 'RSOYDt4T1cUTdK1PDd93/VVr8B8=';
const JSON_BODY = '{"property": "value", "boolean": true}';
const JSON_URL = `${URL}&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620`;
const JSON_SIGNATURE = 'a9nBmqA0ju/hNViExpshrM61xv4=';

interface Change {
  readonly method?: string;
  readonly url?: string;
  readonly body?: string;
  readonly type?: string;
  readonly signature?: string | undefined;
  readonly credentials?: Readonly<Record<string, string>>;
}

function verified(change: Change) {
  const { method, url, body, type, signature, credentials } = {
    ...{ method: 'POST', url: URL, body: PARAMETERS, type: FORM, signature: SIGNATURE, credentials: CREDENTIALS },
    ...change,
  };
  const headers = { 'content-type': type, 'x-twilio-signature': signature };
  return verify({ method, url, body: Buffer.from(body), headers }, credentials);
}

const JSON_DELIVERY = { url: JSON_URL, body: JSON_BODY, type: 'application/json', signature: JSON_SIGNATURE };
const CURRENT = { valid: true, credential: 'current' };
const WRONG = { valid: false, reason: 'wrong_signature' };

/** Computed apart from the code: HMAC-SHA1 of what the documents say is signed. */
function signatureOf(signed: string): string {
  return createHmac('sha1', '12345').update(signed).digest('base64');
}

describe('what is taken', () => {
  test.each<[string, Change, object]>([
    ['a form', {}, CURRENT],
    ['a form with its charset', { type: `${FORM}; charset=UTF-8` }, CURRENT],
    ['JSON by its digest in the URL', JSON_DELIVERY, CURRENT],
    ['no body', { method: 'GET', body: '', signature: signatureOf(URL) }, CURRENT],
    [
      'the previous secret',
      { credentials: { auth_token: 'new', previous_auth_token: '12345' } },
      { valid: true, credential: 'previous' },
    ],
    [
      'names in the order of their code units, values that are decoded',
      { body: 'b=%20x+y&B=%C3%A9&a_=1&a=', signature: signatureOf(`${URL}Béaa_1b x y`) },
      CURRENT,
    ],
    [
      'a name that stands several times: each different value once, sorted',
      { body: 'Digits=5678&Digits=1234&Digits=1234', signature: signatureOf(`${URL}Digits1234Digits5678`) },
      CURRENT,
    ],
  ])('%s', (_name, change, expected) => {
    expect(verified(change)).toEqual(expected);
  });
});

describe('what is refused', () => {
  test.each<[string, Change, object]>([
    ['no header', { signature: undefined }, { valid: false, reason: 'missing_signature' }],
    ['an empty header', { signature: '' }, { valid: false, reason: 'missing_signature' }],
    ['no secret', { credentials: { auth_token: '' } }, { valid: false, reason: 'no_secret_set' }],
    ['another secret', { credentials: { auth_token: '12346' } }, WRONG],
    ['another host', { url: URL.replace('mycompany', 'yourcompany') }, WRONG],
    ['http', { url: URL.replace('https', 'http') }, WRONG],
    ['another query', { url: `${URL}&baz=3` }, WRONG],
    ['a query in another order', { url: 'https://mycompany.com/myapp.php?bar=2&foo=1' }, WRONG],
    ['another parameter', { body: `${PARAMETERS}&Extra=1` }, WRONG],
    ['a parameter less', { body: PARAMETERS.replace('Digits=1234&', '') }, WRONG],
    ['SHA-256', { signature: createHmac('sha256', '12345').update(`${URL}x`).digest('base64') }, WRONG],
    ['hexadecimal', { signature: Buffer.from(SIGNATURE, 'base64').toString('hex') }, WRONG],
    ['another JSON under the same digest', { ...JSON_DELIVERY, body: '{"property": "other"}' }, WRONG],
    ['JSON that no digest vouches for', { ...JSON_DELIVERY, url: URL, signature: signatureOf(URL) }, WRONG],
    ['a form that says it is JSON', { type: 'application/json', signature: signatureOf(URL) }, WRONG],
  ])('%s', (_name, change, expected) => {
    expect(verified(change)).toEqual(expected);
  });
});

test.each([
  ['a form', PARAMETERS, URL, SIGNATURE, FORM],
  ['JSON', JSON_BODY, JSON_URL, JSON_SIGNATURE, 'application/json'],
])('%s is signed as the vendor signs it', (_name, body, url, signature, type) => {
  const headers = sign(Buffer.from(body), CREDENTIALS, { id: 'a', nowMs: 0, url });
  expect(headers).toEqual({ 'content-type': type, 'x-twilio-signature': signature });
});
