import { type Database, DataFormat, S3Table, S3TableStorage, Schema, type Type } from 'aws-cdk-lib/aws-glue';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { refreshedPrefix, storedName } from '../../domain/contracts/lake-layout.ts';
import type { RefreshedTable, RefreshedType } from '../../domain/contracts/refreshed-table.ts';
import { REFRESHED_TABLES } from '../../domain/contracts/refreshed-tables.ts';
import { meaningOf } from '../../domain/views/columns.ts';
import { pascalCase } from '../shared/pascal-case.ts';
import { RETAINED } from '../shared/retained.ts';

const GLUE_TYPES: Readonly<Record<RefreshedType, Type>> = {
  string: Schema.STRING,
  bigint: Schema.BIG_INT,
  int: Schema.INTEGER,
  double: Schema.DOUBLE,
  boolean: Schema.BOOLEAN,
  timestamp: Schema.TIMESTAMP,
  date: Schema.DATE,
};

/**
 * The tables that the refresh fills, all generations of each. Their partitions are made by the refresh: unlike projected
 * ones, a query lists only those of the generation that it reads.
 */
export class RefreshedTables extends Construct {
  readonly tables: readonly S3Table[];

  constructor(scope: Construct, id: string, lake: IBucket, database: Database) {
    super(scope, id);
    this.tables = REFRESHED_TABLES.map((table) => this.table(table, lake, database));
  }

  private table(table: RefreshedTable, lake: IBucket, database: Database): S3Table {
    const stored = new S3Table(this, pascalCase(table.name), {
      database,
      tableName: storedName(table.name),
      description: `Rows of ${table.name}, all generations; query the view ${table.name}, which reads the current one`,
      columns: table.columns.map(({ name, type }) => ({
        name,
        type: GLUE_TYPES[type],
        // Glue takes comments of up to 255 characters.
        comment: meaningOf(table.name, name)?.text.slice(0, 255),
      })),
      partitionKeys: [
        { name: 'generation', type: Schema.STRING },
        { name: 'part', type: Schema.INTEGER },
      ],
      dataFormat: DataFormat.PARQUET,
      storage: S3TableStorage.fromBucket(lake),
      s3Prefix: refreshedPrefix(table),
      // The bucket encrypts, as for the tables of rows.
      hasEncryptedData: false,
    });
    stored.applyRemovalPolicy(RETAINED);
    return stored;
  }
}
