import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PageServer, servePages } from '../../../bin/start/pages/serve.ts';

interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

function get(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers, method, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('the server of the pages', () => {
  let server: PageServer;
  let port: string;

  beforeAll(async () => {
    server = await servePages(0, async (path, parameters) => {
      if (path === '/broken') throw new Error('The statement failed.');
      return {
        status: 200,
        type: 'text/html',
        body: `<p>${path} ${parameters.get('campaign')}</p>`,
        contentSecurityPolicy: "default-src 'none'",
      };
    });
    port = new URL(server.url).port;
  });
  afterAll(() => server.close());

  test('answers a path with its parameters, under the policy of the page', async () => {
    const got = await get(`${server.url}exec?campaign=a%20b`);
    expect(got).toMatchObject({ status: 200, body: '<p>/exec a b</p>' });
    expect(got.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'",
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });

  test.each(['localhost', '[::1]', '127.0.0.1'])('is called %s', async (name) => {
    expect((await get(server.url, { host: `${name}:${port}` })).status).toBe(200);
  });

  test.each([['evil.example.com'], ['evil.example.com:80'], ['127.0.0.1:1']])(
    'refuses the host %j, which may have been made to resolve to this machine',
    async (host) => {
      expect((await get(server.url, { host })).status).toBe(403);
    },
  );

  test.each(['https://evil.example.com', 'null', 'http://127.0.0.1:1', 'https://localhost'])(
    'refuses a call of a page from %s',
    async (origin) => {
      expect(await get(server.url, { origin })).toMatchObject({
        status: 403,
        body: expect.not.stringContaining('<p>'),
      });
    },
  );

  test('answers its own pages', async () => {
    expect((await get(server.url, { origin: server.url.slice(0, -1) })).status).toBe(200);
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('takes no %s', async (method) => {
    const got = await get(server.url, {}, method);
    expect(got).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  });

  test('HEAD has the headers alone', async () => {
    const got = await get(server.url, {}, 'HEAD');
    expect(got).toMatchObject({ status: 200, body: '' });
    expect(Number(got.headers['content-length'])).toBeGreaterThan(0);
  });

  test('a page that cannot be made says why, under a policy that allows nothing', async () => {
    const got = await get(`${server.url}broken`);
    expect(got).toMatchObject({ status: 500, body: 'This page could not be made: The statement failed.\n' });
    expect(got.headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'");
  });

  test('takes the next port when its own is taken', async () => {
    const next = await servePages(Number(port), async () => ({ status: 200, type: 'text/plain', body: '' }));
    expect(Number(new URL(next.url).port)).toBeGreaterThan(Number(port));
    await next.close();
  });
});
