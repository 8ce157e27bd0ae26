import {
  Database,
  DataFormat,
  DateIntervalUnit,
  type Column as GlueColumn,
  PartitionProjectionConfiguration,
  S3Table,
  S3TableStorage,
  Schema,
  type Type,
} from 'aws-cdk-lib/aws-glue';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { COLUMNS, type Column, type ColumnType, PARTITION_COLUMNS } from '../domain/event/columns.ts';
import { FAMILIES } from '../domain/event/families.ts';
import type { Settings } from './settings.ts';
import { EVENTS_PREFIX } from './stores.ts';

/** The first day that has a partition: WhatsApp's own history goes back further than any lake of it. */
const FIRST_DAY = '2024-01-01';

const GLUE_TYPES: Readonly<Record<ColumnType, Type>> = {
  string: Schema.STRING,
  int: Schema.INTEGER,
  bigint: Schema.BIG_INT,
  double: Schema.DOUBLE,
  boolean: Schema.BOOLEAN,
  timestamp: Schema.TIMESTAMP,
};

/** The Glue database, and the table of rows made from the one column list. Rows may stand in it twice: read `events`. */
export class Catalog extends Construct {
  readonly database: Database;
  readonly eventRows: S3Table;

  constructor(scope: Construct, id: string, lake: IBucket, settings: Settings) {
    super(scope, id);
    this.database = new Database(this, 'Database', {
      databaseName: settings.database,
      description: 'WhatsApp events as rows, and the views that define the numbers',
    });
    this.eventRows = new S3Table(this, 'EventRows', {
      database: this.database,
      tableName: 'event_rows',
      description: 'Rows as they landed, duplicates included; `events` has each once',
      columns: COLUMNS.map(glueColumn),
      partitionKeys: PARTITION_COLUMNS.map(glueColumn),
      dataFormat: DataFormat.PARQUET,
      storage: S3TableStorage.fromBucket(lake),
      s3Prefix: EVENTS_PREFIX,
      // Encrypted by the bucket, not by the client: the flag would make Athena look for client-side encryption.
      hasEncryptedData: false,
      partitionProjection: {
        dt: PartitionProjectionConfiguration.date({
          min: FIRST_DAY,
          // A day ahead: the partition of an event whose clock runs fast must be found.
          max: 'NOW+1DAYS',
          format: 'yyyy-MM-dd',
          step: { interval: 1, intervalUnit: DateIntervalUnit.DAYS },
        }),
        family: PartitionProjectionConfiguration.enum({ values: [...FAMILIES] }),
      },
    });
  }
}

/** Glue takes comments of up to 255 characters. */
function glueColumn({ name, type, meaning }: Column): GlueColumn {
  return { name, type: GLUE_TYPES[type], comment: meaning.slice(0, 255) };
}
