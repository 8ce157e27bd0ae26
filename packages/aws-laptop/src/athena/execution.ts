/** One query execution: what was asked, how far it is, and its way from QUEUED to its end. */
import { randomUUID } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ObjectStore, Principal } from '../aws.ts';
import { failureReason, QueryFailure } from './failure.ts';
import type { Outcome, QueryContext, ServiceContext } from './query-context.ts';
import type { TableRequests } from './query-requests.ts';
import type { QueryShape } from './query-shape.ts';
import { type ResultTable, resultCsv, resultText } from './result-table.ts';
import { runStatement } from './run-statement.ts';
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
  /** `s3://bucket/prefix/<id>.csv`, `.txt` for statements without rows; without an end for UNLOAD, which writes elsewhere. */
  readonly outputLocation: string;
  /** Epoch milliseconds. */
  readonly submittedMillis: number;
  state: State;
  reason?: string;
  completedMillis?: number;
  engineMillis: number;
  scannedBytes: number;
  requests?: readonly TableRequests[];
  /** The list of the files that an UNLOAD has written. */
  manifestLocation?: string;
  result?: ResultTable;
  connection?: DuckDBConnection;
}

/** "Identify query output files", Amazon Athena User Guide. */
const EXTENSIONS: Partial<Record<Statement['kind'], string>> = { select: '.csv', unload: '' };

export function newExecution(request: QueryRequest, submittedMillis: number): Execution {
  const id = randomUUID();
  const outputLocation = `${request.resultFolder}${id}${EXTENSIONS[request.statement.kind] ?? '.txt'}`;
  return { ...request, id, outputLocation, submittedMillis, state: 'QUEUED', engineMillis: 0, scannedBytes: 0 };
}

export function isEnded({ state }: Execution): boolean {
  return state !== 'QUEUED' && state !== 'RUNNING';
}

export function end(context: QueryContext, execution: Execution, state: State, reason?: string): void {
  execution.state = state;
  execution.completedMillis = context.now();
  if (reason !== undefined) execution.reason = reason;
}

/** Runs the query and stores its result. Never rejects: whatever goes wrong is the execution's reason. */
export async function runExecution(context: ServiceContext, store: ObjectStore, execution: Execution): Promise<void> {
  if (isEnded(execution)) return;
  execution.state = 'RUNNING';
  try {
    const { table, files } = await startInEngine(context, execution);
    await (files === undefined ? writeResult(store, execution, table) : writeManifest(store, execution, files));
    if (isEnded(execution)) return;
    execution.result = table;
    end(context, execution, 'SUCCEEDED');
  } catch (error) {
    if (isEnded(execution)) return;
    const folders = new Map(
      [...context.catalog.tables.values()].map(({ bucket }) => [bucket, context.folderOf(bucket)]),
    );
    end(context, execution, error instanceof QueryFailure ? error.state : 'FAILED', failureReason(error, folders));
  }
}

/** How often a query is started where files are removed after they were listed: a clean-up removes many, one after the other. */
const STARTS = 20;
/**
 * DuckDB looks for every file that it is given, and opens the first for its columns, also of partitions that it prunes; Athena
 * opens only what it reads.
 */
const GONE =
  /No files found that match the pattern|ENOENT: no such file or directory, stat|Cannot open file "[^"]*": No such file/;

/** From its start, so that it meets the views and partitions of one moment. */
async function startInEngine(context: ServiceContext, execution: Execution): Promise<Outcome> {
  for (let start = 1; ; start += 1) {
    try {
      return await runInEngine(context, execution);
    } catch (error) {
      const isGone = error instanceof Error && GONE.test(error.message);
      if (!isGone || start === STARTS || execution.statement.kind !== 'select') throw error;
    }
  }
}

async function runInEngine(context: ServiceContext, execution: Execution): Promise<Outcome> {
  const started = performance.now();
  const connection = await context.engine.connect(execution.database);
  execution.connection = connection;
  try {
    const scanCutoffBytes = execution.workGroup.scanCutoffBytes;
    const refuseIfStopped = (): void => {
      if (isEnded(execution)) throw new QueryFailure('Query cancelled by user', 'CANCELLED');
    };
    const run = { ...execution, connection, scanCutoffBytes, refuseIfStopped };
    const views = await context.engine.begin(connection);
    const partitions = { of: context.partitions.snapshot() };
    const outcome = await runStatement({ ...context, engine: { ...context.engine, views }, partitions }, run);
    execution.scannedBytes = outcome.scannedBytes;
    if (outcome.requests !== undefined) execution.requests = outcome.requests;
    return outcome;
  } finally {
    delete execution.connection;
    connection.closeSync();
    execution.engineMillis = Math.round(performance.now() - started);
  }
}

async function writeResult(store: ObjectStore, execution: Execution, table: ResultTable): Promise<void> {
  const text = execution.statement.kind === 'select' ? resultCsv(table) : resultText(table);
  await write(store, execution, execution.outputLocation, text);
}

/** A URI a line ("Identify query output files": the data manifest of UNLOAD). */
async function writeManifest(store: ObjectStore, execution: Execution, files: readonly string[]): Promise<void> {
  const location = `${execution.outputLocation}-manifest.csv`;
  await write(store, execution, location, files.map((file) => `${file}\n`).join(''));
  execution.manifestLocation = location;
}

/** Athena writes with the permissions of whoever started the query. */
async function write(store: ObjectStore, { principal }: Execution, location: string, text: string): Promise<void> {
  const { bucket, key } = splitS3Uri(location);
  try {
    await store.put(principal, bucket, key, Buffer.from(text));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : '';
    throw new QueryFailure(
      `Access denied when writing output to url: ${location} . Please ensure you are allowed to access the S3 bucket. ${reason}`,
    );
  }
}
