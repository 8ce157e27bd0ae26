import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { FunctionRuntime } from '../../src/aws.ts';
import { startHttpApi } from '../../src/httpapi/api.ts';
import { readApi } from '../../src/httpapi/definition.ts';
import { createGateway } from '../../src/httpapi/gateway.ts';
import { listen } from '../../src/httpapi/http-server.ts';
import { apiTemplate, startApi } from './stack.ts';

const size: Parameters<typeof startApi>[1] = (event) => ({ payload: { size: String(event.body).length } });

test('a body of 10 MB passes and one byte more is 413', async () => {
  const { url, accessLines } = await startApi({ stage: { AccessLogSettings: { Format: '$context.status' } } }, size);
  const post = (length: number) =>
    fetch(`${url}/webhooks/shop`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: 'x'.repeat(length),
    });
  expect(await (await post(10_485_760)).json()).toEqual({ size: 10_485_760 });
  const refused = await post(10_485_761);
  expect(refused.status).toBe(413);
  expect(await refused.text()).toBe('{"message":"Request Entity Too Large"}');
  expect(accessLines).toEqual(['200', '413']);
});

test('a used port is refused in one plain sentence', async () => {
  const { url } = await startApi();
  const port = Number(new URL(url).port);
  const second = startHttpApi({
    template: apiTemplate(),
    functions: { invoke: async () => ({ payload: null }) },
    port,
  });
  await expect(second).rejects.toThrow(
    new Error(
      `Port ${port} is in use: end the program that holds it, or choose another with --port (0 takes any free one).`,
    ),
  );
});

test.each([
  ['headers', 'POST /webhooks/shop HTTP/1.1\r\nHost: a'],
  ['body', 'POST /webhooks/shop HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf'],
])('a request whose %s do not end is closed', async (_part, sent) => {
  const template = apiTemplate();
  const functions = { invoke: async () => ({ payload: null }) };
  const gateway = createGateway({ template, api: readApi(template), functions });
  const { url, close } = await listen(gateway, 0, { headersMs: 100, requestMs: 200 });
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(sent);
  const answer = await text(socket);
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  await close();
});

test('closing lets a request under way be answered and takes no further one', async () => {
  const { promise: entered, resolve: enter } = Promise.withResolvers<void>();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { url, close } = await startHttpApi({
    template: apiTemplate(),
    port: 0,
    functions: {
      async invoke() {
        enter();
        await released;
        return { payload: 'done' };
      },
    },
  });
  const answered = fetch(`${url}/webhooks/shop`);
  await entered;
  const closed = close();
  await expect(fetch(`${url}/webhooks/shop`)).rejects.toThrow();
  release();
  expect(await (await answered).text()).toBe('done');
  await closed;
});

test('a client that goes away before its answer does not hold the close up', async () => {
  const { promise: entered, resolve: enter } = Promise.withResolvers<void>();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const functions: FunctionRuntime = {
    async invoke() {
      enter();
      await released;
      return { payload: 'done' };
    },
  };
  const { url, close } = await startHttpApi({ template: apiTemplate(), port: 0, functions });
  const client = new AbortController();
  const answered = fetch(`${url}/webhooks/shop`, { signal: client.signal });
  await entered;
  client.abort();
  await expect(answered).rejects.toThrow();
  release();
  await close();
});
