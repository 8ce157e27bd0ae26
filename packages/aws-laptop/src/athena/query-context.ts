/** What a statement is run with, and what comes of it. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Principal } from '../aws.ts';
import type { PartitionStore } from '../glue/partition-store.ts';
import type { Catalog } from './catalog.ts';
import type { Engine } from './engine.ts';
import type { ParquetCheck } from './parquet-types.ts';
import type { Permissions } from './permissions.ts';
import type { TableRequests } from './query-requests.ts';
import type { QueryShape } from './query-shape.ts';
import type { ResultTable } from './result-table.ts';
import type { Statement } from './statement.ts';

export interface QueryContext {
  readonly catalog: Catalog;
  readonly engine: Engine;
  readonly permissions: Permissions;
  readonly partitions: Pick<PartitionStore, 'of'>;
  readonly checkParquet: ParquetCheck;
  readonly folderOf: (bucket: string) => string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** What all statements are run with; each has the views and partitions as they are at its start. */
export interface ServiceContext extends QueryContext {
  readonly partitions: PartitionStore;
}

export interface Run {
  /** As it was sent. */
  readonly sql: string;
  readonly statement: Statement;
  /** Of the query inside the statement; undefined for statements without one. */
  readonly shape: QueryShape | undefined;
  /** The database of unqualified names. */
  readonly database: string;
  readonly principal: Principal;
  readonly connection: DuckDBConnection;
  readonly scanCutoffBytes: number | undefined;
  /** Throws once somebody has stopped the query: an interrupt reaches only a statement that is already running. */
  readonly refuseIfStopped: () => void;
}

export interface Outcome {
  readonly table: ResultTable;
  readonly scannedBytes: number;
  /** What was asked of S3 for it; of a query alone. */
  readonly requests?: readonly TableRequests[];
  /** URIs of what was written; of an UNLOAD alone. */
  readonly files?: readonly string[];
}
