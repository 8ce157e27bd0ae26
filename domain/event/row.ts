import type { Pseudonym } from '../identity/pseudonym.ts';
import type { ColumnDefinition } from './columns/column.ts';
import type { ColumnDefinitions, ColumnType } from './columns.ts';
import type { EventType } from './event-types.ts';

interface ValueOf extends Record<ColumnType, string | number | boolean> {
  string: string;
  int: number;
  bigint: number;
  double: number;
  boolean: boolean;
  /** `yyyy-MM-dd HH:mm:ss.SSS` in UTC: what Firehose's JSON to Parquet conversion reads as a timestamp. */
  timestamp: string;
}

/** What the column takes beside NULL. */
type Value<C extends ColumnDefinition> =
  C extends ColumnDefinition<'string', 'pseudonym'> ? Pseudonym : ValueOf[C['type']];

type AnyRow = { readonly [N in keyof ColumnDefinitions]: Value<ColumnDefinitions[N]> | null };

/** A canonical row: every column of the list, NULL where the source says nothing. */
export interface Row extends AnyRow {
  readonly event_type: EventType;
}

/** What a source's `normalise` says about an item; the transform adds what it knows itself. */
export type RowDraft = Partial<Omit<Row, 'event_type'>> & Pick<Row, 'event_type'>;
