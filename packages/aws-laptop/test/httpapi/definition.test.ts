import { expect, test } from 'vitest';
import { readApi } from '../../src/httpapi/definition.ts';
import { ARN, apiTemplate, resource, templateOf } from './stack.ts';

test("an API is read with AWS's defaults for what the template leaves open", () => {
  expect(readApi(apiTemplate({ routeKeys: ['POST /flows/{flow}'] }))).toEqual({
    apiId: 'api',
    region: 'us-east-1',
    accountId: '111122223333',
    stage: '$default',
    stageVariables: {},
    routes: [
      {
        routeKey: 'POST /flows/{flow}',
        functionArn: ARN,
        timeoutMillis: 30_000,
        throttle: { ratePerSecond: 10_000, burst: 5_000 },
      },
    ],
  });
});

test("an integration's URI may be API Gateway's path form around the function's ARN", () => {
  const IntegrationUri = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${ARN}/invocations`;
  expect(readApi(apiTemplate({ integration: { IntegrationUri } })).routes[0]?.functionArn).toBe(ARN);
});

const queue = 'arn:aws:sqs:us-east-1:111122223333:queue';

test.each([
  [{ api: { ProtocolType: 'WEBSOCKET' } }, 'must be HTTP, received WEBSOCKET: WebSocket APIs are not covered'],
  [{ api: { CorsConfiguration: {} } }, 'Unrecognized key: "CorsConfiguration"'],
  [{ api: { Body: {} } }, 'Unrecognized key: "Body"'],
  [{ stage: { StageName: 'prod' } }, "must be $default, received prod: another stage's name would come before"],
  [{ stage: { AutoDeploy: false } }, 'must be true, received false'],
  [{ stage: { RouteSettings: { 'GET /typo': {} } } }, 'RouteSettings name "GET /typo", which is no route'],
  [{ route: { AuthorizationType: 'JWT' } }, 'must be NONE, received JWT: authorizers are not covered'],
  [{ route: { AuthorizerId: 'x' } }, 'Unrecognized key: "AuthorizerId"'],
  [{ route: { RouteKey: 'GET /{all+}/more' } }, 'with {name} or a last {name+}'],
  [{ route: { Target: 'integrations/gone' } }, 'its Target "integrations/gone" is no integration'],
  [{ integration: { IntegrationType: 'HTTP_PROXY' } }, 'must be AWS_PROXY, received HTTP_PROXY'],
  [{ integration: { IntegrationUri: queue } }, 'must name a Lambda function'],
  [{ integration: { PayloadFormatVersion: '1.0' } }, 'must be 2.0, received 1.0'],
  [{ integration: { CredentialsArn: 'arn:aws:iam::111122223333:role/x' } }, 'Unrecognized key: "CredentialsArn"'],
  [{ integration: { RequestParameters: {} } }, 'Unrecognized key: "RequestParameters"'],
  [
    { more: [resource('ApiGatewayV2::Authorizer', 'Jwt', {})] },
    'Jwt: the laptop does not cover AWS::ApiGatewayV2::Authorizer',
  ],
  [{ more: [resource('ApiGatewayV2::Api', 'Second', {})] }, 'The template has Api and Second; the laptop serves one'],
])('a template with %j is refused plainly', (options, message) => {
  expect(() => readApi(apiTemplate(options))).toThrow(message);
});

test('a template without an HTTP API is refused', () => {
  expect(() => readApi(templateOf([]))).toThrow('The template has no AWS::ApiGatewayV2::Api');
});
