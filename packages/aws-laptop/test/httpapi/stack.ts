/** A template with one HTTP API, a function that answers as the test says, and both behind a real server. */

import { afterEach } from 'vitest';
import { authorize, type FunctionRuntime, type InvokeResult, type Resource, type Template } from '../../src/aws.ts';
import { startHttpApi } from '../../src/httpapi/api.ts';

export const ARN = 'arn:aws:lambda:us-east-1:111122223333:function:receiver';

const cleanUps: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

export function resource(type: string, logicalId: string, properties: Record<string, unknown>): Resource {
  return { type: `AWS::${type}`, logicalId, properties, ref: logicalId.toLowerCase(), arn: '' };
}

export function templateOf(resources: readonly Resource[]): Template {
  return {
    stackName: 'shop',
    region: 'us-east-1',
    accountId: '111122223333',
    resources,
    outputs: [],
    ofType: (type) => resources.filter((candidate) => candidate.type === type),
    assetPath: () => '/bundle',
    principalOf: () => ({ arn: '', allows: () => true }),
  };
}

export interface ApiOptions {
  readonly routeKeys?: readonly string[];
  readonly api?: Record<string, unknown>;
  readonly stage?: Record<string, unknown>;
  readonly route?: Record<string, unknown>;
  readonly integration?: Record<string, unknown>;
  readonly permission?: Record<string, unknown>;
  readonly more?: readonly Resource[];
  readonly rootText?: () => string;
}

/** As the CDK writes it: an API, a stage, and per route an integration; one permission for all of them. */
export function apiTemplate(options: ApiOptions = {}): Template {
  const { routeKeys = ['GET /webhooks/{source}', 'POST /webhooks/{source}'], more = [] } = options;
  return templateOf([
    resource('ApiGatewayV2::Api', 'Api', { Name: 'shop', ProtocolType: 'HTTP', ...options.api }),
    resource('ApiGatewayV2::Stage', 'Stage', {
      ApiId: 'api',
      StageName: '$default',
      AutoDeploy: true,
      ...options.stage,
    }),
    resource('Lambda::Permission', 'Permission', {
      Action: 'lambda:InvokeFunction',
      FunctionName: ARN,
      Principal: 'apigateway.amazonaws.com',
      SourceArn: 'arn:aws:execute-api:us-east-1:111122223333:api/*/*',
      ...options.permission,
    }),
    ...routeKeys.flatMap((routeKey, index) => routeResources(routeKey, index, options)),
    ...more,
  ]);
}

function routeResources(routeKey: string, index: number, options: ApiOptions): Resource[] {
  return [
    resource('ApiGatewayV2::Integration', `Integration${index}`, {
      ApiId: 'api',
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: ARN,
      PayloadFormatVersion: '2.0',
      ...options.integration,
    }),
    resource('ApiGatewayV2::Route', `Route${index}`, {
      ApiId: 'api',
      RouteKey: routeKey,
      Target: `integrations/integration${index}`,
      AuthorizationType: 'NONE',
      ...options.route,
    }),
  ];
}

export type Behaviour = (event: Record<string, unknown>) => Promise<InvokeResult> | InvokeResult;

/** A function that answers a request with the event it got. */
export const echo: Behaviour = (event) => ({ payload: { statusCode: 200, body: JSON.stringify(event) } });

function functionsOf(behaviour: Behaviour): FunctionRuntime {
  return {
    async invoke(principal, functionArn, event) {
      authorize(principal, 'lambda:InvokeFunction', functionArn);
      return behaviour(Object(event));
    },
  };
}

export interface Running {
  readonly url: string;
  readonly accessLines: string[];
  readonly errorLines: string[];
}

/** Starts the API on a free port; it is closed after the test. */
export async function startApi(options: ApiOptions = {}, behaviour: Behaviour = echo): Promise<Running> {
  const accessLines: string[] = [];
  const errorLines: string[] = [];
  const { url, close } = await startHttpApi({
    template: apiTemplate(options),
    functions: functionsOf(behaviour),
    port: 0,
    rootText: options.rootText,
    onAccess: (line) => accessLines.push(line),
    onError: (line) => errorLines.push(line),
  });
  cleanUps.push(close);
  return { url, accessLines, errorLines };
}
