/** One request through the API: route, throttle, integration, access log. Knows nothing of sockets. */

import type { FunctionRuntime, Principal, Template } from '../aws.ts';
import { accessLogLine, type Outcome } from './access-log.ts';
import { type GatewayStatus, gatewayAnswer, type HttpAnswer, plainAnswer } from './answer.ts';
import type { ApiDefinition, RouteDefinition } from './definition.ts';
import { eventOf, type IncomingRequest } from './event.ts';
import { type Integrated, integrate } from './integration.ts';
import { gatewayPrincipal } from './permission.ts';
import { type Match, matchRoute } from './routing.ts';
import { createThrottle } from './throttle.ts';

export interface GatewayOptions {
  readonly template: Template;
  readonly api: ApiDefinition;
  readonly functions: FunctionRuntime;
  /** One line per request, in the stage's access log format; nothing when the stage keeps no log. */
  readonly onAccess?: ((line: string) => void) | undefined;
  /** Why API Gateway, not the function, answered with a server error; AWS shows it in the access log only. */
  readonly onError?: ((line: string) => void) | undefined;
  /** What `GET /` is answered where no route takes it, asked at each request; 404 if omitted, as AWS answers. */
  readonly rootText?: (() => string) | undefined;
}

export interface Gateway {
  handle(request: IncomingRequest): Promise<HttpAnswer>;
  /** Answers a request that came to no route, and logs it. */
  refuse(request: IncomingRequest, status: GatewayStatus): HttpAnswer;
}

interface LiveRoute extends RouteDefinition {
  readonly admits: (nowMillis: number) => boolean;
  readonly principal: Principal;
}

interface Served {
  readonly answer: HttpAnswer;
  readonly gatewayStatus?: GatewayStatus;
  readonly routeKey?: string;
  readonly integration?: Integrated['integration'];
}

export function createGateway(options: GatewayOptions): Gateway {
  const { api, template } = options;
  const routes = api.routes.map((route) => ({
    ...route,
    admits: createThrottle(route.throttle),
    principal: gatewayPrincipal(template, api, route.routeKey),
  }));
  return {
    async handle(request) {
      const served = await serve(options, routes, request);
      report(options, request, served);
      return served.answer;
    },
    refuse(request, status) {
      const served = refusal(status);
      report(options, request, served);
      return served.answer;
    },
  };
}

async function serve(options: GatewayOptions, routes: readonly LiveRoute[], request: IncomingRequest): Promise<Served> {
  const found = findRoute(routes, request);
  if (typeof found === 'number') return (found === 404 && rootOf(options, request)) || refusal(found);
  const { route, ...parameters } = found;
  const { routeKey } = route;
  if (!route.admits(request.receivedAt.getTime())) return { ...refusal(429), routeKey };
  const event = eventOf({ api: options.api, routeKey, request, ...parameters });
  return { ...(await integrate({ functions: options.functions, principal: route.principal, route, event })), routeKey };
}

/** For who opens the address in a browser. */
function rootOf({ rootText }: GatewayOptions, { method, path }: IncomingRequest): Served | undefined {
  if (rootText === undefined || method !== 'GET' || path !== '/') return undefined;
  return { answer: plainAnswer(rootText()) };
}

function findRoute(routes: readonly LiveRoute[], request: IncomingRequest): Match<LiveRoute> | GatewayStatus {
  try {
    decodeURIComponent(request.path);
    return matchRoute(routes, request.method, request.path) ?? 404;
  } catch (error) {
    if (error instanceof URIError) return 400;
    throw error;
  }
}

function refusal(gatewayStatus: GatewayStatus): Served {
  return { answer: gatewayAnswer(gatewayStatus), gatewayStatus };
}

function report({ api, onAccess, onError }: GatewayOptions, request: IncomingRequest, served: Served): void {
  if (served.integration?.error !== undefined) onError?.(`${served.routeKey}: ${served.integration.error}`);
  if (api.accessLogFormat !== undefined) {
    onAccess?.(accessLogLine(api.accessLogFormat, api, request, outcomeOf(request, served)));
  }
}

function outcomeOf(request: IncomingRequest, { answer, gatewayStatus, ...served }: Served): Outcome {
  return {
    ...served,
    status: answer.status,
    responseBytes: answer.body.length,
    responseLatencyMillis: Math.max(0, Date.now() - request.receivedAt.getTime()),
    ...(gatewayStatus !== undefined && { gatewayMessage: String(JSON.parse(answer.body.toString()).message) }),
  };
}
