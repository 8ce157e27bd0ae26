import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';

const TABLE = 'claims';

export interface ClaimsTable {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** The claim as it stands in the table, its attributes as text. */
  readonly read: (eventKey: string) => Promise<Readonly<Record<string, string | undefined>> | undefined>;
  readonly put: (item: Readonly<Record<string, { S: string } | { N: string }>>) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** A table of claims behind DynamoDB's wire protocol. */
export async function startClaimsTable(): Promise<ClaimsTable> {
  const path = await mkdtemp(join(tmpdir(), 'claims-'));
  const server = dynalite({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  await createTable(client);
  const close = async () => {
    client.destroy();
    server.close();
    await rm(path, { recursive: true, force: true });
  };
  return { client, table: TABLE, close, read: (key) => read(client, key), put: (item) => put(client, item) };
}

async function createTable(client: DynamoDBClient): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: TABLE,
      KeySchema: [{ AttributeName: 'event_key', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'event_key', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 0.05, maxDelay: 0.1 }, { TableName: TABLE });
}

async function read(client: DynamoDBClient, eventKey: string) {
  const { Item } = await client.send(new GetItemCommand({ TableName: TABLE, Key: { event_key: { S: eventKey } } }));
  return Item && Object.fromEntries(Object.entries(Item).map(([name, value]) => [name, value.S ?? value.N]));
}

async function put(client: DynamoDBClient, Item: Record<string, { S: string } | { N: string }>): Promise<unknown> {
  return client.send(new PutItemCommand({ TableName: TABLE, Item }));
}
