import {
  type Database,
  DataFormat,
  type Column as GlueColumn,
  S3Table,
  S3TableStorage,
  Schema,
  type Type,
} from 'aws-cdk-lib/aws-glue';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { referencePrefix } from '../../domain/contracts/lake-layout.ts';
import type { ReferenceColumn, ReferenceType } from '../../domain/imports/column.ts';
import { REFERENCE_KINDS, REFERENCE_TABLES } from '../../domain/imports/tables.ts';
import { pascalCase } from '../shared/pascal-case.ts';
import { RETAINED } from '../shared/retained.ts';

const GLUE_TYPES: Readonly<Record<ReferenceType, Type>> = {
  string: Schema.STRING,
  bigint: Schema.BIG_INT,
  boolean: Schema.BOOLEAN,
};

/**
 * The tables that operators fill with `lake reference put`: rate cards, markets, accounts. Small NDJSON files (OpenX JSON
 * SerDe), one folder each under `reference/`; a missing folder is an empty table.
 */
export class ReferenceTables extends Construct {
  readonly tables: readonly S3Table[];

  constructor(scope: Construct, id: string, lake: IBucket, database: Database) {
    super(scope, id);
    this.tables = REFERENCE_KINDS.map((kind) => {
      const { meaning, columns } = REFERENCE_TABLES[kind];
      const table = new S3Table(this, pascalCase(kind), {
        database,
        tableName: kind,
        description: meaning,
        columns: columns.map(glueColumn),
        dataFormat: DataFormat.JSON,
        storage: S3TableStorage.fromBucket(lake),
        s3Prefix: referencePrefix(kind),
        // The bucket encrypts, as for the tables of rows.
        hasEncryptedData: false,
      });
      table.applyRemovalPolicy(RETAINED);
      return table;
    });
  }
}

/** Glue takes comments of up to 255 characters. */
function glueColumn({ name, type, meaning }: ReferenceColumn): GlueColumn {
  return { name, type: GLUE_TYPES[type], comment: meaning.slice(0, 255) };
}
