/** A record on its way to the stream, under the key of the event that it carries, or part of it. */
export interface StreamRecord {
  readonly eventKey: string;
  readonly data: Buffer;
}

/** Puts records on the stream; answers, by key, those that are not known to be on it, with the service's code. */
export type Publish = (records: readonly StreamRecord[]) => Promise<ReadonlyMap<string, string>>;
