/**
 * Amazon Athena on the laptop: its API over DuckDB, the template's Glue tables over the buckets' folders. Every call
 * runs as its caller, so a grant that is missing in the template is missing here. Beyond Trino's SQL that DuckDB
 * shares, everything is refused.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AwsService, jsonService, type ObjectStore, type Template } from '../aws.ts';
import { createDataCatalog } from '../glue/data-catalog.ts';
import { createGlue } from '../glue/glue.ts';
import { openPartitionStore } from '../glue/partition-store.ts';
import { readCatalog } from './catalog.ts';
import { openEngine } from './engine.ts';
import { createExecutions } from './executions.ts';
import { athenaOperations } from './operations.ts';
import { parquetCheck } from './parquet-types.ts';
import { permissionsOf } from './permissions.ts';
import type { QueryRequests } from './query-requests.ts';
import { readViews } from './views.ts';
import { resultBuckets } from './workgroups.ts';

export interface AthenaOptions {
  readonly template: Template;
  readonly store: ObjectStore;
  /** Holds `athena.duckdb`, the views; it may be deleted whenever the stack is down. */
  readonly dataDir: string;
  /** Holds the partitions that are registered in Glue. */
  readonly glueDir: string;
  /** Gets one line for each query that failed or was cancelled. */
  readonly log: (line: string) => void;
  /** Gets what each query that succeeded has asked of S3. */
  readonly onRequests?: (requests: QueryRequests) => void;
  /** Epoch milliseconds; NOW of partition projection. The clock by default. */
  readonly now?: () => number;
  /** See the engine. */
  readonly disabledOptimizers?: readonly string[];
}

export interface Athena {
  readonly service: AwsService;
  /** AWS Glue, whose catalog has the template's tables and the views that were made here. */
  readonly glue: { readonly service: AwsService };
  /**
   * The names of the tables and views, and the code that keeps them, as one text. Their texts are left out: a view that a
   * function has replaced since it was made is that function's work, which a start must not undo.
   */
  catalogState(): Promise<string>;
  /** Cancels what runs and closes the catalog's file. */
  close(): Promise<void>;
}

/** What writes the views: a view that an earlier version of it wrote may be written otherwise today. */
function ownCode(): string {
  const hash = createHash('sha256');
  const files = readdirSync(import.meta.dirname, { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  );
  for (const path of files.map(({ parentPath, name }) => join(parentPath, name)).sort())
    hash.update(readFileSync(path));
  return hash.digest('hex');
}

/** @throws Error in one sentence when the template has what the laptop cannot read, or the catalog's file is broken. */
export async function createAthena(options: AthenaOptions): Promise<Athena> {
  const { template, store, dataDir, glueDir, log, now = Date.now, disabledOptimizers } = options;
  const catalog = readCatalog(template);
  const partitions = openPartitionStore(glueDir);
  const folderOf = (bucket: string): string => store.folderOf(bucket);
  const engine = await openEngine({
    catalog,
    dataDir,
    folderOf,
    resultBuckets: resultBuckets(template),
    disabledOptimizers,
  });
  const permissions = permissionsOf(template);
  const executions = createExecutions(
    { catalog, engine, permissions, partitions, checkParquet: parquetCheck(), folderOf, now },
    store,
    log,
    options.onRequests,
  );
  const parser = await engine.connect('');
  const viewsOf = (database: string) => readViews(parser, catalog, database);
  const dataCatalog = createDataCatalog({ template, viewsOf, createdMillis: now() });
  return {
    service: jsonService('athena', athenaOperations({ template, executions, permissions, dataCatalog, parser })),
    glue: createGlue({ catalog: dataCatalog, permissions, accountId: template.accountId, partitions, now }),
    catalogState: async () => JSON.stringify([ownCode(), ...[...(await engine.views.read()).keys()].sort()]),
    async close() {
      await executions.close();
      parser.closeSync();
      engine.close();
    },
  };
}
