import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, test, vi } from 'vitest';
import { SecretError } from '../../../domain/contracts/secret-error.ts';
import type { Answer } from '../../../lambdas/receiver/answer.ts';
import { type ReceiverPorts, receive } from '../../../lambdas/receiver/receive.ts';
import { CREDENTIALS, DOCUMENT, delivery, httpEvent, recordedPorts, signatureOf } from './delivery.ts';

function bodyOf(answer: Answer): Record<string, unknown> {
  return JSON.parse(answer.body ?? '');
}

const CALLBACK_CHECK = { 'hub.mode': 'subscribe', 'hub.verify_token': 'our-token', 'hub.challenge': '1158201444' };
const greeting = (queryStringParameters?: Record<string, string>) =>
  httpEvent({ routeKey: 'GET /webhooks/meta', queryStringParameters });
const unsigned = (headers: Record<string, string>) => httpEvent({ body: DOCUMENT, headers });
const outcome = (unfinished: readonly string[]): Partial<ReceiverPorts> => ({
  ingest: async () => ({ accepted: 1, duplicates: 2, unfinished }),
});

describe('each request has its answer, in JSON that says why', () => {
  test.each<[string, APIGatewayProxyEventV2, Partial<ReceiverPorts>, number, string]>([
    ['a path of no source', httpEvent({ routeKey: 'POST /webhooks/nobody' }), {}, 404, 'unknown_source'],
    ['a path named like a method', httpEvent({ routeKey: 'POST /webhooks/toString' }), {}, 404, 'unknown_source'],
    ['no route at all', httpEvent({ routeKey: '$default' }), {}, 404, 'unknown_source'],
    ['a wrong token', greeting({ ...CALLBACK_CHECK, 'hub.verify_token': 'x' }), {}, 403, 'wrong_verify_token'],
    ['no token', greeting(), {}, 403, 'wrong_verify_token'],
    ['no signature', unsigned({}), {}, 401, 'missing_signature'],
    ['a forged signature', unsigned({ 'x-hub-signature-256': signatureOf('x') }), {}, 401, 'wrong_signature'],
    ['another’s secret', delivery(DOCUMENT, 'theirs'), {}, 401, 'wrong_signature'],
    ['no secret set', delivery(DOCUMENT), { credentials: async () => ({}) }, 401, 'no_secret_set'],
    ['no body', httpEvent({ headers: { 'x-hub-signature-256': signatureOf('') } }), {}, 400, 'not_json'],
    ['a body that is no JSON', delivery('{"object":'), {}, 400, 'not_json'],
    ['all throttled', delivery(DOCUMENT), outcome(['ThrottlingException']), 429, 'throttled'],
    ['the stream is busy', delivery(DOCUMENT), outcome(['ServiceUnavailableException']), 429, 'throttled'],
    ['some throttled', delivery(DOCUMENT), outcome(['ThrottlingException', 'InternalFailure']), 503, 'unfinished'],
    ['a concurrent duplicate in progress', delivery(DOCUMENT), outcome(['DuplicateInProgress']), 503, 'unfinished'],
  ])('%s', async (_name, event, change, statusCode, error) => {
    const answer = await receive(event, recordedPorts(change).ports);
    const headers = { 'content-type': 'application/json', 'x-content-type-options': 'nosniff' };
    expect(answer).toMatchObject({ statusCode, headers });
    expect(bodyOf(answer)).toMatchObject({ error, message: expect.stringMatching(/\w{3,}.*\.$/) });
  });

  test('a body that is not UTF-8', async () => {
    const body = Buffer.from([0x22, 0xff, 0x22]);
    const headers = { 'x-hub-signature-256': signatureOf(body) };
    const event = httpEvent({ body: body.toString('base64'), isBase64Encoded: true, headers });
    const answer = await receive(event, recordedPorts().ports);
    expect([answer.statusCode, bodyOf(answer).error]).toEqual([400, 'not_json']);
  });

  test('a source that checks no URL', async () => {
    const { ports } = recordedPorts();
    const { verifyCallback: _none, ...source } = ports.source('meta') ?? expect.unreachable();
    const answer = await receive(greeting(CALLBACK_CHECK), { ...ports, source: () => source });
    expect([answer.statusCode, bodyOf(answer).error]).toEqual([404, 'no_handshake']);
  });
});

describe('a source verifies by the method and the URL that the vendor called', () => {
  const rawQueryString = 'b=2&a=1&a=3&text=a+b%20c&url=https%3a%2F%2Fexample.com%2F%3Fx%3D1%26y&empty=&flag';

  test.each([
    ['API Gateway’s', '', 'https://example.com'],
    ['a proxy’s', 'https://hooks.example.net:8443/lake', 'https://hooks.example.net:8443/lake'],
  ])('%s, with the query as it was written', async (_name, publicBaseUrl, base) => {
    const { ports } = recordedPorts({ publicBaseUrl });
    const meta = ports.source('meta') ?? expect.unreachable();
    const verify = vi.fn(meta.verify);
    const event = { ...delivery(DOCUMENT), rawQueryString };
    const answer = await receive(event, { ...ports, source: () => ({ ...meta, verify }) });
    expect(answer.statusCode).toBe(200);
    expect(verify.mock.calls[0]?.[0]).toEqual({
      method: 'POST',
      url: `${base}/webhooks/meta?${rawQueryString}`,
      body: Buffer.from(DOCUMENT),
      headers: event.headers,
    });
  });
});

describe('an answer that asks to come again', () => {
  test.each([[['ThrottlingException']], [['InternalFailure']]])(
    'for %j says when, and how much is stored',
    async (unfinished) => {
      const answer = await receive(delivery(DOCUMENT), recordedPorts(outcome(unfinished)).ports);
      expect(answer.headers).toMatchObject({ 'retry-after': expect.stringMatching(/^\d+$/) });
      expect(bodyOf(answer)).toMatchObject({ accepted: 1, duplicates: 2, unfinished: 1 });
    },
  );
});

test('what is refused is not stored, and the refusal quotes nothing of it', async () => {
  const events = [unsigned({}), delivery(DOCUMENT, 'theirs'), delivery('+1 555 010 0001 is no JSON')];
  for (const event of events) {
    const { ports, ingested } = recordedPorts();
    const answer = await receive(event, ports);
    expect(ingested).toEqual([]);
    expect(answer.body).not.toMatch(/wamid|555|theirs|current-secret/);
  }
});

describe('a callback check', () => {
  test('with our token is answered by the bare challenge as text', async () => {
    const answer = await receive(greeting(CALLBACK_CHECK), recordedPorts().ports);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': expect.stringMatching(/^text\/plain/),
      'x-content-type-options': 'nosniff',
    });
    expect(answer.body).toBe('1158201444');
  });

  test('with a token that was changed a moment ago is answered by a look past the cache', async () => {
    const freshCredentials = async () => ({ ...CREDENTIALS, verify_token: 'new-token' });
    const { ports } = recordedPorts({ freshCredentials });
    const answer = await receive(greeting({ ...CALLBACK_CHECK, 'hub.verify_token': 'new-token' }), ports);
    expect([answer.statusCode, answer.body]).toEqual([200, '1158201444']);
  });

  test('never shows the token it wanted', async () => {
    const answer = await receive(greeting({ ...CALLBACK_CHECK, 'hub.verify_token': 'x' }), recordedPorts().ports);
    expect(JSON.stringify(answer)).not.toContain('our-token');
  });
});

describe('a delivery that is taken', () => {
  test('is answered by what became of its items', async () => {
    const answer = await receive(delivery(DOCUMENT), recordedPorts().ports);
    expect([answer.statusCode, bodyOf(answer)]).toEqual([200, { accepted: 2, duplicates: 0 }]);
  });

  test('becomes an envelope for each item, with what is needed to understand it later', async () => {
    const { ports, ingested } = recordedPorts();
    await receive(delivery(DOCUMENT), ports);
    expect(ingested).toHaveLength(1);
    const common = { source: 'meta', kind: 'message', receivedAtMs: 1_795_176_000_000, deliveryId: 'request-1' };
    expect(ingested[0]).toMatchObject([
      { ...common, apiVersion: 'v26.0', item: { id: 'wamid.1' } },
      { ...common, apiVersion: 'v26.0', item: { id: 'wamid.2' } },
    ]);
  });

  test('has the same keys when it comes again, and says nothing of its ids in them', async () => {
    const { ports, ingested } = recordedPorts();
    await receive(delivery(DOCUMENT), ports);
    await receive(delivery(DOCUMENT, 'previous-secret'), ports);
    const keys = ingested.map((envelopes) => envelopes.map(({ eventKey }) => eventKey));
    expect(keys[0]).toEqual(keys[1]);
    expect(new Set(keys[0]).size).toBe(2);
    expect(JSON.stringify(keys)).not.toContain('wamid');
  });

  test('may come in base64: its bytes are what is signed', async () => {
    const body = '{"entry":[],"text":"مرحبا 👍"}';
    const headers = { 'x-hub-signature-256': signatureOf(body) };
    const encoded = Buffer.from(body).toString('base64');
    const answer = await receive(httpEvent({ body: encoded, isBase64Encoded: true, headers }), recordedPorts().ports);
    expect(answer.statusCode).toBe(200);
    const misread = await receive(httpEvent({ body: encoded, headers }), recordedPorts().ports);
    expect(misread.statusCode).toBe(401);
  });

  test('keeps numbers as they were sent', async () => {
    const { ports, ingested } = recordedPorts();
    await receive(delivery('{"template_id":12345678901234567}'), ports);
    expect(JSON.stringify(ingested[0]?.[0]?.item)).toBe('{"template_id":12345678901234567}');
  });

  test.each([
    ['current-secret', 'SignatureCurrent'],
    ['previous-secret', 'SignaturePrevious'],
    ['theirs', 'SignatureRefused'],
  ])('by %s is counted as %s', async (secret, metric) => {
    const { ports, counted } = recordedPorts();
    await receive(delivery(DOCUMENT, secret), ports);
    const signatures = [...counted].filter(([name]) => name.startsWith('Signature'));
    expect(signatures).toEqual([[metric, 1]]);
  });

  test('has each of its items counted once', async () => {
    const { ports, counted } = recordedPorts({
      ingest: async () => ({ accepted: 3, duplicates: 2, unfinished: ['InternalFailure'] }),
    });
    await receive(delivery(DOCUMENT), ports);
    const items = ['ItemsReceived', 'ItemsAccepted', 'ItemsDuplicate', 'ItemsUnfinished'].map((name) =>
      counted.get(name),
    );
    expect(items).toEqual([2, 3, 2, 1]);
  });
});

describe('a secret that was changed a moment ago', () => {
  const looks: string[] = [];
  const freshCredentials = async () => {
    looks.push('fresh');
    return { app_secret: 'new-secret' };
  };

  test('is looked up past the cache, once', async () => {
    looks.length = 0;
    const answer = await receive(delivery(DOCUMENT, 'new-secret'), recordedPorts({ freshCredentials }).ports);
    expect([answer.statusCode, looks]).toEqual([200, ['fresh']]);
  });

  test('is not looked up for a delivery without a signature, or one that fits', async () => {
    looks.length = 0;
    const { ports } = recordedPorts({ freshCredentials });
    await receive(unsigned({}), ports);
    await receive(delivery(DOCUMENT), ports);
    expect(looks).toEqual([]);
  });
});

test('a retry an hour later has the keys of the first attempt, also of what has neither an id nor a time', async () => {
  const value = { errors: [{ code: 130429 }], novelty: 'x', contacts: [{ wa_id: '15550100001' }] };
  const body = JSON.stringify({ entry: [{ changes: [{ field: 'messages', value }] }] });
  const { ports, ingested } = recordedPorts();
  await receive(delivery(body), ports);
  await receive(delivery(body), { ...ports, nowMs: () => ports.nowMs() + 3_600_000 });
  const [first, retry] = ingested.map((envelopes) => envelopes.map(({ eventKey }) => eventKey));
  expect(first).toHaveLength(3);
  expect(retry).toEqual(first);
});

test('a body that names a member twice is taken, and its text kept beside what the last ones say', async () => {
  const { ports, ingested } = recordedPorts();
  const body = '{"entry":[{"changes":[{"field":"f","value":{"a":"first","a":"last"}}]}]}';
  expect((await receive(delivery(body), ports)).statusCode).toBe(200);
  expect(ingested[0]?.map(({ kind, item }) => [kind, item])).toEqual([
    ['change', { a: 'last' }],
    ['document', { text_as_received: body }],
  ]);
});

describe('a secret that cannot be used', () => {
  const malformedSecret = async () => {
    throw new SecretError('The secret arn:meta is not a JSON object whose members are texts.');
  };

  test.each<[string, APIGatewayProxyEventV2, Partial<ReceiverPorts>]>([
    ['of a source, at a delivery', delivery(DOCUMENT), { credentials: malformedSecret }],
    ['of a source, at the check of the URL', greeting(CALLBACK_CHECK), { credentials: malformedSecret }],
    ['of the event keys', delivery(DOCUMENT), { eventKeySecret: malformedSecret }],
  ])('%s, is answered 503 without its name, and is named to the log', async (_which, event, change) => {
    const problems: string[] = [];
    const onSecretError = ({ message }: SecretError) => problems.push(message);
    const answer = await receive(event, recordedPorts({ ...change, onSecretError }).ports);
    expect([answer.statusCode, bodyOf(answer)]).toMatchObject([503, { error: 'secret_unusable' }]);
    expect(answer.headers).toHaveProperty('retry-after');
    expect(JSON.stringify(answer)).not.toContain('arn:meta');
    expect(problems).toEqual([expect.stringContaining('arn:meta')]);
  });

  test('is the source’s own: another source takes its deliveries', async () => {
    const credentials: ReceiverPorts['credentials'] = ({ name }) => (name === 'sends' ? malformedSecret() : ours());
    const ours = async () => CREDENTIALS;
    const { ports } = recordedPorts({ credentials, onSecretError: () => {} });
    expect((await receive(delivery(DOCUMENT), ports)).statusCode).toBe(200);
    const toSends = { ...delivery(DOCUMENT), routeKey: 'POST /webhooks/sends' };
    expect((await receive(toSends, ports)).statusCode).toBe(503);
  });

  test('is a mistake of ours where it is no matter of a secret: that is not hidden', async () => {
    const credentials = async () => Promise.reject(new TypeError('a mistake'));
    await expect(receive(delivery(DOCUMENT), recordedPorts({ credentials }).ports)).rejects.toThrow('a mistake');
  });
});

test('a delivery nested deeper than the stack is answered, not crashed on', async () => {
  const body = `{"entry":[{"changes":[{"field":"f","value":${'['.repeat(50_000)}${']'.repeat(50_000)}}]}]}`;
  const answer = await receive(delivery(body), recordedPorts().ports);
  expect(answer.statusCode).toBeLessThan(500);
});
