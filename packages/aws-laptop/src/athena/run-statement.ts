/** One statement against the engine, as the caller: permissions, the tables' files of this moment, the rows. */
import { allowedTables } from './allowed-tables.ts';
import type { GlueTable } from './catalog.ts';
import { checkQuery } from './check-query.ts';
import { QueryFailure } from './failure.ts';
import { withInformation } from './information-schema.ts';
import type { Outcome, QueryContext, Run } from './query-context.ts';
import { type ReadTable, requestsOf } from './query-requests.ts';
import type { QueryShape } from './query-shape.ts';
import { listRegisteredFiles, type RegisteredFiles } from './registered-files.ts';
import { resultTable, textTable, VALID } from './result-table.ts';
import { unload } from './run-unload.ts';
import { scannedBytesOf, scansOf } from './scan-estimate.ts';
import { runShow } from './show-statements.ts';
import type { Statement } from './statement.ts';
import { listTableFiles } from './table-files.ts';
import { SPELLED } from './table-views.ts';
import { createView, dropView } from './view-ddl.ts';

/** @throws QueryFailure, AwsError (access denied) or DuckDB's error. */
export async function runStatement(context: QueryContext, run: Run): Promise<Outcome> {
  const { statement, shape } = run;
  context.permissions.defaultDatabase(run.principal);
  if (shape !== undefined && statement.kind === 'select') return select(context, run, statement.query, shape);
  if (shape !== undefined && statement.kind === 'unload') {
    const { read, text } = await prepare(context, run, shape, statement.query);
    const { table, files, plan } = await unload(context, run, statement, text);
    return { table, files, ...(await statistics(context, run, plan, read)) };
  }
  if (shape !== undefined && statement.kind === 'explain') return explain(context, run, statement, shape);
  if (shape !== undefined && statement.kind === 'createView') return createView(context, run, statement, shape);
  if (statement.kind === 'dropView') return dropView(context, run, statement);
  return { table: await runShow(context, run), scannedBytes: 0 };
}

/** The rows are read before it is known that there were too many: as in Athena, which cancels a query that runs. */
async function select(context: QueryContext, run: Run, query: string, shape: QueryShape): Promise<Outcome> {
  const { read, text } = await prepare(context, run, shape, query);
  const { reader, plan } = await context.engine.readProfiled(run.connection, text);
  const figures = await statistics(context, run, plan, read);
  return { table: resultTable(reader, shape), ...figures };
}

/** @throws QueryFailure when it has read more than its workgroup allows. */
async function statistics(
  context: QueryContext,
  run: Run,
  plan: unknown,
  read: readonly ReadTable[],
): Promise<Pick<Outcome, 'scannedBytes' | 'requests'>> {
  const files = read.map((each) => each.files);
  const scans = await scansOf(run.connection, plan, files);
  const scannedBytes = withinCutoff(run, scannedBytesOf(scans, files));
  return { scannedBytes, requests: requestsOf(context, scans, read) };
}

interface Prepared {
  /** What its tables are made of. */
  readonly read: readonly ReadTable[];
  /** The query for DuckDB. */
  readonly text: string;
}

/** Permissions, types and files. */
async function prepare(context: QueryContext, run: Run, shape: QueryShape, query: string): Promise<Prepared> {
  const tables = await allowedTables(context, run, shape);
  const checked = await checkQuery(context, run, query);
  const read = await refreshFiles(context, run, tables, shape);
  run.refuseIfStopped();
  return { read, text: await withInformation(context, run, shape, checked) };
}

function withinCutoff({ scanCutoffBytes }: Run, scannedBytes: number): number {
  if (scannedBytes <= (scanCutoffBytes ?? Number.POSITIVE_INFINITY)) return scannedBytes;
  throw new QueryFailure(
    `Query cancelled! : Bytes scanned limit was exceeded (${scannedBytes} of ${scanCutoffBytes})`,
    'CANCELLED',
  );
}

type Explain = Extract<Statement, { kind: 'explain' }>;

/** DuckDB says by its plan, too, whether the query can run; it is not run. */
async function explain(context: QueryContext, run: Run, { query, type }: Explain, shape: QueryShape): Promise<Outcome> {
  const { text } = await prepare(context, run, shape, query);
  if (type === 'validate') return validate(run, text);
  const reader = await run.connection.runAndReadAll(`EXPLAIN ${text}`);
  const plan = reader.getRows().flatMap((row) => String(row[1]).split('\n'));
  return { table: textTable('Query Plan', plan), scannedBytes: 0 };
}

async function validate({ connection }: Run, query: string): Promise<Outcome> {
  const prepared = await connection.prepare(query);
  prepared.destroySync();
  return { table: VALID, scannedBytes: 0 };
}

async function refreshFiles(
  context: QueryContext,
  run: Run,
  tables: readonly GlueTable[],
  shape: QueryShape,
): Promise<readonly ReadTable[]> {
  const read: ReadTable[] = [];
  for (const table of tables) {
    refuseMissingInjection(table, shape);
    const folder = context.folderOf(table.bucket);
    const { files, values } = await filesOf(context, table, folder);
    // Of manifests, both they and the files that they name must be readable.
    if (table.manifests) context.permissions.readRows(run.principal, table, undefined);
    context.permissions.readRows(run.principal, table, files[0]?.path.slice(folder.replace(/\/?$/, '/').length));
    await context.checkParquet(run.connection, table, files);
    const paths = files.map(({ path }) => path);
    await context.engine.setFiles(run.connection, table, paths, values);
    read.push({ table, files });
  }
  return read;
}

async function filesOf(context: QueryContext, table: GlueTable, folder: string): Promise<RegisteredFiles> {
  if (!table.registered) return { files: await listTableFiles(table, folder, context.now()), values: SPELLED };
  return listRegisteredFiles(table, folder, context.partitions.of(table.database, table.name));
}

function refuseMissingInjection(table: GlueTable, shape: QueryShape): void {
  const missing = table.partitions.find(
    ({ name, projection }) => projection?.injected === true && !shape.equalityColumns.has(name),
  );
  if (missing === undefined) return;
  throw new QueryFailure(
    `CONSTRAINT_VIOLATION: For the injected projected partition column ${missing.name}, the WHERE clause must contain only static equality conditions, and at least one such condition must be present.`,
  );
}
