import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { EnvironmentText, FIND_ENVIRONMENT } from '../../domain/contracts/environment.ts';
import type { Secrets } from '../ingest/secrets.ts';
import type { Settings } from '../settings.ts';
import { LakeFunction } from '../shared/lake-function.ts';

export interface FindProps {
  /** The function reads the pepper, and no other of them. */
  readonly secrets: Secrets;
  /** All settings of the stack. */
  readonly settings: Settings;
}

/**
 * Makes the key of one message or person, for `lake find` (docs/adr/0021). People who operate the lake may ask it, and
 * read the pepper no more than anybody else; it reads the pepper, and no row.
 */
export class Find extends Construct {
  readonly function: LakeFunction;

  constructor(scope: Construct, id: string, { secrets, settings }: FindProps) {
    super(scope, id);
    const environment: EnvironmentText<typeof FIND_ENVIRONMENT> = {
      PEPPER_SECRET: secrets.pepper.secretArn,
      DEFAULT_COUNTRY: settings.defaultCountry,
      SECRET_CACHE_SECONDS: String(settings.secretCacheSeconds),
    };
    this.function = new LakeFunction(this, 'Find', {
      entry: 'lambdas/find/handler.ts',
      description: 'Keys of a message or person, for lake find',
      // One read of a secret, which is given up after 4 s and made again.
      timeout: Duration.seconds(15),
      memoryMiB: 256,
      environment,
      settings,
    });
    secrets.pepper.grantRead(this.function);
  }
}
