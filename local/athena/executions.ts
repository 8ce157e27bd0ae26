/** Query executions: their states, how many run at once, and how long their results are kept. */
import { randomUUID } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ObjectStore, Principal } from '../aws.ts';
import { failureReason, QueryFailure } from './failure.ts';
import type { QueryShape } from './queryShape.ts';
import { type ResultTable, resultCsv, resultText } from './resultTable.ts';
import { runStatement, type Surroundings } from './runStatement.ts';
import type { Statement } from './statement.ts';
import { splitS3Uri, type WorkGroup } from './workgroups.ts';

export type State = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

export interface QueryRequest {
  readonly sql: string;
  readonly statement: Statement;
  readonly shape: QueryShape | undefined;
  readonly database: string;
  readonly workGroup: WorkGroup;
  /** `s3://bucket/prefix/` */
  readonly resultFolder: string;
  readonly principal: Principal;
}

export interface Execution extends QueryRequest {
  readonly id: string;
  /** `s3://bucket/prefix/<id>.csv`, or `.txt` for statements other than SELECT. */
  readonly outputLocation: string;
  /** Epoch milliseconds. */
  readonly submittedMillis: number;
  state: State;
  reason?: string;
  completedMillis?: number;
  engineMillis: number;
  scannedBytes: number;
  result?: ResultTable;
  connection?: DuckDBConnection;
}

export interface Executions {
  start(request: QueryRequest): Execution;
  get(id: string): Execution | undefined;
  /** Cancels a query that has not ended; another is left as it is. */
  stop(execution: Execution): void;
  /** Cancels what runs and waits for it. */
  close(): Promise<void>;
}

/** More at once would not be faster on the engine's two threads. */
const CONCURRENT = 2;
/** Results are held in memory for GetQueryResults; the CSV objects stay. */
const KEPT_RESULTS = 100;

export function createExecutions(around: Surroundings, store: ObjectStore, log: (line: string) => void): Executions {
  const executions = new Map<string, Execution>();
  const queue: Execution[] = [];
  const running = new Set<Promise<void>>();

  const startNext = (): void => {
    if (running.size >= CONCURRENT) return;
    const execution = queue.shift();
    if (execution === undefined) return;
    const done = runExecution(around, store, execution).finally(() => {
      running.delete(done);
      if (execution.reason !== undefined)
        log(`athena: query ${execution.id} ${execution.state}: ${execution.reason.split('\n')[0]}`);
      forgetOldResults(executions);
      startNext();
    });
    running.add(done);
  };

  const stop = (execution: Execution): void => {
    if (isEnded(execution)) return;
    end(around, execution, 'CANCELLED', 'Query cancelled by user');
    execution.connection?.interrupt();
  };

  return {
    start(request) {
      const execution = newExecution(request, around.now());
      executions.set(execution.id, execution);
      queue.push(execution);
      startNext();
      return execution;
    },
    get: (id) => executions.get(id),
    stop,
    async close() {
      queue.length = 0;
      for (const execution of executions.values()) stop(execution);
      await Promise.all(running);
    },
  };
}

function newExecution(request: QueryRequest, submittedMillis: number): Execution {
  const id = randomUUID();
  const extension = request.statement.kind === 'select' ? 'csv' : 'txt';
  const outputLocation = `${request.resultFolder}${id}.${extension}`;
  return { ...request, id, outputLocation, submittedMillis, state: 'QUEUED', engineMillis: 0, scannedBytes: 0 };
}

function isEnded({ state }: Execution): boolean {
  return state !== 'QUEUED' && state !== 'RUNNING';
}

function end(around: Surroundings, execution: Execution, state: State, reason?: string): void {
  execution.state = state;
  execution.completedMillis = around.now();
  if (reason !== undefined) execution.reason = reason;
}

/** Never rejects: whatever goes wrong is the execution's reason. */
async function runExecution(around: Surroundings, store: ObjectStore, execution: Execution): Promise<void> {
  if (isEnded(execution)) return;
  execution.state = 'RUNNING';
  try {
    const table = await runInEngine(around, execution);
    await writeResult(store, execution, table);
    if (isEnded(execution)) return;
    execution.result = table;
    end(around, execution, 'SUCCEEDED');
  } catch (error) {
    if (isEnded(execution)) return;
    const folders = new Map([...around.catalog.tables.values()].map(({ bucket }) => [bucket, around.folderOf(bucket)]));
    end(around, execution, error instanceof QueryFailure ? error.state : 'FAILED', failureReason(error, folders));
  }
}

async function runInEngine(around: Surroundings, execution: Execution): Promise<ResultTable> {
  const started = performance.now();
  const connection = await around.engine.connect(execution.database);
  execution.connection = connection;
  try {
    const scanCutoffBytes = execution.workGroup.scanCutoffBytes;
    const refuseIfStopped = (): void => {
      if (isEnded(execution)) throw new QueryFailure('Query cancelled by user', 'CANCELLED');
    };
    const run = { ...execution, connection, scanCutoffBytes, refuseIfStopped };
    const { table, scannedBytes } = await runStatement(around, run);
    execution.scannedBytes = scannedBytes;
    return table;
  } finally {
    delete execution.connection;
    connection.closeSync();
    execution.engineMillis = Math.round(performance.now() - started);
  }
}

/** Athena writes the result with the permissions of whoever started the query. */
async function writeResult(store: ObjectStore, execution: Execution, table: ResultTable): Promise<void> {
  const { bucket, key } = splitS3Uri(execution.outputLocation);
  const text = execution.statement.kind === 'select' ? resultCsv(table) : resultText(table);
  try {
    await store.put(execution.principal, bucket, key, Buffer.from(text));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : '';
    throw new QueryFailure(
      `Access denied when writing output to url: ${execution.outputLocation} . Please ensure you are allowed to access the S3 bucket. ${reason}`,
    );
  }
}

function forgetOldResults(executions: ReadonlyMap<string, Execution>): void {
  const kept = [...executions.values()].filter(({ result }) => result !== undefined);
  for (const execution of kept.slice(0, -KEPT_RESULTS)) delete execution.result;
}
