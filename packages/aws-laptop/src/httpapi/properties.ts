/** The CloudFormation properties of an HTTP API that the laptop covers; any other is refused by name. */

import * as z from 'zod';

/** Resource types that would change who gets an answer and are not covered. */
export const REFUSED_TYPES = new Map([
  ['AWS::ApiGatewayV2::Authorizer', 'check signatures in the function instead'],
  ['AWS::ApiGatewayV2::VpcLink', 'integrate the route with a function'],
  ['AWS::ApiGatewayV2::IntegrationResponse', 'it belongs to WebSocket APIs'],
  ['AWS::ApiGatewayV2::RouteResponse', 'it belongs to WebSocket APIs'],
  ['AWS::ApiGatewayV2::ApiGatewayManagedOverrides', 'define routes and stage as resources of their own'],
]);

/** Changes no answer on a laptop. */
const harmless = z.unknown().optional();

function literal<Value extends string | boolean>(value: Value, otherwise: string) {
  return z.literal(value, { error: ({ input }) => `must be ${value}, received ${input}: ${otherwise}` });
}

export const apiProperties = z.strictObject({
  ProtocolType: literal('HTTP', 'WebSocket APIs are not covered'),
  Name: harmless,
  Description: harmless,
  Tags: harmless,
  IpAddressType: harmless,
  // The laptop's address replaces whichever name the API is reached by.
  DisableExecuteApiEndpoint: harmless,
});

const routeSettings = z.strictObject({
  ThrottlingBurstLimit: z.int().min(0).optional(),
  ThrottlingRateLimit: z.number().min(0).optional(),
  DetailedMetricsEnabled: harmless,
});

export const stageProperties = z.strictObject({
  ApiId: z.string(),
  StageName: literal('$default', "another stage's name would come before every path"),
  AutoDeploy: literal(true, 'the laptop serves the template itself, not a deployment of it'),
  DefaultRouteSettings: routeSettings.optional(),
  RouteSettings: z.record(z.string(), routeSettings).optional(),
  AccessLogSettings: z.strictObject({ DestinationArn: harmless, Format: z.string().optional() }).optional(),
  StageVariables: z.record(z.string(), z.string()).optional(),
  Description: harmless,
  Tags: harmless,
});

/** The methods of a route key ("Create routes for HTTP APIs"), or ANY. */
const ROUTE_KEY =
  /^(\$default|(ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT) \/(?:[^{}/]+\/|\{\w+\}\/)*(?:[^{}/]+|\{\w+\+?\})?)$/;

export const routeProperties = z.strictObject({
  ApiId: z.string(),
  RouteKey: z.string().regex(ROUTE_KEY, 'must be "<METHOD> /path", with {name} or a last {name+}, or "$default"'),
  Target: z.string(),
  AuthorizationType: literal('NONE', 'authorizers are not covered').optional(),
  ApiKeyRequired: literal(false, 'HTTP APIs have no API keys').optional(),
  OperationName: harmless,
});

export const integrationProperties = z.strictObject({
  ApiId: z.string(),
  IntegrationType: literal('AWS_PROXY', 'the laptop integrates routes with functions only'),
  IntegrationUri: z.string().regex(/^arn:[^:]+:(lambda|apigateway):.*function/, 'must name a Lambda function'),
  PayloadFormatVersion: literal('2.0', 'the functions read payload format 2.0'),
  TimeoutInMillis: z.int().min(50).max(30_000).optional(),
  ConnectionType: literal('INTERNET', 'private integrations are not covered').optional(),
  IntegrationMethod: harmless,
  Description: harmless,
});
