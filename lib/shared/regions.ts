import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Settings } from '../settings.ts';

export interface Throttle {
  /** Requests a second. */
  readonly rateLimit: number;
  /** Requests at once beyond the rate. */
  readonly burstLimit: number;
}

/** Regions where an account has a quarter: API Gateway Developer Guide, "Amazon API Gateway quotas", the note. */
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

/** What an account may take over all its APIs in the region, unless AWS raised it. */
export function frontDoorQuota(region: string): Throttle {
  return SMALL_REGIONS.has(region) ? { rateLimit: 2_500, burstLimit: 1_250 } : { rateLimit: 10_000, burstLimit: 5_000 };
}

/** Meta's standard for one number of 1,000 messages a second is 3,300, and a fifth to spare: docs/load.md. */
const USUAL_THROTTLE: Throttle = { rateLimit: 4_000, burstLimit: 4_000 };
/** Four fifths of the account's. */
const SMALL_THROTTLE: Throttle = { rateLimit: 2_000, burstLimit: 1_000 };

/** What each route takes: the settings, or what fits the region where they say 0. */
export function throttleOf({ throttleRate, throttleBurst }: Settings, region: string | undefined): Throttle {
  const fitting = region !== undefined && SMALL_REGIONS.has(region) ? SMALL_THROTTLE : USUAL_THROTTLE;
  return {
    rateLimit: throttleRate === 0 ? fitting.rateLimit : throttleRate,
    burstLimit: throttleBurst === 0 ? fitting.burstLimit : throttleBurst,
  };
}

/**
 * The region that the stack goes to, where the synth can know it: its own, or the one of the AWS configuration, which the
 * CDK's command line passes on by CDK_DEFAULT_REGION.
 */
export function knownRegion(scope: IConstruct): string | undefined {
  const { region } = Stack.of(scope);
  return Token.isUnresolved(region) ? process.env.CDK_DEFAULT_REGION : region;
}
