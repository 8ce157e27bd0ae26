/** The laptop's socket in front of the gateway: Node's HTTP in, Node's HTTP out. */

import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';
import type { HttpAnswer } from './answer.ts';
import type { IncomingRequest } from './event.ts';
import type { Gateway } from './gateway.ts';

/** The largest body an HTTP API takes, in bytes ("Quotas for HTTP APIs": payload size, 10 MB). */
const MAX_BODY_BYTES = 10 * 1024 * 1024;

const HOST = '127.0.0.1';

/** How long a client may take, in milliseconds; what takes longer is half-open and would be held indefinitely. */
export interface Patience {
  readonly headersMs: number;
  readonly requestMs: number;
}

/** AWS does not state what an HTTP API allows; an integration may take 30 s ("Quotas for HTTP APIs"). */
const PATIENCE: Patience = { headersMs: 10_000, requestMs: 30_000 };

export interface ListeningServer {
  readonly url: string;
  /** Takes no further requests, lets those under way be answered, then closes every connection. */
  close(): Promise<void>;
}

/** Listens on 127.0.0.1; port 0 takes any free one. Rejects with one plain sentence when the port cannot be had. */
export async function listen(gateway: Gateway, port: number, patience = PATIENCE): Promise<ListeningServer> {
  const underWay = new Set<Promise<void>>();
  const server = createServer(timeouts(patience), (message, response) => {
    const answered = answer(gateway, message, response).finally(() => underWay.delete(answered));
    underWay.add(answered);
  });
  await bind(server, port);
  return {
    url: `http://${HOST}:${portOf(server)}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.allSettled(underWay);
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Rejects with one plain sentence when the port cannot be had, so that nobody waits for a start that cannot succeed. */
export async function requireFreePort(port: number): Promise<void> {
  const server = createServer();
  await bind(server, port);
  await new Promise((resolve) => server.close(resolve));
}

function timeouts({ headersMs, requestMs }: Patience) {
  const connectionsCheckingInterval = Math.min(headersMs, 5_000);
  return { headersTimeout: headersMs, requestTimeout: requestMs, connectionsCheckingInterval };
}

function bind(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(explainBind(error, port))));
    server.listen(port, HOST, resolve);
  });
}

function explainBind(error: NodeJS.ErrnoException, port: number): string {
  if (error.code === 'EADDRINUSE')
    return `Port ${port} is in use: end the program that holds it, or choose another with --port (0 takes any free one).`;
  if (error.code === 'EACCES') return `Port ${port} is kept for the system: choose one above 1023 with --port.`;
  return `Port ${port} cannot be opened: ${error.message}.`;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Never rejects: a client that went away needs no answer. */
async function answer(gateway: Gateway, message: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const request = toRequest(message);
    const body = await readBody(message);
    const result = body === undefined ? gateway.refuse(request, 413) : await gateway.handle({ ...request, body });
    await send(response, result, request.requestId);
  } catch {
    response.destroy();
  }
}

function toRequest(message: IncomingMessage): IncomingRequest {
  const [path = '/', ...query] = (message.url ?? '/').split('?');
  return {
    requestId: `${randomBytes(11).toString('base64url')}=`,
    receivedAt: new Date(),
    method: message.method ?? 'GET',
    path,
    queryString: query.join('?'),
    protocol: `HTTP/${message.httpVersion}`,
    headers: headersOf(message),
    sourceIp: message.socket.remoteAddress ?? HOST,
    port: message.socket.localPort ?? 0,
    body: Buffer.alloc(0),
  };
}

function headersOf(message: IncomingMessage): ReadonlyMap<string, readonly string[]> {
  const sent = Object.entries(message.headersDistinct).map(([name, values]) => [name, values ?? []] as const);
  return new Map([['x-amzn-trace-id', [newTraceId()]], ...sent]);
}

/** `Root=1-<seconds>-<96 bits>`, in hexadecimal: AWS X-Ray's trace header. */
function newTraceId(): string {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString('hex')}`;
}

/** `undefined` for a body over the limit. The rest is read and discarded, so that the client reads the response. */
async function readBody(message: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of message) {
    sizeBytes += chunk.length;
    if (sizeBytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return sizeBytes <= MAX_BODY_BYTES ? Buffer.concat(chunks) : undefined;
}

async function send(response: ServerResponse, result: HttpAnswer, requestId: string): Promise<void> {
  response.statusCode = result.status;
  for (const [name, value] of result.headers) response.appendHeader(name, value);
  response.setHeader('apigw-requestid', requestId);
  response.end(result.body);
  await finished(response);
}
