import { AttributeType, Billing, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { RETAINED } from '../shared/retained.ts';

/** The table of claims: a keyed hash for each event, with state, owner and expiry. No payload, no phone numbers. */
export class Claims extends Construct {
  readonly table: TableV2;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.table = new TableV2(this, 'Table', {
      partitionKey: { name: 'event_key', type: AttributeType.STRING },
      timeToLiveAttribute: 'expires_at',
      billing: Billing.onDemand({ maxWriteRequestUnits: settings.claimWritesPerSecond }),
      encryption: TableEncryptionV2.dynamoOwnedKey(),
      removalPolicy: RETAINED,
    });
  }
}
