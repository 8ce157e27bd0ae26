import type { FunctionRuntime, ObjectStore, Template } from '../aws.ts';
import type { RecordConverter } from './coerce.ts';
import type { StreamDefinition } from './definition.ts';
import type { Column } from './glue.ts';
import type { ParquetWriter } from './parquet.ts';

/** What the stages of one stream share. */
export interface StreamContext {
  readonly stream: StreamDefinition;
  readonly template: Template;
  readonly store: ObjectStore;
  readonly functions: FunctionRuntime;
  readonly parquet: ParquetWriter;
  /** The Glue table's columns and their converter, when the stream converts. */
  readonly table: { readonly columns: readonly Column[]; readonly convert: RecordConverter } | undefined;
  /** The interval a buffer waits: the template's, unless the laptop shortens all of them. */
  readonly intervalSeconds: (fromTemplate: number) => number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Called for each failed delivery, by stage; logs each distinct one once. */
  readonly report: (stage: string, error: unknown) => void;
  readonly counts: DeliveryCounts;
  /** Whether a batch is delivered two times on purpose. */
  readonly deliversTwice?: (streamName: string) => boolean;
}

/** What a stream has done since it was started. */
export interface DeliveryCounts {
  /** Records that reached an object of the destination. */
  delivered: number;
  /** Records that reached an error object. */
  failed: number;
  /** Objects written: destination, errors and backup. */
  objects: number;
}
