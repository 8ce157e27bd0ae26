/** The socket of the pages: loopback only, GET only, and nothing for another site. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface PageAnswer {
  readonly status: number;
  readonly type: 'text/html' | 'text/plain';
  readonly body: string;
  /** Of HTML: the hashes that its own style and script have. */
  readonly contentSecurityPolicy?: string;
}

/** Answers a path with its parameters; what it throws is answered 500, with its message. */
export type AnswerPage = (path: string, parameters: URLSearchParams) => Promise<PageAnswer>;

export interface PageServer {
  readonly url: string;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
/** The names by which a browser on this machine may call the server: another one may have been made to resolve to it. */
const HOSTS = [HOST, 'localhost', '[::1]'];
/** How many ports after a taken one are tried. */
const TRIED_PORTS = 20;

/** Listens on a port of 127.0.0.1, or on the next free one; 0 takes any. */
export async function servePages(port: number, answerPage: AnswerPage): Promise<PageServer> {
  const server = createServer({ requestTimeout: 10_000 }, (request, response) => {
    void answer(server, request, answerPage).then((result) => send(response, request, result));
  });
  await bindNear(server, port);
  return {
    url: `http://${HOST}:${portOf(server)}/`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function bindNear(server: Server, port: number): Promise<void> {
  const last = port === 0 ? 0 : Math.min(port + TRIED_PORTS, 65_535);
  for (let tried = port; ; tried += 1) {
    const error = await bind(server, tried);
    if (error === undefined) return;
    if (error.code !== 'EADDRINUSE' || tried >= last) {
      throw new Error(
        `The pages cannot be served: no port from ${port} to ${last} can be opened. Choose another with --page-port.`,
      );
    }
  }
}

function bind(server: Server, port: number): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    const failed = (error: Error) => resolve(error);
    server.once('error', failed);
    server.listen(port, HOST, () => {
      server.off('error', failed);
      resolve(undefined);
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function answer(server: Server, request: IncomingMessage, answerPage: AnswerPage): Promise<PageAnswer> {
  const refusal = refuse(request, portOf(server));
  if (refusal !== undefined) return refusal;
  try {
    const url = new URL(request.url ?? '/', 'http://localhost');
    return await answerPage(url.pathname, url.searchParams);
  } catch (error) {
    return plain(500, `This page could not be made: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * A foreign Host is DNS rebinding; a foreign Origin is a page of another site that calls. A link from elsewhere has none
 * and is answered: its site learns nothing of the answer.
 */
function refuse({ method, headers }: IncomingMessage, port: number): PageAnswer | undefined {
  const own = HOSTS.map((name) => `${name}:${port}`);
  if (!own.includes(headers.host ?? '')) {
    return plain(403, `The pages answer to ${own.join(', ')} only: use one of these addresses.`);
  }
  if (headers.origin !== undefined && !own.some((name) => headers.origin === `http://${name}`)) {
    return plain(403, 'The pages answer no other site.');
  }
  if (method !== 'GET' && method !== 'HEAD') return plain(405, 'The pages take GET only.');
  return undefined;
}

export function plain(status: number, sentence: string): PageAnswer {
  return { status, type: 'text/plain', body: `${sentence}\n` };
}

const NOTHING = "default-src 'none'; frame-ancestors 'none'";

function send(response: ServerResponse, request: IncomingMessage, result: PageAnswer): void {
  const { status, type, body, contentSecurityPolicy = NOTHING } = result;
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-length': Buffer.byteLength(body),
    'content-security-policy': contentSecurityPolicy,
    // Numbers of the business: kept by no cache, named to no other site, read by no other page.
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    ...(status === 405 ? { allow: 'GET, HEAD' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
