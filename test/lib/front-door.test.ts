import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SOURCES } from '../../domain/sources/registry.ts';
import { testStack } from './template.ts';

const { template, ofType } = testStack({ throttleRate: 12, throttleBurst: 34, stackName: 'Lake' });
const outputs: Record<string, { Value: unknown; Description: string }> = template.toJSON().Outputs;

describe('the front door', () => {
  test('has exactly the routes of the sources', () => {
    const routes = Object.values(ofType('AWS::ApiGatewayV2::Route')).map(({ Properties }) => Properties.RouteKey);
    const expected = SOURCES.flatMap(({ name, verifyCallback }) =>
      (verifyCallback ? ['GET', 'POST'] : ['POST']).map((method) => `${method} /webhooks/${name}`),
    );
    expect(routes.toSorted()).toEqual(expected.toSorted());
  });

  test('has the stack’s name, because the console lists APIs by name', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', { Name: 'Lake' });
  });

  test('invokes the receiver with payload format 2.0', () => {
    template.allResourcesProperties('AWS::ApiGatewayV2::Integration', {
      IntegrationType: 'AWS_PROXY',
      PayloadFormatVersion: '2.0',
    });
  });

  test('throttles as the settings say', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: 12, ThrottlingBurstLimit: 34 },
    });
  });

  test('logs requests without personal data or secrets: no query (it holds the verify token), no body, no address', () => {
    const [stage] = Object.values(ofType('AWS::ApiGatewayV2::Stage'));
    const { Format } = Object(stage?.Properties.AccessLogSettings);
    expect(Object.keys(JSON.parse(Format))).toContain('requestId');
    const variables = Format.match(/\$context\.[\w.]+/g);
    expect(variables).toContain('$context.status');
    for (const variable of variables)
      expect(variable).not.toMatch(/query|path|header|body|identity|userAgent|authorizer/i);
  });
});

describe('the outputs', () => {
  test('name what operators and tools need', () => {
    const ofSources = SOURCES.flatMap(({ name }) => {
      const title = `${name[0]?.toUpperCase()}${name.slice(1)}`;
      return [`${title}WebhookUrl`, `${title}SecretArn`, `${title}ConsoleCommand`];
    });
    const others = ['Database', 'Workgroup', 'StreamName', 'MetricsNamespace'];
    expect(Object.keys(outputs)).toEqual(expect.arrayContaining([...ofSources, ...others]));
    for (const { Description } of Object.values(outputs)) expect(Description).toMatch(/\w/);
  });

  test('give the complete webhook URL', () => {
    expect(outputs.MetaWebhookUrl?.Value).toEqual({
      'Fn::Join': ['', [{ 'Fn::GetAtt': [expect.any(String), 'ApiEndpoint'] }, '/webhooks/meta']],
    });
  });

  test('give the URL that vendors call, if a proxy is in front of the front door', () => {
    const { template, ofType } = testStack({ publicBaseUrl: 'https://hooks.example.com/lake' });
    const { MetaWebhookUrl } = template.toJSON().Outputs;
    expect(MetaWebhookUrl.Value).toBe('https://hooks.example.com/lake/webhooks/meta');
    const environments = Object.values(ofType('AWS::Lambda::Function')).map(({ Properties }) => Properties.Environment);
    const urls = environments.map((environment) => Object(environment)?.Variables?.PUBLIC_BASE_URL);
    expect(urls.filter((url) => url !== undefined)).toEqual(['https://hooks.example.com/lake']);
  });

  test('give the ARN of a secret, never its value', () => {
    expect(JSON.stringify(outputs)).not.toMatch(/resolve:secretsmanager|SecretString/);
    expect(outputs.MetaSecretArn?.Value).toEqual({ Ref: expect.stringContaining('SecretsSourcemeta') });
  });
});

test('the views are applied by name, and again when their SQL changes', () => {
  const [applied] = Object.values(ofType('Custom::AthenaViews'));
  const files = readdirSync(join(import.meta.dirname, '../../athena-sql'), { recursive: true, encoding: 'utf8' });
  const views = files.filter((file) => file.endsWith('.sql') && !/^(maintenance|pages)|\.checks\.sql$/.test(file));
  const names = views.map((file) => basename(file, '.sql'));
  expect(applied?.Properties).toMatchObject({
    ViewNames: names.toSorted(),
    Fingerprint: expect.stringMatching(/^\w{16}/),
  });
});
