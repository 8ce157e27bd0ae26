import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { ClaimSettings, ClaimState } from './claims.ts';

/** A claim as it stands in the table. */
export type Holder = Readonly<Record<string, AttributeValue>>;

/** The steps of one claim, a call each. They throw the service's errors. */
export interface ClaimCalls {
  readonly claim: (eventKey: string) => Promise<ClaimState>;
  readonly confirm: (eventKey: string) => Promise<void>;
  readonly release: (eventKey: string) => Promise<void>;
}

/**
 * A claim is taken if there is none, if it has expired (DynamoDB's TTL sweeps late, so expiry is tested here), or if it
 * is pending and its lease has ended.
 */
const FREE = 'attribute_not_exists(event_key) OR expires_at < :now OR (#state = :pending AND lease_until < :nowMs)';
const OURS = '#owner = :owner';

export function claimCalls(client: DynamoDBClient, settings: ClaimSettings): ClaimCalls {
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

/** A new claim, and the moment that it is judged by. */
export function pendingClaim({ owner, leaseSeconds, ttlDays }: ClaimSettings, eventKey: string, nowMs: number) {
  return {
    event_key: { S: eventKey },
    state: { S: 'pending' },
    owner: { S: owner },
    lease_until: { N: String(nowMs + leaseSeconds * 1000) },
    expires_at: { N: String(secondsOf(nowMs) + ttlDays * 86_400) },
  };
}

export function secondsOf(nowMs: number): number {
  return Math.floor(nowMs / 1000);
}

async function claim(client: DynamoDBClient, settings: ClaimSettings, eventKey: string): Promise<ClaimState> {
  const nowMs = settings.nowMs();
  try {
    await client.send(
      new PutItemCommand({
        TableName: settings.table,
        Item: pendingClaim(settings, eventKey, nowMs),
        ConditionExpression: FREE,
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':pending': { S: 'pending' },
          ':now': { N: String(secondsOf(nowMs)) },
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

/** Our own pending claim is the SDK's retry of a write whose answer was lost: it is ours. */
export function stateOf(holder: Holder | undefined, owner: string): ClaimState {
  if (holder?.state?.S === 'done') return 'done';
  return holder?.owner?.S === owner ? 'claimed' : 'pending';
}

async function read(client: DynamoDBClient, table: string, eventKey: string) {
  const found = await client.send(
    new GetItemCommand({ TableName: table, Key: { event_key: { S: eventKey } }, ConsistentRead: true }),
  );
  return found.Item;
}
