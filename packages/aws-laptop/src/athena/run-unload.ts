/** UNLOAD: the rows of a query as Parquet files, in folders by their last columns where it names some. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Engine } from './engine.ts';
import { QueryFailure } from './failure.ts';
import type { Outcome, QueryContext, Run } from './query-context.ts';
import { NO_ROWS } from './result-table.ts';
import { identifier, literal } from './sql-text.ts';
import type { Unload } from './unload-text.ts';
import { splitS3Uri } from './workgroups.ts';

/** "Maximum partitions", UNLOAD, Amazon Athena User Guide. */
const MAX_PARTITIONS = 100;

/**
 * Writes what `query` gives to a location that has no data ("verifies that the bucket location is empty": "UNLOAD",
 * Amazon Athena User Guide). What a failed one has written stays ("Orphaned data not deleted").
 * @returns the URIs of the files, which Athena lists in a manifest beside the results.
 */
export async function unload(
  context: QueryContext,
  run: Run,
  statement: Unload,
  query: string,
): Promise<Pick<Outcome, 'table'> & { readonly files: readonly string[]; readonly plan: unknown }> {
  const { engine, folderOf, permissions } = context;
  const { bucket, key } = splitS3Uri(statement.location);
  permissions.bucketLocation(run.principal, bucket);
  permissions.writeInParts(run.principal, bucket, `${key}*`);
  if (!engine.buckets.has(bucket)) {
    throw new QueryFailure(
      `NOT_SUPPORTED: the laptop unloads into the buckets of its tables and of results only, not into ${bucket}.`,
    );
  }
  if (statement.partitionedBy.length > 0) await refuseOtherColumns(run, statement, query);
  const target = join(folderOf(bucket), key);
  await refuseData(target, statement.location);
  await mkdir(target, { recursive: true });
  const plan = await copy(engine, run, statement, query, target);
  const files = await filesIn(target);
  if (statement.partitionedBy.length > 0) await refuseManyPartitions(target, files);
  return { table: NO_ROWS, plan, files: files.map((file) => `${statement.location}${relative(target, file)}`) };
}

/** @returns the plan by which the rows were read. */
async function copy(
  engine: Engine,
  { connection }: Run,
  statement: Unload,
  query: string,
  target: string,
): Promise<unknown> {
  const { compression, partitionedBy } = statement;
  const options = `FORMAT parquet, COMPRESSION ${compression}`;
  if (partitionedBy.length > 0) {
    const names = partitionedBy.map(identifier).join(', ');
    const folders = `PARTITION_BY (${names}), APPEND, FILENAME_PATTERN 'unload_{uuid}'`;
    const partitioned = `COPY (${query}) TO ${literal(target)} (${options}, ${folders})`;
    return (await engine.readProfiled(connection, partitioned)).plan;
  }
  const file = join(target, `unload_${randomUUID()}.parquet`);
  const { reader, plan } = await engine.readProfiled(connection, `COPY (${query}) TO ${literal(file)} (${options})`);
  if (Number(reader.getRows()[0]?.[0]) === 0) await rm(file, { force: true });
  return plan;
}

async function filesIn(target: string): Promise<string[]> {
  const entries = await readdir(target, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** A folder without files is nothing in S3. */
async function refuseData(target: string, location: string): Promise<void> {
  if ((await filesIn(target).catch(() => [])).length === 0) return;
  throw new QueryFailure(
    `HIVE_PATH_ALREADY_EXISTS: Target directory already exists: ${location}. You may need to manually clean the data at ` +
      'this location before retrying. Athena will not delete data in your account.',
  );
}

/** DuckDB says what the columns are without planning the query. */
async function refuseOtherColumns({ connection }: Run, { partitionedBy }: Unload, query: string): Promise<void> {
  const described = await connection.runAndReadAll(`SELECT column_name FROM (DESCRIBE ${query})`);
  const last = described
    .getRows()
    .map(([name]) => String(name))
    .slice(-partitionedBy.length);
  if (last.join() === partitionedBy.join()) return;
  throw new QueryFailure(
    `HIVE_COLUMN_ORDER_MISMATCH: Partition keys must be the last columns in the table and in the same order as the table properties: [${partitionedBy.join(', ')}]`,
  );
}

/** They are counted when they are written: to count them before would run the query twice. */
async function refuseManyPartitions(target: string, files: readonly string[]): Promise<void> {
  if (new Set(files.map(dirname)).size <= MAX_PARTITIONS) return;
  await rm(target, { recursive: true });
  throw new QueryFailure(
    `HIVE_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of ${MAX_PARTITIONS} open writers for partitions/buckets`,
  );
}
