/** A record as it was put, until it is settled on every path it takes. */
export interface SourceRecord {
  /** A string of digits, as AWS's record ids are. */
  readonly id: string;
  /** Epoch milliseconds at which the put was accepted. */
  readonly arrivalMs: number;
  readonly data: Buffer;
  /** Called once by each path (delivery, backup) when the record has reached its object or was dropped. */
  settle(): void;
}

/** What the transform made of a record, on its way to an object. */
export interface OutputRecord {
  readonly source: SourceRecord;
  /** The transformed bytes; the source's own where there is no processor. */
  readonly data: Buffer;
  /** Every key the prefix asks for; empty without dynamic partitioning. */
  readonly partitionKeys: ReadonlyMap<string, string>;
}

/** The arrival of the oldest of some records, epoch milliseconds: what `!{timestamp:…}` shows for their object. */
export function oldestArrivalMs(sources: readonly Pick<SourceRecord, 'arrivalMs'>[]): number {
  return sources.reduce((oldest, { arrivalMs }) => Math.min(oldest, arrivalMs), Number.POSITIVE_INFINITY);
}
