/**
 * Sizes and times that the estimate uses, each with its source. None was measured on AWS. Bytes are per event or per
 * request; "simulated" figures are from the simulated sample day of 52,000 events.
 */
export const MEASURES = {
  /** One update per request is the most expensive case; under load Meta puts many updates into one request. */
  eventsPerRequest: 1,
  /** An envelope on the stream, before Firehose rounds it up. Simulated: 783. */
  envelopeBytes: 783,
  /** The same in `raw/`, gzipped with many others in a file. Simulated: 82; real ids compress worse. */
  rawBytes: 120,
  /** A row in Parquet. Simulated: 112. */
  rowBytes: 112,
  /** A claim in DynamoDB, with the 100 bytes that AWS adds to each item for indexing. */
  claimBytes: 250,
  /** Metrics 480, access log 209, START, END and REPORT 344 (counted from the template's log lines). */
  logBytesPerRequest: 1_033,
  /** docs/load.md: 47 to 56 ms at 1,024 MiB. */
  receiverSeconds: 0.05,
  receiverGiB: 1,
  /** docs/load.md: 30,000 rows a second on one processor; 1,024 MiB has 0.58 of one. */
  transformRowsPerSecond: 17_000,
  /** Overhead of one batch: decoding, the cached secret, the response. Assumed. */
  transformBatchSeconds: 0.02,
  transformGiB: 1,
  /** Firehose invokes the transform after 60 s or at 1 MiB (lib/ingest/stream.ts). */
  transformBatchBytes: 1024 ** 2,
  transformBatchSecondsBetween: 60,
  /** Families with traffic in most intervals: messaging and engagement. */
  busyFamilies: 2,
  /** Warm execution environments in ordinary traffic; each reads two secrets per cache period. Assumed. */
  warmCopies: 3,
  /** KMS calls per object in spite of the bucket key. Assumed. */
  kmsCallsPerObject: 1,
  /** Bytes that a query of a more expensive metric reads per event in its window (docs/query-cost.md: 309 MB for 1.03 million). */
  questionBytesPerEvent: 300,
  /** Partitions that a query lists for each family: its window, and the days before it for late statuses. */
  listedDays: 432,
  /** Families that a query reads: the funnel 1, most others 2 or 3. */
  questionFamilies: 2,
  /** Scans of the base tables in the most expensive plan on Trino 476 (23 of each of two tables). */
  mostScans: 46,
} as const;

/** The month of the estimate. */
export const DAYS_PER_MONTH = 30;
export const SECONDS_PER_MONTH = DAYS_PER_MONTH * 86_400;
