import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { principalsByKey, startDynamoDb, startEndpoint } from 'aws-laptop/services';
import { roleWith, settingsFor, smallTemplate } from 'aws-laptop/testing';

const TABLE = 'claims';

export interface ClaimsTable {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** The claim as it is in the table, its attributes as text. */
  readonly read: (eventKey: string) => Promise<Readonly<Record<string, string | undefined>> | undefined>;
  readonly put: (item: Readonly<Record<string, { S: string } | { N: string }>>) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

const TEMPLATE = smallTemplate({
  Resources: {
    Claims: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        TableName: TABLE,
        KeySchema: [{ AttributeName: 'event_key', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'event_key', AttributeType: 'S' }],
      },
    },
    ...roleWith('Owner', [{ Effect: 'Allow', Action: 'dynamodb:*', Resource: '*' }]),
  },
});

/** A table of claims behind DynamoDB's wire protocol, as the laptop serves it. */
export async function startClaimsTable(): Promise<ClaimsTable> {
  const dataDir = await mkdtemp(join(tmpdir(), 'claims-'));
  const dynamodb = await startDynamoDb({ template: TEMPLATE, dataDir });
  const endpoint = await startEndpoint({ services: [dynamodb.service], principalForKey: principalsByKey(TEMPLATE) });
  const client = new DynamoDBClient(settingsFor(endpoint, 'Owner'));
  const close = async () => {
    client.destroy();
    await endpoint.close();
    await dynamodb.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { client, table: TABLE, close, read: (key) => read(client, key), put: (item) => put(client, item) };
}

async function read(client: DynamoDBClient, eventKey: string) {
  const { Item } = await client.send(new GetItemCommand({ TableName: TABLE, Key: { event_key: { S: eventKey } } }));
  return Item && Object.fromEntries(Object.entries(Item).map(([name, value]) => [name, value.S ?? value.N]));
}

async function put(client: DynamoDBClient, Item: Record<string, { S: string } | { N: string }>): Promise<unknown> {
  return client.send(new PutItemCommand({ TableName: TABLE, Item }));
}
