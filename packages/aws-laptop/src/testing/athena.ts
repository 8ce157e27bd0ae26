/** The local Athena for a test: an invented template, buckets in a temporary folder, the real SDK in front of it. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  type GetQueryResultsCommandInput,
  type QueryExecution,
  type Row,
  StartQueryExecutionCommand,
  type StartQueryExecutionCommandInput,
} from '@aws-sdk/client-athena';
import { DuckDBInstance } from '@duckdb/node-api';
import { type Athena, type AthenaOptions, createAthena } from '../athena/athena.ts';
import { AwsError, type AwsService, authorize, type ObjectStore, type Principal, type Resource } from '../aws.ts';
import { PARTITIONS, projectionOf, resource, storageOf, templateOf, workGroup } from './athena-tables.ts';

export const NOW_MILLIS = Date.UTC(2026, 10, 20, 12);

export interface LocalAthena {
  readonly client: AthenaClient;
  readonly dataDir: string;
  /** The folder of a bucket. */
  readonly folderOf: (bucket: string) => string;
  readonly log: string[];
  /** Replaces who calls: only these actions are allowed, by a regular expression over `action resource`. */
  deny(expression: RegExp | undefined): void;
  /** Writes Parquet made by a SELECT of DuckDB's to a key of the fixture's bucket. */
  parquet(key: string, select: string, options?: string): Promise<void>;
  text(key: string, text: string): Promise<void>;
  /** Starts, waits and returns how it ended. */
  run(sql: string, input?: Partial<StartQueryExecutionCommandInput>): Promise<QueryExecution>;
  /** The rows of a query that must succeed, header first. */
  rows(sql: string, input?: Partial<GetQueryResultsCommandInput>): Promise<(string | undefined)[][]>;
  /** One call of AWS Glue as the same caller. Rejects with its AwsError. */
  glue(operation: string, input: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** Stops the service and opens it again on the same data folder. */
  reopen(resources?: readonly Resource[]): Promise<void>;
  close(): Promise<void>;
}

/** An Athena over one bucket and one database of the same name, with one table, `events`. */
export interface AthenaFixture {
  /** The database, the table `events` and the workgroup `team`. */
  readonly BASE: readonly Resource[];
  /** How the partitions of `events` are found. */
  readonly PROJECTION: ReturnType<typeof projectionOf>;
  /** Where the files of `events` are, and their columns. */
  readonly STORAGE: ReturnType<typeof storageOf>;
  /** A table of the database, like `events` but for what is overridden. */
  glueTable(name: string, overrides?: Record<string, unknown>): Resource;
  start(
    resources?: readonly Resource[],
    engine?: Pick<AthenaOptions, 'disabledOptimizers' | 'onRequests'>,
  ): Promise<LocalAthena>;
}

export function athenaFixture(name: string): AthenaFixture {
  const PROJECTION = projectionOf(name);
  const STORAGE = storageOf(name);
  const glueTable: AthenaFixture['glueTable'] = (table, overrides = {}) => {
    const base = { Name: table, Parameters: PROJECTION, PartitionKeys: PARTITIONS, StorageDescriptor: STORAGE };
    return resource('AWS::Glue::Table', table, { DatabaseName: name, TableInput: { ...base, ...overrides } });
  };
  const database = resource('AWS::Glue::Database', name, { DatabaseInput: { Name: name } });
  const BASE = [database, glueTable('events'), workGroup()];
  const start: AthenaFixture['start'] = (resources = BASE, engine = {}) => startAthena(name, resources, engine);
  return { BASE, PROJECTION, STORAGE, glueTable, start };
}

async function startAthena(
  name: string,
  resources: readonly Resource[],
  engine: Pick<AthenaOptions, 'disabledOptimizers' | 'onRequests'>,
): Promise<LocalAthena> {
  const folder = await mkdtemp(join(tmpdir(), 'athena-'));
  const dataDir = join(folder, 'data');
  const folderOf = (bucket: string): string => join(folder, 'buckets', bucket);
  const log: string[] = [];
  let denied: RegExp | undefined;
  const principal: Principal = {
    arn: 'arn:aws:iam::123456789012:role/reader',
    allows: (action, target) => denied === undefined || !denied.test(`${action} ${target}`),
  };
  const open = (list: readonly Resource[]): Promise<Athena> =>
    createAthena({
      template: templateOf(list),
      store: folderStore(folderOf),
      dataDir,
      glueDir: join(folder, 'glue'),
      log: (line) => log.push(line),
      now: () => NOW_MILLIS,
      ...engine,
    });
  let athena = await open(resources).catch(async (error: unknown) => {
    await rm(folder, { recursive: true });
    throw error;
  });
  const server = await serve(() => athena.service, principal);
  const client = clientOf(server);
  const run: LocalAthena['run'] = (sql, input) => runQuery(client, name, sql, input);
  return {
    client,
    dataDir,
    folderOf,
    log,
    run,
    deny: (expression) => {
      denied = expression;
    },
    parquet: (key, select, options) => writeParquet(join(folderOf(name), key), select, options),
    text: async (key, text) => {
      await mkdir(dirname(join(folderOf(name), key)), { recursive: true });
      await writeFile(join(folderOf(name), key), text);
    },
    rows: async (sql, input) => {
      const execution = await run(sql);
      if (execution.Status?.State !== 'SUCCEEDED')
        throw new Error(`${execution.Status?.State}: ${execution.Status?.StateChangeReason}`);
      const results = await client.send(
        new GetQueryResultsCommand({ QueryExecutionId: execution.QueryExecutionId, ...input }),
      );
      return textOf(results.ResultSet?.Rows ?? []);
    },
    glue: (operation, input) => callGlue(athena.glue.service, operation, input, principal),
    reopen: async (list = resources) => {
      await athena.close();
      athena = await open(list);
    },
    close: async () => {
      client.destroy();
      await new Promise((resolve) => server.close(resolve));
      await athena.close();
      await rm(folder, { recursive: true });
    },
  };
}

export function textOf(rows: readonly Row[]): (string | undefined)[][] {
  return rows.map((row) => (row.Data ?? []).map(({ VarCharValue }) => VarCharValue));
}

async function runQuery(
  client: AthenaClient,
  database: string,
  sql: string,
  input: Partial<StartQueryExecutionCommandInput> = {},
): Promise<QueryExecution> {
  const request = { QueryString: sql, WorkGroup: 'team', QueryExecutionContext: { Database: database }, ...input };
  const { QueryExecutionId } = await client.send(new StartQueryExecutionCommand(request));
  for (;;) {
    const { QueryExecution } = await client.send(new GetQueryExecutionCommand({ QueryExecutionId }));
    const state = QueryExecution?.Status?.State;
    if (QueryExecution !== undefined && state !== 'QUEUED' && state !== 'RUNNING') return QueryExecution;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function folderStore(folderOf: (bucket: string) => string): ObjectStore {
  return {
    folderOf,
    async put(principal, bucket, key, body) {
      authorize(principal, 's3:PutObject', `arn:aws:s3:::${bucket}/${key}`);
      await mkdir(dirname(join(folderOf(bucket), key)), { recursive: true });
      await writeFile(join(folderOf(bucket), key), body);
    },
  };
}

/** One for all that a test file writes: to open another takes longer than to write. */
const writer = DuckDBInstance.create(':memory:').then((instance) => instance.connect());

async function writeParquet(path: string, select: string, options = ''): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await (await writer).run(`COPY (${select}) TO '${path}' (FORMAT parquet${options && `, ${options}`})`);
}

async function serve(service: () => AwsService, principal: Principal): Promise<Server> {
  // Idle connections stay open: on a busy machine a client may use one again just as it is closed.
  const server = createServer({ keepAliveTimeout: 0 }, async (request, response) => {
    const { status, body } = await answer(service(), request, principal);
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function answer(
  service: AwsService,
  request: IncomingMessage,
  principal: Principal,
): Promise<{ status: number; body: Buffer | string }> {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const body = Buffer.concat(await request.toArray());
  try {
    return await service.handle({ method: 'POST', path: '/', query: new URLSearchParams(), headers, body, principal });
  } catch (error) {
    if (!(error instanceof AwsError))
      return { status: 500, body: JSON.stringify({ __type: 'InternalServerException', message: String(error) }) };
    return { status: error.status, body: JSON.stringify({ __type: error.code, message: error.message }) };
  }
}

/** Through the wire format; there is no client of Glue among the package's dependencies. */
async function callGlue(
  service: AwsService,
  operation: string,
  input: Record<string, unknown>,
  principal: Principal,
): Promise<Record<string, unknown>> {
  const headers = { 'x-amz-target': `AWSGlue.${operation}` };
  const call = { method: 'POST', path: '/', query: new URLSearchParams(), headers, principal };
  const { body } = await service.handle({ ...call, body: Buffer.from(JSON.stringify(input)) });
  return JSON.parse(String(body));
}

function clientOf(server: Server): AthenaClient {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The test server has no port.');
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return new AthenaClient({
    endpoint: `http://127.0.0.1:${address.port}`,
    region: 'us-east-1',
    credentials,
    maxAttempts: 1,
  });
}
