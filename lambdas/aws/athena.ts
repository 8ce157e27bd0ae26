import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AthenaClient,
  GetQueryExecutionCommand,
  type QueryExecution,
  StartQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { withoutComments } from '../../domain/sql/comments.ts';

/** Where statements run. */
export interface AthenaPlace {
  readonly workgroup: string;
  readonly database: string;
}

/** Runs one statement to its end and answers its execution's id. Throws with Athena's reason when it fails. */
export type StartStatement = (sql: string) => Promise<string>;

/** Runs one statement to its end. Throws with Athena's reason when it fails. */
export type RunStatement = (sql: string) => Promise<void>;

/** Called with a statement's result, an object of S3, as soon as the statement has ended, well or not. */
export type OnResult = (location: string) => Promise<void>;

export interface ExecuteOptions {
  readonly onResult?: OnResult;
  /** The longest pause between two looks at the statement. */
  readonly maxPauseMs?: number;
}

const FIRST_PAUSE_MS = 20;
const MAX_PAUSE_MS = 1_000;

/** Starts one statement, as it is, and answers its execution's id. */
export async function startExecution(
  client: AthenaClient,
  { workgroup, database }: AthenaPlace,
  sql: string,
): Promise<string> {
  const { QueryExecutionId = '' } = await client.send(
    new StartQueryExecutionCommand({
      QueryString: sql,
      WorkGroup: workgroup,
      QueryExecutionContext: { Database: database },
    }),
  );
  return QueryExecutionId;
}

/** Waits for the end of a statement that was started. Throws with Athena's reason when it failed. */
export async function endOf(
  client: AthenaClient,
  executionId: string,
  isLate: () => boolean,
): Promise<'done' | 'late'> {
  const { Status } = await finished(client, executionId, MAX_PAUSE_MS, isLate);
  if (Status?.State === 'SUCCEEDED') return 'done';
  if (Status?.State === 'QUEUED' || Status?.State === 'RUNNING') return 'late';
  throw failureOf(Status);
}

/** Runs one statement, as it is, to its end. Throws with Athena's reason when it fails. */
export async function execute(
  client: AthenaClient,
  place: AthenaPlace,
  sql: string,
  { onResult, maxPauseMs = MAX_PAUSE_MS }: ExecuteOptions = {},
): Promise<QueryExecution> {
  const QueryExecutionId = await startExecution(client, place, sql);
  const { Status, ResultConfiguration, ...execution } = await finished(client, QueryExecutionId, maxPauseMs);
  if (ResultConfiguration?.OutputLocation !== undefined) await onResult?.(ResultConfiguration.OutputLocation);
  if (Status?.State === 'SUCCEEDED') return { ...execution, Status, ResultConfiguration, QueryExecutionId };
  throw failureOf(Status);
}

function failureOf(status: QueryExecution['Status']): Error {
  return new Error(status?.StateChangeReason ?? `The statement ended as ${status?.State}.`);
}

/** Statements are sent without their comments, which Athena does not take in all of its DDL. */
export function athenaExecutions(client: AthenaClient, place: AthenaPlace, onResult?: OnResult): StartStatement {
  const options = onResult === undefined ? {} : { onResult };
  return async (sql) => (await execute(client, place, withoutComments(sql), options)).QueryExecutionId ?? '';
}

export function athenaStatements(...way: Parameters<typeof athenaExecutions>): RunStatement {
  const start = athenaExecutions(...way);
  return async (sql) => void (await start(sql));
}

/** The execution when it has ended, or as it is when it is late. */
async function finished(
  client: AthenaClient,
  QueryExecutionId: string,
  maxPauseMs: number,
  isLate = () => false,
): Promise<QueryExecution> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, maxPauseMs)) {
    const { QueryExecution } = await client.send(new GetQueryExecutionCommand({ QueryExecutionId }));
    const state = QueryExecution?.Status?.State;
    if (QueryExecution && ((state !== 'QUEUED' && state !== 'RUNNING') || isLate())) return QueryExecution;
    await sleep(pauseMs);
  }
}
