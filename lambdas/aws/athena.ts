import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AthenaClient,
  GetQueryExecutionCommand,
  type QueryExecution,
  StartQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { withoutComments } from '../../domain/sql/comments.ts';

/** Runs one statement to its end and answers its execution's id. Throws with Athena's reason when it fails. */
export type StartStatement = (sql: string) => Promise<string>;

/** Runs one statement to its end. Throws with Athena's reason when it fails. */
export type RunStatement = (sql: string) => Promise<void>;

/** Told of a statement's result, an object of S3, as soon as the statement has ended, well or not. */
export type OnResult = (location: string) => Promise<void>;

export function athenaExecutions(
  client: AthenaClient,
  workgroup: string,
  database: string,
  onResult: OnResult = async () => undefined,
): StartStatement {
  return async (sql) => {
    const { QueryExecutionId = '' } = await client.send(
      new StartQueryExecutionCommand({
        QueryString: withoutComments(sql),
        WorkGroup: workgroup,
        QueryExecutionContext: { Database: database },
      }),
    );
    const { Status, ResultConfiguration } = await finished(client, QueryExecutionId);
    if (ResultConfiguration?.OutputLocation !== undefined) await onResult(ResultConfiguration.OutputLocation);
    if (Status?.State === 'SUCCEEDED') return QueryExecutionId;
    throw new Error(Status?.StateChangeReason ?? `the statement ended as ${Status?.State}`);
  };
}

export function athenaStatements(...place: Parameters<typeof athenaExecutions>): RunStatement {
  const start = athenaExecutions(...place);
  return async (sql) => void (await start(sql));
}

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 1_000;

async function finished(client: AthenaClient, QueryExecutionId: string): Promise<QueryExecution> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const { QueryExecution } = await client.send(new GetQueryExecutionCommand({ QueryExecutionId }));
    const state = QueryExecution?.Status?.State;
    if (QueryExecution && state !== 'QUEUED' && state !== 'RUNNING') return QueryExecution;
    await sleep(pauseMs);
  }
}
