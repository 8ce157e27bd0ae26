import { describe, expect, test } from 'vitest';
import {
  standardWebhooks,
  TOLERANCE_SECONDS,
} from '../../../../../domain/sources/shared/signatures/standard-webhooks.ts';

const { sign, verify } = standardWebhooks({ source: 'sends', member: 'signing_secret' });

/** The vectors of Standard Webhooks' own libraries, and one computed apart from any of them. */
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const VECTORS = [
  {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    seconds: 1_614_265_330,
    body: '{"test": 2432232314}',
    signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  },
  {
    id: 'msg_1',
    seconds: 1_763_683_200,
    body: '{"type":"message_received","id":"evt_1"}',
    signature: 'v1,+zz8dQxFastPYrps9gXPyja1Nxq9JjFlW0oo6P0tFLE=',
  },
] as const;
const [VECTOR] = VECTORS;
const NOW_MS = VECTOR.seconds * 1000;
const OTHER = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const CREDENTIALS = { signing_secret: SECRET, previous_signing_secret: '' };

const HEADERS = {
  'webhook-id': VECTOR.id,
  'webhook-timestamp': String(VECTOR.seconds),
  'webhook-signature': VECTOR.signature,
};

interface Change {
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly credentials?: Readonly<Record<string, string>>;
  readonly nowMs?: number;
}

function verified({ body = VECTOR.body, headers = {}, credentials = CREDENTIALS, nowMs = NOW_MS }: Change = {}) {
  return verify({ body: Buffer.from(body), headers: { ...HEADERS, ...headers } }, credentials, nowMs);
}

const refusedAs = (reason: string) => ({ valid: false, reason });

describe('the vectors of Standard Webhooks', () => {
  test.each(VECTORS)('$id is signed as the standard says', ({ id, seconds, body, signature }) => {
    const headers = sign(Buffer.from(body), CREDENTIALS, { id, nowMs: seconds * 1000 + 999 });
    expect(headers).toEqual({
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signature,
    });
  });

  test.each(VECTORS)('$id is taken', ({ id, seconds, body, signature }) => {
    const headers = { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': signature };
    expect(verified({ body, headers, nowMs: seconds * 1000 })).toEqual({ valid: true, credential: 'current' });
  });
});

describe('which secret fits', () => {
  test.each([
    ['without its prefix', { signing_secret: SECRET.slice('whsec_'.length) }, 'current'],
    ['as the previous one', { signing_secret: OTHER, previous_signing_secret: SECRET }, 'previous'],
    ['as the previous one while there is no current one', { previous_signing_secret: SECRET }, 'previous'],
  ])('%s', (_name, credentials, credential) => {
    expect(verified({ credentials })).toEqual({ valid: true, credential });
  });

  test('what Secrets Manager generates is a secret as it is', () => {
    const credentials = { signing_secret: 'aB3'.repeat(16) };
    const headers = sign(Buffer.from(VECTOR.body), credentials, { id: 'msg_1', nowMs: NOW_MS });
    expect(verified({ headers, credentials })).toEqual({ valid: true, credential: 'current' });
  });
});

describe('the list of signatures', () => {
  const WRONG = `v1,${Buffer.alloc(32).toString('base64')}`;

  test.each([
    ['any of several may fit', `${WRONG} ${VECTOR.signature}`],
    ['those of other versions are passed over', `v1a,AAAA ${VECTOR.signature} v2,BBBB`],
  ])('%s', (_name, signature) => {
    expect(verified({ headers: { 'webhook-signature': signature } })).toMatchObject({ valid: true });
  });

  test.each([
    ['none fits', WRONG],
    ['the right bytes stand under another version', VECTOR.signature.replace('v1', 'v1a')],
    ['the version is missing', VECTOR.signature.slice(3)],
    ['it is cut short', VECTOR.signature.slice(0, -4)],
  ])('%s: refused', (_name, signature) => {
    expect(verified({ headers: { 'webhook-signature': signature } })).toEqual(refusedAs('wrong_signature'));
  });
});

describe('everything signed counts', () => {
  test.each<[string, Change]>([
    ['the body', { body: `${VECTOR.body} ` }],
    ['the id', { headers: { 'webhook-id': 'msg_2' } }],
    ['the time', { headers: { 'webhook-timestamp': String(VECTOR.seconds + 1) } }],
    ['a time that is no number', { headers: { 'webhook-timestamp': `${VECTOR.seconds}.0` } }],
    ['the secret', { credentials: { signing_secret: OTHER } }],
  ])('%s', (_name, change) => {
    expect(verified(change)).toEqual(refusedAs('wrong_signature'));
  });

  test.each(Object.keys(HEADERS))('without %s there is no signature', (name) => {
    expect(verified({ headers: { [name]: undefined } })).toEqual(refusedAs('missing_signature'));
    expect(verified({ headers: { [name]: '' } })).toEqual(refusedAs('missing_signature'));
  });
});

describe('the time of the attempt', () => {
  test.each([-TOLERANCE_SECONDS, TOLERANCE_SECONDS])('%i seconds from now is near enough', (seconds) => {
    expect(verified({ nowMs: NOW_MS + seconds * 1000 })).toMatchObject({ valid: true });
  });

  test.each([-TOLERANCE_SECONDS - 1, TOLERANCE_SECONDS + 1])('%i seconds from now is refused', (seconds) => {
    expect(verified({ nowMs: NOW_MS + seconds * 1000 })).toEqual(refusedAs('stale_timestamp'));
  });

  test('is not reported to a sender without a valid secret', () => {
    expect(verified({ body: 'x', nowMs: 0 })).toEqual(refusedAs('wrong_signature'));
  });
});

describe('secrets', () => {
  test('without any, nothing is accepted', () => {
    const none: readonly Readonly<Record<string, string>>[] = [{}, { signing_secret: '', previous_signing_secret: '' }];
    for (const credentials of none) {
      expect(verified({ credentials })).toEqual(refusedAs('no_secret_set'));
      expect(() => sign(Buffer.from('x'), credentials, { id: 'a', nowMs: 0 })).toThrow(/has no signing_secret/);
    }
  });

  test.each(['whsec_not base64!', 'whsec_', 'c2hvcnQ=', SECRET.slice(0, -1)])(
    'a malformed one says what it must be, and is not quoted: %s',
    (secret) => {
      const act = () => verified({ credentials: { signing_secret: secret } });
      expect(act).toThrow(/signing_secret of the source "sends" is malformed.*openssl rand/);
      expect(act).not.toThrow(new RegExp(secret.replace(/^whsec_/, '') || 'never'));
    },
  );
});
