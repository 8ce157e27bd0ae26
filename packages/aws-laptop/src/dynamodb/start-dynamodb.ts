import { type AwsRequest, type AwsResponse, type AwsService, authorize, type Template } from '../aws.ts';
import { makeFolder } from '../s3/files.ts';
import { arnOf } from '../template/scope.ts';
import { executeBatch } from './batch-statements.ts';
import { type Call, directClient } from './client.ts';
import { createTables } from './create-tables.ts';
import { type Dynalite, startDynalite } from './dynalite-process.ts';
import { sweepTable } from './expiry.ts';
import { permissionsFor } from './permissions.ts';
import { readTables, type TableDefinition } from './tables.ts';

export interface DynamoDbOptions {
  readonly template: Template;
  /** The folder of the tables, made when it is not there; one running stack at a time. */
  readonly dataDir: string;
}

export interface DynamoDb {
  readonly service: AwsService;
  /** The attribute that holds a table's expiry, or undefined when nothing in it expires. */
  ttlAttributeOf(tableName: string): string | undefined;
  /** Deletes the items that expired before now, in epoch seconds; returns how many. Nothing does so by itself. */
  sweepExpired(nowSeconds: number): Promise<number>;
  close(): Promise<void>;
}

/**
 * DynamoDB by dynalite, over the real wire protocol: the template's tables, each call checked against the policies of
 * the role that makes it. Items survive the end of the process. Of PartiQL it covers the functions' own statements, in
 * batches. Not covered: transactions, streams, and `ReturnValuesOnConditionCheckFailure` of single writes, which dynalite
 * ignores.
 *
 * @throws in one plain sentence when the folder is in use or corrupt, or holds a table of another shape.
 */
export async function startDynamoDb({ template, dataDir }: DynamoDbOptions): Promise<DynamoDb> {
  const tables = readTables(template);
  makeFolder(dataDir);
  const dynalite = await startDynalite(dataDir, template);
  const call = directClient(dynalite);
  try {
    await createTables(call, tables);
  } catch (error) {
    await dynalite.close();
    throw error;
  }
  return {
    service: { signingName: 'dynamodb', handle: (request) => handle({ template, dynalite, call, tables }, request) },
    ttlAttributeOf: (tableName) => tables.find(({ name }) => name === tableName)?.ttlAttribute,
    sweepExpired: (nowSeconds) => sweepAll(tables, (table) => sweepTable(call, table, nowSeconds)),
    close: () => dynalite.close(),
  };
}

interface Backend {
  readonly template: Template;
  readonly dynalite: Dynalite;
  readonly call: Call;
  readonly tables: readonly TableDefinition[];
}

async function handle(backend: Backend, request: AwsRequest): Promise<AwsResponse> {
  const operation = (request.headers['x-amz-target'] ?? '').split('.').at(-1) ?? '';
  if (operation === 'BatchExecuteStatement') return handleStatements(backend, request);
  const tableArn = (name: string) => arnOf(backend.template, 'dynamodb', `table/${name}`);
  for (const { action, resource } of permissionsFor(operation, request.body.toString('utf8'), tableArn)) {
    authorize(request.principal, action, resource);
  }
  return backend.dynalite.post(request.headers, request.body);
}

async function handleStatements({ template, call, tables }: Backend, { body, principal }: AwsRequest) {
  const output = await executeBatch(body.toString('utf8'), {
    call,
    keyOf(name) {
      const [key, ...others] = tables.find((table) => table.name === name)?.keyAttributes ?? [];
      return others.length === 0 ? key : undefined;
    },
    isAllowed: (action, name) => principal.allows(action, arnOf(template, 'dynamodb', `table/${name}`)),
  });
  return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: JSON.stringify(output) };
}

async function sweepAll(
  tables: readonly TableDefinition[],
  sweep: (table: TableDefinition) => Promise<number>,
): Promise<number> {
  let deleted = 0;
  for (const table of tables) deleted += await sweep(table);
  return deleted;
}
