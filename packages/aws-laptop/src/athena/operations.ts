/** Athena's API: input checked, permission asked, output as the SDK expects it. */
import type { DuckDBConnection } from '@duckdb/node-api';
import * as z from 'zod';
import { AwsError, authorize, type JsonOperation, type Principal, type Template } from '../aws.ts';
import type { DataCatalog } from '../glue/data-catalog.ts';
import { describeExecution, describeWorkGroup } from './descriptions.ts';
import type { Execution } from './execution.ts';
import type { Executions } from './executions.ts';
import { refuseForeignTokens } from './foreign-tokens.ts';
import { historyOperations } from './history-operations.ts';
import { parseInput } from './input.ts';
import { metadataOperations } from './metadata-operations.ts';
import type { Permissions } from './permissions.ts';
import { type QueryShape, readShape } from './query-shape.ts';
import { syntaxTree } from './references.ts';
import { resultPage } from './result-table.ts';
import { parseStatement, type Statement } from './statement.ts';
import { findWorkGroup, readWorkGroups, resultFolder, splitS3Uri, type WorkGroup } from './workgroups.ts';

/** "Service Quotas", Amazon Athena: the length of a query, in bytes of UTF-8. */
const MAX_QUERY_BYTES = 262_144;
/** GetQueryResults: MaxResults is at most 1,000. */
const MAX_PAGE_ROWS = 1_000;

/** A page's token is this and the offset of its first row. */
const ROW_TOKEN = 'row-';

const startInput = z.object({
  QueryString: z.string().min(1),
  ClientRequestToken: z.string().min(32).max(128).optional(),
  QueryExecutionContext: z
    .object({
      Database: z.string().toLowerCase().default('default'),
      Catalog: z.string().toLowerCase().pipe(z.literal('awsdatacatalog')).optional(),
    })
    .prefault({}),
  ResultConfiguration: z.object({ OutputLocation: z.string().startsWith('s3://').optional() }).default({}),
  WorkGroup: z.string().default('primary'),
  ExecutionParameters: z.never({ error: 'ExecutionParameters are not covered on the laptop' }).optional(),
});
const idInput = z.object({ QueryExecutionId: z.string() });
const resultsInput = idInput.extend({
  MaxResults: z.number().int().min(1).max(MAX_PAGE_ROWS).default(MAX_PAGE_ROWS),
  NextToken: z
    .string()
    .regex(/^row-\d+$/, 'not a token of this laptop')
    .optional(),
});
const workGroupInput = z.object({ WorkGroup: z.string() });

export interface OperationsOptions {
  readonly template: Template;
  readonly executions: Executions;
  readonly permissions: Permissions;
  readonly dataCatalog: DataCatalog;
  /** A connection for parsing only. */
  readonly parser: DuckDBConnection;
}

type Find = (input: unknown, principal: Principal, action: string) => Execution;

export function athenaOperations(options: OperationsOptions): Readonly<Record<string, JsonOperation>> {
  const groups = readWorkGroups(options.template);
  const find: Find = (input, principal, action) => {
    const { QueryExecutionId: id } = parseInput(idInput, input);
    const execution = options.executions.get(id);
    if (execution === undefined) throw new AwsError('InvalidRequestException', `QueryExecution ${id} was not found`);
    authorize(principal, action, execution.workGroup.arn);
    return execution;
  };
  return {
    StartQueryExecution: startQueryExecution(options, groups),
    GetQueryResults: getQueryResults(options, find),
    async GetQueryExecution(input, principal) {
      return { QueryExecution: describeExecution(find(input, principal, 'athena:GetQueryExecution')) };
    },
    async StopQueryExecution(input, principal) {
      options.executions.stop(find(input, principal, 'athena:StopQueryExecution'));
      return {};
    },
    async GetWorkGroup(input, principal) {
      const group = findWorkGroup(groups, parseInput(workGroupInput, input).WorkGroup);
      authorize(principal, 'athena:GetWorkGroup', group.arn);
      return { WorkGroup: describeWorkGroup(group) };
    },
    ...historyOperations(options.executions, groups),
    ...metadataOperations(options),
  };
}

function startQueryExecution(options: OperationsOptions, groups: ReadonlyMap<string, WorkGroup>): JsonOperation {
  const started = new Map<string, Execution>();
  return async (input, principal) => {
    const request = parseInput(startInput, input);
    const workGroup = findWorkGroup(groups, request.WorkGroup);
    authorize(principal, 'athena:StartQueryExecution', workGroup.arn);
    const sql = request.QueryString;
    const earlier = started.get(request.ClientRequestToken ?? '');
    if (earlier !== undefined) return { QueryExecutionId: repeated(earlier, sql).id };
    const folder = resultFolder(workGroup, request.ResultConfiguration.OutputLocation);
    verifyOutputBucket(options.permissions, principal, folder);
    const parsed = await parseQuery(options.parser, sql);
    const query = {
      sql,
      ...parsed,
      database: databaseFor(parsed, request.QueryExecutionContext.Database),
      workGroup,
      resultFolder: folder,
      principal,
    };
    const execution = options.executions.start(query);
    if (request.ClientRequestToken !== undefined) started.set(request.ClientRequestToken, execution);
    return { QueryExecutionId: execution.id };
  };
}

function getQueryResults({ permissions }: OperationsOptions, find: Find): JsonOperation {
  return async (input, principal) => {
    const execution = find(input, principal, 'athena:GetQueryResults');
    const { MaxResults, NextToken } = parseInput(resultsInput, input);
    const { bucket, key } = splitS3Uri(execution.outputLocation);
    permissions.readObject(principal, bucket, key);
    const offset = Number(NextToken?.slice(ROW_TOKEN.length) ?? 0);
    const { output, next } = resultPage(finishedResult(execution), offset, MaxResults);
    return { UpdateCount: 0, ResultSet: output, ...(next === undefined ? {} : { NextToken: `${ROW_TOKEN}${next}` }) };
  };
}

/** A token that comes again means the same call again; with another query it is a mistake. */
function repeated(earlier: Execution, sql: string): Execution {
  if (earlier.sql === sql) return earlier;
  throw new AwsError('InvalidRequestException', 'Idempotent parameters do not match');
}

function verifyOutputBucket(permissions: Permissions, principal: Principal, folder: string): void {
  const { bucket } = splitS3Uri(folder);
  try {
    permissions.bucketLocation(principal, bucket);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : '';
    throw new AwsError('InvalidRequestException', `Unable to verify/create output bucket ${bucket}. ${reason}`);
  }
}

interface Parsed {
  readonly statement: Statement;
  readonly shape: QueryShape | undefined;
}

/** Of a statement in Hive's grammar it may be in backticks: AWS SDK for pandas sends it so with DESCRIBE. */
function databaseFor({ shape }: Parsed, database: string): string {
  return shape === undefined ? database.replace(/^`(.*)`$/, '$1') : database;
}

async function parseQuery(parser: DuckDBConnection, sql: string): Promise<Parsed> {
  const bytes = Buffer.byteLength(sql);
  if (bytes > MAX_QUERY_BYTES) {
    throw new AwsError(
      'InvalidRequestException',
      `The query has ${bytes} bytes; Athena takes at most ${MAX_QUERY_BYTES}.`,
    );
  }
  const statement = parseStatement(sql);
  if ('query' in statement) refuseForeignTokens(statement.query);
  if (!('query' in statement)) return { statement, shape: undefined };
  return { statement, shape: readShape(statement.query, await syntaxTree(parser, statement.query)) };
}

function finishedResult({ state, result, outputLocation }: Execution): NonNullable<Execution['result']> {
  if (state === 'QUEUED' || state === 'RUNNING') {
    throw new AwsError('InvalidRequestException', `Query has not yet finished. Current state: ${state}`);
  }
  if (state !== 'SUCCEEDED') {
    throw new AwsError('InvalidRequestException', `Query did not finish successfully. Final query state: ${state}`);
  }
  if (result !== undefined) return result;
  throw new AwsError('InvalidRequestException', `The laptop keeps the latest results only; read ${outputLocation}.`);
}
