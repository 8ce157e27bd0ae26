import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AwsError, type AwsRequest, type AwsResponse, type AwsService, type Principal } from '../aws.ts';
import { credentialScopeOf } from './credentials.ts';
import { errorResponse } from './error-response.ts';
import { readBody } from './read-body.ts';
import { refuseStrangers } from './strangers.ts';

export interface EndpointOptions {
  readonly services: readonly AwsService[];
  /** The principal of an access key id; undefined refuses its calls. */
  readonly principalForKey: (accessKeyId: string) => Principal | undefined;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** Called with each error that is not an AWS error: a defect of a local service, answered as InternalFailure. */
  readonly onError?: (error: unknown) => void;
}

export interface Endpoint {
  /** `http://127.0.0.1:<port>`, for the SDK's `AWS_ENDPOINT_URL`. */
  readonly url: string;
  /** Ends when the requests under way are answered. */
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

/** For a request to arrive in. What takes longer is half-open. */
const REQUEST_MS = 2 * 60 * 1000;

/** The SDK keeps idle connections for as long as the server says: one closed early would fail a call in flight. */
const KEEP_ALIVE_MS = 10 * 60 * 1000;

/**
 * One HTTP server for all the AWS services that run on the laptop. A request goes to the service that its signature
 * names, in the name of the role whose access key signed it. It listens on the loopback interface only, which any web
 * page and any user of the machine can reach: a request must name this address as its host, come from no browser, and
 * carry an access key of this start. The signature itself is not verified.
 *
 * @throws in one plain sentence when the port is in use.
 */
export async function startEndpoint(options: EndpointOptions): Promise<Endpoint> {
  const server = createServer((request, response) => {
    serve(options, request, response).catch((error) => abandon(options, response, error));
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.requestTimeout = REQUEST_MS;
  const port = await listen(server, options.port ?? 0);
  return { url: `http://${HOST}:${port}`, close: () => close(server) };
}

async function serve(options: EndpointOptions, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = randomUUID();
  const answer = await answerTo(options, message, requestId);
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
  const headers = { 'content-length': String(body.length), ...answer.headers, 'x-amzn-requestid': requestId };
  response.writeHead(answer.status, headers);
  response.end(message.method === 'HEAD' ? undefined : body);
}

async function answerTo(options: EndpointOptions, message: IncomingMessage, requestId: string): Promise<AwsResponse> {
  const head = readHead(message);
  const scope = credentialScopeOf(head);
  try {
    refuseStrangers(head.headers, message.socket.localPort);
    // Read first: an answer before the body has arrived could break the connection under the client.
    const body = await readBody(message);
    const principal = principalOf(options, scope?.accessKeyId);
    return await serviceNamed(options, scope?.service ?? '').handle({ ...head, body, principal });
  } catch (error) {
    return errorResponse(scope?.service ?? '', toAwsError(error, options), requestId);
  }
}

/** The answer could not be written: the client sees a broken connection, and the stack stays up. */
function abandon({ onError }: EndpointOptions, response: ServerResponse, error: unknown): void {
  onError?.(error);
  response.destroy();
}

/** The path stays as it was sent: parsing it as a URL would drop `.` and `..`, which S3 takes for parts of a key. */
function readHead(message: IncomingMessage): Omit<AwsRequest, 'body' | 'principal'> {
  const [path = '/', ...query] = (message.url ?? '/').split('?');
  const headers = Object.entries(message.headers).map(([name, value]) => [name, String(value ?? '')]);
  return {
    method: message.method ?? 'GET',
    path,
    query: new URLSearchParams(query.join('?')),
    headers: Object.fromEntries(headers),
  };
}

function principalOf({ principalForKey }: EndpointOptions, accessKeyId: string | undefined): Principal {
  if (accessKeyId === undefined) {
    throw new AwsError(
      'MissingAuthenticationToken',
      'The request is not signed in its Authorization header: give the client the access key in the data folder’s endpoint.json.',
      403,
    );
  }
  const principal = principalForKey(accessKeyId);
  if (principal !== undefined) return principal;
  throw new AwsError(
    'UnrecognizedClientException',
    'The access key was not issued by this start: take the one in the data folder’s endpoint.json.',
    403,
  );
}

function serviceNamed({ services }: EndpointOptions, name: string): AwsService {
  const service = services.find(({ signingName }) => signingName === name);
  if (service !== undefined) return service;
  const names = services.map(({ signingName }) => signingName).join(', ');
  throw new AwsError('UnknownService', `The laptop stack does not cover the service ${name}; it covers ${names}.`, 404);
}

function toAwsError(error: unknown, { onError }: EndpointOptions): AwsError {
  if (error instanceof AwsError) return error;
  onError?.(error);
  const message = error instanceof Error ? error.message : String(error);
  return new AwsError('InternalFailure', `The local service failed: ${message.split('\n')[0]}`, 500);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, port)));
    server.listen(port, HOST, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function listenError(error: NodeJS.ErrnoException, port: number): Error {
  const reason = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be opened (${error.code})`;
  return new Error(`Port ${port} ${reason}: stop what holds it, or choose another port.`, { cause: error });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A connection is idle only once its last answer is written: without the sweep it would be kept for minutes.
    const sweep = setInterval(() => server.closeIdleConnections(), 20);
    server.close(() => {
      clearInterval(sweep);
      resolve();
    });
  });
}
