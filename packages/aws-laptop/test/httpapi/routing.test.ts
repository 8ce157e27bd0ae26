import { describe, expect, test } from 'vitest';
import { matchRoute } from '../../src/httpapi/routing.ts';
import { startApi } from './stack.ts';

/** The routes of AWS's own example ("Create routes for HTTP APIs") and its rules' edges, in an order that must not matter. */
const ROUTES = [
  'ANY /{proxy+}',
  'GET /pets/{proxy+}',
  'GET /pets/dog/{id}',
  'ANY /pets/dog/1',
  'GET /pets/dog/1',
  'GET /cats/{proxy+}',
  'GET /cats/{id}',
  'ANY /cats/{kind}/{rest+}',
  'GET /{kind}/black',
  '$default',
].map((routeKey) => ({ routeKey }));

test.each([
  ['GET', '/pets/dog/1', 'GET /pets/dog/1', undefined],
  ['POST', '/pets/dog/1', 'ANY /pets/dog/1', undefined],
  ['GET', '/pets/dog/2', 'GET /pets/dog/{id}', { id: '2' }],
  ['GET', '/pets/dog/a%2Fb', 'GET /pets/dog/{id}', { id: 'a/b' }],
  ['GET', '/pets/cat/3', 'GET /pets/{proxy+}', { proxy: 'cat/3' }],
  ['GET', '/cats/4', 'GET /cats/{id}', { id: '4' }],
  ['GET', '/pets/black', 'GET /{kind}/black', { kind: 'pets' }],
  ['GET', '/cats/a/b/c', 'ANY /cats/{kind}/{rest+}', { kind: 'a', rest: 'b/c' }],
  ['POST', '/test/5', 'ANY /{proxy+}', { proxy: 'test/5' }],
  ['GET', '/', '$default', undefined],
])('%s %s goes to the most specific route, %s', (method, path, routeKey, pathParameters) => {
  expect(matchRoute(ROUTES, method, path)).toMatchObject({
    route: { routeKey },
    ...(pathParameters && { pathParameters }),
  });
});

const LOGGED = { AccessLogSettings: { DestinationArn: 'arn', Format: '$context.status $context.path' } };

test.each([
  ['GET', '/webhooks'],
  ['GET', '/webhooks/'],
  ['GET', '/webhooks/shop/'],
  ['GET', '/webhooks/shop/more'],
  ['GET', '/Webhooks/shop'],
  ['PUT', '/webhooks/shop'],
])('%s %s fits no route and is 404', async (method, path) => {
  const { url } = await startApi();
  const response = await fetch(url + path, { method });
  expect(response.status).toBe(404);
  expect(await response.text()).toBe('{"message":"Not Found"}');
});

test.each(['/webhooks/%zz', '/%zz'])('a path with broken percent-encoding, %s, is 400', async (path) => {
  const { url } = await startApi({ routeKeys: ['GET /webhooks/{source}', '$default'] });
  expect((await fetch(url + path)).status).toBe(400);
});

describe('with a text for the root', () => {
  const TEXT = 'The front door of the shop takes webhooks.';
  const rootText = () => TEXT;

  test('GET / is answered with it in plain text, and logged', async () => {
    const { url, accessLines } = await startApi({ rootText, stage: LOGGED });
    const response = await fetch(url);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/plain;charset=UTF-8']);
    expect(await response.text()).toBe(`${TEXT}\n`);
    expect(accessLines).toEqual(['200 /']);
  });

  test.each([
    ['POST', '/'],
    ['GET', '//'],
    ['GET', '/index.html'],
  ])('%s %s is 404 as before', async (method, path) => {
    const { url } = await startApi({ rootText });
    expect((await fetch(url + path, { method })).status).toBe(404);
  });

  test('a route of the template goes before it', async () => {
    const { url } = await startApi({ rootText, routeKeys: ['$default'] });
    expect(await (await fetch(url)).json()).toMatchObject({ routeKey: '$default' });
  });
});

test('without one GET / is 404, as on AWS', async () => {
  const { url } = await startApi();
  expect((await fetch(url)).status).toBe(404);
});
