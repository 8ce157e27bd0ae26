import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { startDynamoDb } from '../../src/dynamodb/start-dynamodb.ts';
import { accessKeyFor, principalsByKey } from '../../src/endpoint/credentials.ts';
import { startEndpoint } from '../../src/endpoint/start-endpoint.ts';
import { readTemplate } from '../../src/template/read-template.ts';

/** Run as a process of its own: puts one item, and ends as soon as the put is answered, without any shutdown. */
const [assembly = '', dataDir = '', roleArn = ''] = process.argv.slice(2);
const template = readTemplate(assembly);
const { service } = await startDynamoDb({ template, dataDir });
const endpoint = await startEndpoint({ services: [service], principalForKey: principalsByKey(template) });
const client = new DynamoDBClient({
  endpoint: endpoint.url,
  region: 'us-east-1',
  credentials: { accessKeyId: accessKeyFor(roleArn), secretAccessKey: 'not-verified' },
});
await client.send(new PutItemCommand({ TableName: 'claims', Item: { id: { S: 'acknowledged' } } }));
process.kill(process.pid, 'SIGKILL');
