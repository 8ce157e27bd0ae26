import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { type ClaimState, pendingClaim, secondsOf, stateFor } from '../ingest/claim-protocol.ts';
import { type ClaimTableSettings, claimIn, itemOf } from './claim-item.ts';

/** The steps of one claim, a call each. They throw the service's errors. */
export interface ClaimCalls {
  readonly claim: (eventKey: string) => Promise<ClaimState>;
  readonly confirm: (eventKey: string) => Promise<void>;
  readonly release: (eventKey: string) => Promise<void>;
}

/** `mayBeTaken` and `isOwn` of the protocol, as conditions of the writes. */
const FREE = 'attribute_not_exists(event_key) OR expires_at < :now OR (#state = :pending AND lease_until < :nowMs)';
const OURS = '#owner = :owner';

export function claimCalls(client: DynamoDBClient, settings: ClaimTableSettings): ClaimCalls {
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

async function claim(client: DynamoDBClient, settings: ClaimTableSettings, eventKey: string): Promise<ClaimState> {
  const nowMs = settings.nowMs();
  try {
    await client.send(
      new PutItemCommand({
        TableName: settings.table,
        Item: itemOf(eventKey, pendingClaim(settings, nowMs)),
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
    const item = error.Item ?? (await read(client, settings.table, eventKey));
    return stateFor(settings.owner, item && claimIn(item));
  }
}

/** A claim that is not there, or no longer ours, needs no release. */
async function release(client: DynamoDBClient, { table, owner }: ClaimTableSettings, eventKey: string): Promise<void> {
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

async function read(client: DynamoDBClient, table: string, eventKey: string) {
  const found = await client.send(
    new GetItemCommand({ TableName: table, Key: { event_key: { S: eventKey } }, ConsistentRead: true }),
  );
  return found.Item;
}
