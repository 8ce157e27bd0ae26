import {
  Database,
  DataFormat,
  DateIntervalUnit,
  type Column as GlueColumn,
  PartitionProjectionConfiguration,
  S3Table,
  type S3TableProps,
  S3TableStorage,
  Schema,
  type Type,
} from 'aws-cdk-lib/aws-glue';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { COMPACTED_PREFIX, EVENTS_PREFIX } from '../../domain/contracts/lake-layout.ts';
import { COLUMNS, type Column, type ColumnType, PARTITION_COLUMNS } from '../../domain/event/columns.ts';
import { FAMILIES } from '../../domain/event/families.ts';
import type { Settings } from '../settings.ts';
import { RETAINED } from '../shared/retained.ts';
import { ReferenceTables } from './reference.ts';
import { RefreshedTables } from './refreshed.ts';

/** The first day with a partition: no lake has older events. */
const FIRST_DAY = '2024-01-01';

const GLUE_TYPES: Readonly<Record<ColumnType, Type>> = {
  string: Schema.STRING,
  int: Schema.INTEGER,
  bigint: Schema.BIG_INT,
  double: Schema.DOUBLE,
  boolean: Schema.BOOLEAN,
  timestamp: Schema.TIMESTAMP,
};

const BY_DAY_AND_FAMILY = {
  dt: PartitionProjectionConfiguration.date({
    min: FIRST_DAY,
    // One day ahead, for events whose clock runs fast.
    max: 'NOW+1DAYS',
    format: 'yyyy-MM-dd',
    step: { interval: 1, intervalUnit: DateIntervalUnit.DAYS },
  }),
  family: PartitionProjectionConfiguration.enum({ values: [...FAMILIES] }),
};

/** The Glue database, and the tables of rows, whose columns come from one list. The view `events` has each event once. */
export class Catalog extends Construct {
  readonly database: Database;
  /** Rows as they arrived, duplicates included. */
  readonly eventRows: S3Table;
  /** Rows of closed days, in partitions that the compaction registers: docs/adr/0011. */
  readonly compactedRows: S3Table;
  /** Rows that a compaction run has written, which it counts before readers see them. */
  readonly unloadedRows: S3Table;
  /** Data that operators upload: rate cards, markets, accounts. */
  readonly reference: ReferenceTables;
  /** Heavy relations, computed by schedule: docs/adr/0022. */
  readonly refreshed: RefreshedTables;

  constructor(scope: Construct, id: string, lake: IBucket, settings: Settings) {
    super(scope, id);
    this.database = new Database(this, 'Database', {
      databaseName: settings.database,
      description: 'WhatsApp events as rows, and the views that define the numbers',
      removalPolicy: RETAINED,
    });
    this.eventRows = this.rowsTable('EventRows', lake, {
      tableName: 'event_rows',
      description: 'Rows as they arrived, duplicates included; the view `events` has each event once',
      s3Prefix: EVENTS_PREFIX,
    });
    this.compactedRows = this.rowsTable('CompactedRows', lake, {
      tableName: 'compacted_rows',
      description: 'Rows of closed days; query the view `events`, which knows which days are closed',
      s3Prefix: COMPACTED_PREFIX,
      // Each partition names its folder. Projection would look for folders by their names instead.
      partitionProjection: undefined,
    });
    this.unloadedRows = this.rowsTable('UnloadedRows', lake, {
      tableName: 'unloaded_rows',
      description: 'Rows written by single UNLOADs of the compaction, which alone reads them',
      s3Prefix: COMPACTED_PREFIX,
      columns: COLUMNS.filter(({ name }) => name === 'event_key').map(glueColumn),
      partitionKeys: [{ name: 'run', type: Schema.STRING }, ...PARTITION_COLUMNS.map(glueColumn)],
      partitionProjection: { run: PartitionProjectionConfiguration.injected(), ...BY_DAY_AND_FAMILY },
      parameters: {
        'storage.location.template': lake.s3UrlForObject(`${COMPACTED_PREFIX}\${run}/dt=\${dt}/family=\${family}/`),
      },
    });
    this.reference = new ReferenceTables(this, 'ReferenceTables', lake, this.database);
    this.refreshed = new RefreshedTables(this, 'RefreshedTables', lake, this.database);
  }

  private rowsTable(id: string, lake: IBucket, props: Partial<S3TableProps>): S3Table {
    const table = new S3Table(this, id, {
      database: this.database,
      columns: COLUMNS.map(glueColumn),
      partitionKeys: PARTITION_COLUMNS.map(glueColumn),
      dataFormat: DataFormat.PARQUET,
      storage: S3TableStorage.fromBucket(lake),
      // The bucket encrypts. This flag would make Athena expect client-side encryption.
      hasEncryptedData: false,
      partitionProjection: BY_DAY_AND_FAMILY,
      ...props,
    });
    table.applyRemovalPolicy(RETAINED);
    return table;
  }
}

/** Glue takes comments of up to 255 characters. */
function glueColumn({ name, type, meaning }: Column): GlueColumn {
  return { name, type: GLUE_TYPES[type], comment: meaning.slice(0, 255) };
}
