/** The stage's access log: its format with each `$context` variable filled in ("Customize HTTP API access logs"). */

import type { ApiDefinition } from './definition.ts';
import { domainOf, type IncomingRequest, requestTime } from './event.ts';

/** How a request went. */
export interface Outcome {
  readonly status: number;
  readonly responseBytes: number;
  readonly responseLatencyMillis: number;
  readonly routeKey?: string;
  /** What API Gateway itself answered with, when it did. */
  readonly gatewayMessage?: string;
  /** Set once the function was called. */
  readonly integration?: {
    readonly latencyMillis: number;
    /** What Lambda answered: 200 even for a function that threw. */
    readonly lambdaStatus?: number;
    readonly functionStatus?: number;
    readonly error?: string;
  };
}

const VARIABLE = /\$context\.([A-Za-z0-9]+(?:\.[A-Za-z0-9]+)*)/g;

/** The log line of one request. A variable without a value, or unknown to HTTP APIs, is `-`. */
export function accessLogLine(format: string, api: ApiDefinition, request: IncomingRequest, outcome: Outcome): string {
  const values = new Map<string, string>();
  for (const [name, value] of [...requestValues(api, request), ...outcomeValues(outcome)]) {
    if (value !== undefined) values.set(name, jsonEscaped(String(value)));
  }
  if (outcome.gatewayMessage !== undefined) values.set('error.messageString', `"${outcome.gatewayMessage}"`);
  return format.replace(VARIABLE, (_, name: string) => values.get(name) ?? '-');
}

/** A client chooses its own path and user agent: they must not be able to break a line of JSON. */
function jsonEscaped(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

type Values = (readonly [string, string | number | undefined])[];

function requestValues(api: ApiDefinition, request: IncomingRequest): Values {
  const domainName = domainOf(request);
  return [
    ['accountId', api.accountId],
    ['apiId', api.apiId],
    ['stage', api.stage],
    ['domainName', domainName],
    ['domainPrefix', domainName.split('.')[0]],
    ['requestId', request.requestId],
    ['extendedRequestId', request.requestId],
    ['httpMethod', request.method],
    ['path', request.path],
    ['protocol', request.protocol],
    ['identity.sourceIp', request.sourceIp],
    ['identity.userAgent', request.headers.get('user-agent')?.join(',')],
    ['requestTime', requestTime(request.receivedAt)],
    ['requestTimeEpoch', request.receivedAt.getTime()],
    ['dataProcessed', request.body.length],
  ];
}

function outcomeValues(outcome: Outcome): Values {
  const { integration } = outcome;
  return [
    ['routeKey', outcome.routeKey],
    ['status', outcome.status],
    ['responseLength', outcome.responseBytes],
    ['responseLatency', outcome.responseLatencyMillis],
    ['error.message', outcome.gatewayMessage],
    ['integrationStatus', integration?.lambdaStatus],
    ['integration.integrationStatus', integration?.lambdaStatus],
    ['integration.status', integration?.functionStatus],
    ['integrationLatency', integration?.latencyMillis],
    ['integration.latency', integration?.latencyMillis],
    ['integrationErrorMessage', integration?.error],
    ['integration.error', integration?.error],
  ];
}
