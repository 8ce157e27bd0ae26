import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';

/**
 * `claimed`: ours to publish. `done`: published before, a duplicate. `pending`: another request is publishing it now
 * and has not said how that ended.
 */
export type ClaimState = 'claimed' | 'done' | 'pending';

/** Two-state claims on event keys: pending with a lease, then done. */
export interface Claims {
  readonly claim: (eventKey: string) => Promise<ClaimState>;
  /** After publishing. Throws when it could not be written; the event is durable all the same. */
  readonly confirm: (eventKey: string) => Promise<void>;
  /** After publishing failed, so that a retry need not wait for the lease. */
  readonly release: (eventKey: string) => Promise<void>;
}

export interface ClaimSettings {
  readonly table: string;
  /**
   * Who claims: unique to the run of the function, so that a slow first owner cannot undo a second one's work. A request
   * id alone is not: Lambda gives the retries of an asynchronous invocation that of the first.
   */
  readonly owner: string;
  /** Longer than the function can run: when a lease ends, its owner is dead. */
  readonly leaseSeconds: number;
  /** Longer than the vendor retries (Meta: 7 days). */
  readonly ttlDays: number;
  readonly nowMs: () => number;
}

/**
 * A claim is taken if there is none, if it has expired (DynamoDB's TTL sweeps late, so expiry is tested here), or if it
 * is pending and its lease has ended.
 */
const FREE = 'attribute_not_exists(event_key) OR expires_at < :now OR (#state = :pending AND lease_until < :nowMs)';
const OURS = '#owner = :owner';

export function dynamoClaims(client: DynamoDBClient, settings: ClaimSettings): Claims {
  const { table: TableName } = settings;
  const keyOf = (eventKey: string) => ({ event_key: { S: eventKey } });
  return {
    claim: (eventKey) => claim(client, settings, eventKey),
    async confirm(eventKey) {
      await client.send(
        new UpdateItemCommand({
          TableName,
          Key: keyOf(eventKey),
          UpdateExpression: 'SET #state = :done REMOVE lease_until',
          ConditionExpression: OURS,
          ExpressionAttributeNames: { '#state': 'state', '#owner': 'owner' },
          ExpressionAttributeValues: { ':done': { S: 'done' }, ':owner': { S: settings.owner } },
        }),
      );
    },
    release: (eventKey) => release(client, settings, eventKey),
  };
}

async function claim(client: DynamoDBClient, settings: ClaimSettings, eventKey: string): Promise<ClaimState> {
  const nowMs = settings.nowMs();
  const nowSeconds = Math.floor(nowMs / 1000);
  try {
    await client.send(
      new PutItemCommand({
        TableName: settings.table,
        Item: {
          event_key: { S: eventKey },
          state: { S: 'pending' },
          owner: { S: settings.owner },
          lease_until: { N: String(nowMs + settings.leaseSeconds * 1000) },
          expires_at: { N: String(nowSeconds + settings.ttlDays * 86_400) },
        },
        ConditionExpression: FREE,
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':pending': { S: 'pending' },
          ':now': { N: String(nowSeconds) },
          ':nowMs': { N: String(nowMs) },
        },
        // Saves the read below where the service gives the item back with its refusal.
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return 'claimed';
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const holder = error.Item ?? (await read(client, settings.table, eventKey));
    return stateOf(holder, settings.owner);
  }
}

/** A claim that is not there, or no longer ours, needs no release. */
async function release(client: DynamoDBClient, { table, owner }: ClaimSettings, eventKey: string): Promise<void> {
  try {
    await client.send(
      new DeleteItemCommand({
        TableName: table,
        Key: { event_key: { S: eventKey } },
        ConditionExpression: OURS,
        ExpressionAttributeNames: { '#owner': 'owner' },
        ExpressionAttributeValues: { ':owner': { S: owner } },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/** Our own pending claim is the SDK's retry of a put whose answer was lost: it is ours. */
function stateOf(holder: Record<string, { S?: string | undefined }> | undefined, owner: string): ClaimState {
  if (holder?.state?.S === 'done') return 'done';
  return holder?.owner?.S === owner ? 'claimed' : 'pending';
}

async function read(client: DynamoDBClient, table: string, eventKey: string) {
  const found = await client.send(
    new GetItemCommand({ TableName: table, Key: { event_key: { S: eventKey } }, ConsistentRead: true }),
  );
  return found.Item;
}
