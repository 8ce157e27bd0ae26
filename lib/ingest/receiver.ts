import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { EnvironmentText, RECEIVER_ENVIRONMENT } from '../../domain/contracts/environment.ts';
import { LakeFunction } from '../shared/lake-function.ts';
import { grantIngest, type IngestProps, ingestEnvironment } from './ingest-access.ts';

/** Verifies, splits, claims, publishes, confirms, answers. Its role may read its secrets, write claims and put records, nothing else. */
export class Receiver extends Construct {
  readonly function: LakeFunction;

  constructor(scope: Construct, id: string, props: IngestProps) {
    super(scope, id);
    const { secrets, settings } = props;
    const environment: EnvironmentText<typeof RECEIVER_ENVIRONMENT> = {
      ...ingestEnvironment(props),
      PUBLIC_BASE_URL: settings.publicBaseUrl,
      SOURCE_SECRETS: JSON.stringify(
        Object.fromEntries([...secrets.ofSource].map(([name, secret]) => [name, secret.secretArn])),
      ),
    };
    this.function = new LakeFunction(this, 'Receiver', {
      entry: 'lambdas/receiver/handler.ts',
      description: 'Webhooks to the stream: verify, split, claim, publish, confirm',
      timeout: Duration.seconds(settings.receiverTimeoutSeconds),
      memoryMiB: settings.receiverMemoryMiB,
      ...(settings.receiverConcurrency > 0 ? { reservedConcurrency: settings.receiverConcurrency } : {}),
      environment,
      settings,
    });
    grantIngest(this.function, props);
    for (const secret of secrets.ofSource.values()) secret.grantRead(this.function);
  }
}
