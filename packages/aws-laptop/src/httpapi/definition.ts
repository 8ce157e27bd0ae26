/** What the template says of its HTTP API, read once and checked. */

import * as z from 'zod';
import type { Resource, Template } from '../aws.ts';
import { apiProperties, integrationProperties, REFUSED_TYPES, routeProperties, stageProperties } from './properties.ts';

/** How many requests a route takes: AWS's token bucket ("Throttle requests to your HTTP APIs"). */
export interface ThrottleLimits {
  readonly ratePerSecond: number;
  readonly burst: number;
}

export interface RouteDefinition {
  /** `POST /orders/{id}`, or `$default`. */
  readonly routeKey: string;
  readonly functionArn: string;
  readonly timeoutMillis: number;
  readonly throttle: ThrottleLimits;
}

export interface ApiDefinition {
  readonly apiId: string;
  readonly region: string;
  readonly accountId: string;
  /** `$default`: the only stage whose name does not stand in the URL. */
  readonly stage: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  /** Absent when the stage keeps no access log. */
  readonly accessLogFormat?: string;
  readonly routes: readonly RouteDefinition[];
}

/** An account's limits, which hold where a stage sets none ("Quotas for HTTP APIs": 10,000 a second, burst 5,000). */
const ACCOUNT_LIMITS: ThrottleLimits = { ratePerSecond: 10_000, burst: 5_000 };

/** The longest a Lambda may take to answer, and the default ("Quotas for HTTP APIs": maximum integration timeout). */
const MAX_TIMEOUT_MILLIS = 30_000;

/** Reads the template's one HTTP API. Throws on anything the laptop's API Gateway does not cover. */
export function readApi(template: Template): ApiDefinition {
  for (const [type, remedy] of REFUSED_TYPES) {
    const [found] = template.ofType(type);
    if (found !== undefined) throw new Error(`${found.logicalId}: the laptop does not cover ${type}; ${remedy}.`);
  }
  const api = only(template, 'AWS::ApiGatewayV2::Api');
  parse(apiProperties, api);
  const stage = parse(stageProperties, only(template, 'AWS::ApiGatewayV2::Stage'));
  const format = stage.AccessLogSettings?.Format;
  return {
    apiId: api.ref,
    region: template.region,
    accountId: template.accountId,
    stage: stage.StageName,
    stageVariables: stage.StageVariables ?? {},
    ...(format !== undefined && { accessLogFormat: format }),
    routes: readRoutes(template, stage),
  };
}

type StageProperties = z.infer<typeof stageProperties>;

function readRoutes(template: Template, stage: StageProperties): readonly RouteDefinition[] {
  const integrations = new Map(
    template.ofType('AWS::ApiGatewayV2::Integration').map((resource) => [`integrations/${resource.ref}`, resource]),
  );
  const routes = template.ofType('AWS::ApiGatewayV2::Route').map((resource) => {
    const route = parse(routeProperties, resource);
    const integration = integrations.get(route.Target);
    if (integration === undefined) {
      throw new Error(`${resource.logicalId}: its Target "${route.Target}" is no integration of the template.`);
    }
    return { routeKey: route.RouteKey, ...readTarget(integration), throttle: limitsOf(stage, route.RouteKey) };
  });
  requireKnownRoutes(stage, routes);
  return routes;
}

function readTarget(resource: Resource): Pick<RouteDefinition, 'functionArn' | 'timeoutMillis'> {
  const integration = parse(integrationProperties, resource);
  return {
    functionArn: functionArnOf(integration.IntegrationUri),
    timeoutMillis: integration.TimeoutInMillis ?? MAX_TIMEOUT_MILLIS,
  };
}

/** A Lambda integration's URI is the function's ARN, or API Gateway's path form around it. */
function functionArnOf(integrationUri: string): string {
  return /\/functions\/(.+)\/invocations$/.exec(integrationUri)?.[1] ?? integrationUri;
}

function limitsOf(stage: StageProperties, routeKey: string): ThrottleLimits {
  const own = stage.RouteSettings?.[routeKey];
  const fallback = stage.DefaultRouteSettings;
  return {
    ratePerSecond: own?.ThrottlingRateLimit ?? fallback?.ThrottlingRateLimit ?? ACCOUNT_LIMITS.ratePerSecond,
    burst: own?.ThrottlingBurstLimit ?? fallback?.ThrottlingBurstLimit ?? ACCOUNT_LIMITS.burst,
  };
}

/** AWS refuses to deploy settings of a route that does not exist, so a misspelt key must not pass here. */
function requireKnownRoutes(stage: StageProperties, routes: readonly RouteDefinition[]): void {
  const known = new Set(routes.map(({ routeKey }) => routeKey));
  const unknown = Object.keys(stage.RouteSettings ?? {}).find((routeKey) => !known.has(routeKey));
  if (unknown !== undefined) throw new Error(`RouteSettings name "${unknown}", which is no route of the API.`);
}

function only(template: Template, type: string): Resource {
  const [resource, second] = template.ofType(type);
  if (resource === undefined) throw new Error(`The template has no ${type}; the laptop needs exactly one.`);
  if (second === undefined) return resource;
  throw new Error(`The template has ${resource.logicalId} and ${second.logicalId}; the laptop serves one ${type}.`);
}

function parse<Schema extends z.ZodType>(schema: Schema, resource: Resource): z.infer<Schema> {
  const parsed = schema.safeParse(resource.properties);
  if (parsed.success) return parsed.data;
  const reasons = z.prettifyError(parsed.error);
  throw new Error(`${resource.logicalId} (${resource.type}) is not covered by the laptop's API Gateway:\n${reasons}`);
}
