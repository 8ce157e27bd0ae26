import { request } from 'node:http';
import { expect, test } from 'vitest';
import { startApi } from './stack.ts';

const TRACE = expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);

/** Sends with `node:http`, which, unlike fetch, adds no headers of its own but host and connection. */
function send(
  url: string,
  method: string,
  headers: Record<string, string | string[]>,
  body?: Buffer,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve(JSON.parse(Buffer.concat(chunks).toString()));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

test('an event has every field of payload format 2.0, and no field without a value', async () => {
  const { url } = await startApi({ stage: { StageVariables: { colour: 'blue' } } });
  const before = Date.now();
  const event = await send(
    `${url}/webhooks/shop%20x?a=1&b=2%262&a=3&plus=a+b`,
    'POST',
    {
      'Content-Type': 'application/json',
      'X-List': ['one', 'two'],
      Cookie: 'first=1; second=2',
      'User-Agent': 'tester/1',
      'X-Forwarded-For': '203.0.113.9',
    },
    Buffer.from('{"é":1}'),
  );
  const { port, host } = new URL(url);
  expect(event).toStrictEqual({
    version: '2.0',
    routeKey: 'POST /webhooks/{source}',
    rawPath: '/webhooks/shop x',
    rawQueryString: 'a=1&b=2%262&a=3&plus=a+b',
    cookies: ['first=1', 'second=2'],
    headers: {
      host,
      'content-type': 'application/json',
      'content-length': '8',
      'x-list': 'one,two',
      'user-agent': 'tester/1',
      'x-amzn-trace-id': TRACE,
      'x-forwarded-for': '203.0.113.9, 127.0.0.1',
      'x-forwarded-port': port,
      'x-forwarded-proto': 'http',
    },
    queryStringParameters: { a: '1,3', b: '2&2', plus: 'a b' },
    requestContext: {
      accountId: '111122223333',
      apiId: 'api',
      domainName: '127.0.0.1',
      domainPrefix: '127',
      http: {
        method: 'POST',
        path: '/webhooks/shop x',
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: 'tester/1',
      },
      requestId: expect.stringMatching(/^[\w-]{15}=$/),
      routeKey: 'POST /webhooks/{source}',
      stage: '$default',
      time: expect.stringMatching(/^\d\d\/[A-Z][a-z][a-z]\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
      timeEpoch: expect.toSatisfy((at) => at >= before && at <= Date.now()),
    },
    pathParameters: { source: 'shop x' },
    stageVariables: { colour: 'blue' },
    body: '{"é":1}',
    isBase64Encoded: false,
  });
});

test('a bare GET has no body, cookies, query or path parameters', async () => {
  const { url } = await startApi({ routeKeys: ['GET /health'] });
  const event = Object(await send(`${url}/health`, 'GET', {}));
  expect(Object.keys(event).toSorted()).toEqual([
    'headers',
    'isBase64Encoded',
    'rawPath',
    'rawQueryString',
    'requestContext',
    'routeKey',
    'version',
  ]);
  expect(event).toMatchObject({
    rawQueryString: '',
    isBase64Encoded: false,
    requestContext: { http: { userAgent: '' } },
  });
});

const TEXT = Buffer.from('a=é');
const NOT_UTF8 = Buffer.from([0x7b, 0xff, 0x7d]);

test.each([
  ['application/json', TEXT, false],
  ['Application/JSON; charset=utf-8', TEXT, false],
  ['application/xml', TEXT, false],
  ['application/javascript', TEXT, false],
  ['text/csv', TEXT, false],
  ['application/json', NOT_UTF8, true],
  ['application/octet-stream', TEXT, true],
  ['application/x-www-form-urlencoded', TEXT, true],
  ['multipart/form-data; boundary=x', TEXT, true],
  ['', TEXT, true],
])('a body sent as "%s" (%j) reaches the function whole, in base64: %s', async (contentType, body, isBase64Encoded) => {
  const { url } = await startApi();
  const headers: Record<string, string> = contentType === '' ? {} : { 'content-type': contentType };
  const event = Object(await send(`${url}/webhooks/shop`, 'POST', headers, body));
  expect(event.isBase64Encoded).toBe(isBase64Encoded);
  expect(Buffer.from(event.body, isBase64Encoded ? 'base64' : 'utf8')).toEqual(body);
});
