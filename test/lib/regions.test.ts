import { App, Stack } from 'aws-cdk-lib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { readSettings } from '../../lib/settings.ts';
import { frontDoorQuota, knownRegion, throttleOf } from '../../lib/shared/regions.ts';
import { testStack } from './template.ts';

afterEach(() => vi.unstubAllEnvs());

// API Gateway Developer Guide, "Amazon API Gateway quotas": Cape Town, Milan, Jakarta, UAE, Hyderabad, Melbourne, Spain,
// Zurich, Tel Aviv, Calgary, Malaysia, Thailand, Mexico.
const SMALL = [
  ...['af-south-1', 'eu-south-1', 'ap-southeast-3', 'me-central-1', 'ap-south-2', 'ap-southeast-4', 'eu-south-2'],
  ...['eu-central-2', 'il-central-1', 'ca-west-1', 'ap-southeast-5', 'ap-southeast-7', 'mx-central-1'],
];

describe('by default the throttle fits the region', () => {
  test.each([...SMALL, 'us-east-1', 'eu-west-1', 'ap-south-1'])('%s', (region) => {
    const { rateLimit, burstLimit } = throttleOf(readSettings({}), region);
    expect(rateLimit).toBeLessThan(frontDoorQuota(region).rateLimit);
    expect(burstLimit).toBeLessThan(frontDoorQuota(region).burstLimit);
  });

  test('thirteen regions have a quarter of the usual quota', () => {
    for (const region of SMALL) expect(frontDoorQuota(region)).toEqual({ rateLimit: 2_500, burstLimit: 1_250 });
    expect(frontDoorQuota('eu-central-1')).toEqual({ rateLimit: 10_000, burstLimit: 5_000 });
  });

  test('in an unknown region it fits Meta’s standard', () => {
    expect(throttleOf(readSettings({}), undefined)).toEqual({ rateLimit: 4_000, burstLimit: 4_000 });
  });
});

test('settings apply unchanged in any region', () => {
  const settings = readSettings({ throttleRate: 4_000, throttleBurst: 12 });
  expect(throttleOf(settings, 'eu-south-1')).toEqual({ rateLimit: 4_000, burstLimit: 12 });
});

test('the region is the stack’s, or the one from the command line, or unknown', () => {
  expect(knownRegion(new Stack(new App(), 'Free'))).toBeUndefined();
  vi.stubEnv('CDK_DEFAULT_REGION', 'eu-south-1');
  expect(knownRegion(new Stack(new App(), 'Free'))).toBe('eu-south-1');
  expect(knownRegion(new Stack(new App(), 'Bound', { env: { region: 'sa-east-1' } }))).toBe('sa-east-1');
});

test('the template has the throttle for the region', () => {
  vi.stubEnv('CDK_DEFAULT_REGION', 'mx-central-1');
  testStack().template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
    DefaultRouteSettings: { ThrottlingRateLimit: 2_000, ThrottlingBurstLimit: 1_000 },
  });
});
