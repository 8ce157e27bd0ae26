import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Settings } from '../settings.ts';

export interface Throttle {
  /** Requests per second. */
  readonly rateLimit: number;
  /** Requests at once above the rate. */
  readonly burstLimit: number;
}

/** Regions with a quarter of the usual quota: API Gateway Developer Guide, "Amazon API Gateway quotas", the note. */
const SMALL_REGIONS: ReadonlySet<string> = new Set([
  'af-south-1',
  'eu-south-1',
  'ap-southeast-3',
  'me-central-1',
  'ap-south-2',
  'ap-southeast-4',
  'eu-south-2',
  'eu-central-2',
  'il-central-1',
  'ca-west-1',
  'ap-southeast-5',
  'ap-southeast-7',
  'mx-central-1',
]);

/** The default quota of an account for all its APIs in the region; AWS may have raised it. */
export function frontDoorQuota(region: string): Throttle {
  return SMALL_REGIONS.has(region) ? { rateLimit: 2_500, burstLimit: 1_250 } : { rateLimit: 10_000, burstLimit: 5_000 };
}

/** A fifth more than 3,300, Meta's standard for one number with 1,000 messages a second: docs/load.md. */
const USUAL_THROTTLE: Throttle = { rateLimit: 4_000, burstLimit: 4_000 };
/** Four fifths of the account's quota. */
const SMALL_THROTTLE: Throttle = { rateLimit: 2_000, burstLimit: 1_000 };

/** The throttle of each route: the settings, or what fits the region where they are 0. */
export function throttleOf({ throttleRate, throttleBurst }: Settings, region: string | undefined): Throttle {
  const fitting = region !== undefined && SMALL_REGIONS.has(region) ? SMALL_THROTTLE : USUAL_THROTTLE;
  return {
    rateLimit: throttleRate === 0 ? fitting.rateLimit : throttleRate,
    burstLimit: throttleBurst === 0 ? fitting.burstLimit : throttleBurst,
  };
}

/**
 * The region of the deployment, if the synth can know it: the stack's own, or that of the AWS configuration, which the CDK
 * command line passes as CDK_DEFAULT_REGION.
 */
export function knownRegion(scope: IConstruct): string | undefined {
  const { region } = Stack.of(scope);
  return Token.isUnresolved(region) ? process.env.CDK_DEFAULT_REGION : region;
}
