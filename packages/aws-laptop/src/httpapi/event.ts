/** The event a function gets ("Create AWS Lambda proxy integrations for HTTP APIs", payload format 2.0). */

import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { bodyOf } from './body.ts';
import type { ApiDefinition } from './definition.ts';

/** A request as it came in over HTTP, before any route is known. */
export interface IncomingRequest {
  /** API Gateway's own id of the request. */
  readonly requestId: string;
  readonly receivedAt: Date;
  readonly method: string;
  /** As sent, percent-encoded, without the query. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly queryString: string;
  /** `HTTP/1.1` */
  readonly protocol: string;
  /** Lower-case names, each with every value that was sent. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly sourceIp: string;
  readonly port: number;
  readonly body: Buffer;
}

/** Headers of one connection, not of the request; and cookies, which have a field of their own. */
const LEFT_OUT = new Set(['connection', 'cookie', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade']);

export interface EventSource {
  readonly api: ApiDefinition;
  readonly routeKey: string;
  readonly pathParameters?: Readonly<Record<string, string>>;
  readonly request: IncomingRequest;
}

/** Fields without a value are left out, as AWS does, not null. `rawPath` is URL-decoded, as on AWS's HTTP APIs. */
export function eventOf(source: EventSource): APIGatewayProxyEventV2 {
  const { api, request, routeKey } = source;
  const rawPath = decodeURIComponent(request.path);
  const cookies = (request.headers.get('cookie') ?? []).flatMap((header) => header.split(/;\s*/));
  const query = queryOf(request.queryString);
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: request.queryString,
    ...(cookies.length > 0 && { cookies }),
    headers: headersOf(request),
    ...(query !== undefined && { queryStringParameters: query }),
    requestContext: contextOf(source, rawPath),
    ...(source.pathParameters !== undefined && { pathParameters: { ...source.pathParameters } }),
    ...(Object.keys(api.stageVariables).length > 0 && { stageVariables: { ...api.stageVariables } }),
    ...bodyOf(request.body, request.headers.get('content-type')?.[0]),
  };
}

function contextOf({ api, request, routeKey }: EventSource, path: string): APIGatewayProxyEventV2['requestContext'] {
  const domainName = domainOf(request);
  return {
    accountId: api.accountId,
    apiId: api.apiId,
    domainName,
    domainPrefix: domainName.split('.')[0] ?? '',
    http: {
      method: request.method,
      path,
      protocol: request.protocol,
      sourceIp: request.sourceIp,
      userAgent: request.headers.get('user-agent')?.join(',') ?? '',
    },
    requestId: request.requestId,
    routeKey,
    stage: api.stage,
    time: requestTime(request.receivedAt),
    timeEpoch: request.receivedAt.getTime(),
  };
}

/** The name the client called, without a port: AWS answers on 443 only. */
export function domainOf(request: IncomingRequest): string {
  return (request.headers.get('host')?.[0] ?? 'localhost').replace(/:\d+$/, '');
}

/** What the client sent, joined by commas, and what API Gateway adds on the way. */
function headersOf(request: IncomingRequest): Record<string, string> {
  const sent = [...request.headers].filter(([name]) => !LEFT_OUT.has(name));
  const forwarded = [...(request.headers.get('x-forwarded-for') ?? []), request.sourceIp];
  return {
    ...Object.fromEntries(sent.map(([name, values]) => [name, values.join(',')])),
    'x-forwarded-for': forwarded.join(', '),
    'x-forwarded-port': String(request.port),
    'x-forwarded-proto': 'http',
  };
}

function queryOf(queryString: string): Record<string, string> | undefined {
  if (queryString === '') return undefined;
  const joined = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(queryString)) {
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(joined);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `20/Nov/2026:10:00:00 +0000`, the Common Log Format's time in UTC. */
export function requestTime(at: Date): string {
  const [date = '', time = ''] = at.toISOString().slice(0, 19).split('T');
  const [year, , day] = date.split('-');
  return `${day}/${MONTHS[at.getUTCMonth()]}/${year}:${time} +0000`;
}
