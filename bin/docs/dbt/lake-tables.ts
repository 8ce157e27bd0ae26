import { COMPACTED_PREFIX, EVENTS_PREFIX, referencePrefix } from '../../../domain/contracts/lake-layout.ts';
import { COLUMNS, PARTITION_COLUMNS } from '../../../domain/event/columns.ts';
import { REFERENCE_KINDS, REFERENCE_TABLES } from '../../../domain/imports/tables.ts';

export interface LakeColumn {
  readonly name: string;
  /** Glue's (Hive's) name of the type. */
  readonly type: string;
  readonly meaning: string;
}

/** A Glue table that views read, as the stack declares it (held by test/bin/dbt/lake-tables.test.ts). */
export interface LakeTable {
  readonly name: string;
  readonly meaning: string;
  /** `partitions`: Parquet files in the folders that the table's partitions name. */
  readonly format: 'parquet' | 'partitions' | 'json';
  readonly prefix: string;
  readonly columns: readonly LakeColumn[];
  readonly partitions: readonly LakeColumn[];
}

const EVENT_ROWS = { columns: COLUMNS, partitions: PARTITION_COLUMNS };

export const LAKE_TABLES: readonly LakeTable[] = [
  {
    name: 'event_rows',
    meaning: 'Rows as they landed, duplicates included. Read them deduplicated, through a model.',
    format: 'parquet',
    prefix: EVENTS_PREFIX,
    ...EVENT_ROWS,
  },
  {
    name: 'compacted_rows',
    meaning: 'Rows of the closed days, each event once.',
    format: 'partitions',
    prefix: COMPACTED_PREFIX,
    ...EVENT_ROWS,
  },
  ...REFERENCE_KINDS.map((name): LakeTable => {
    const { meaning, columns } = REFERENCE_TABLES[name];
    return { name, meaning: `${meaning}.`, format: 'json', prefix: referencePrefix(name), columns, partitions: [] };
  }),
];
