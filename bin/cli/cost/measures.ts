/**
 * Sizes and times that the estimate rests on, each with where it comes from. None was measured on AWS. Bytes are per
 * event or per request; the simulated sample day of 52,000 events gave those that are called simulated.
 */
export const MEASURES = {
  /** One update a request is the dearest case; under load Meta puts many updates into one. */
  eventsPerRequest: 1,
  /** An envelope on the stream, before Firehose rounds it up. Simulated: 783. */
  envelopeBytes: 783,
  /** The same in `raw/`, gzipped in files of many. Simulated: 82; real ids compress worse. */
  rawBytes: 120,
  /** A row in Parquet. Simulated: 112. */
  rowBytes: 112,
  /** A claim in DynamoDB, with the 100 bytes that AWS adds to each item for indexing. */
  claimBytes: 250,
  /** Metrics 480, access log 209, START, END and REPORT 344 (review of the template's log lines). */
  logBytesPerRequest: 1_033,
  /** docs/load.md: 47 to 56 ms at 1,024 MiB. */
  receiverSeconds: 0.05,
  receiverGiB: 1,
  /** docs/load.md: 30,000 rows a second on one processor, of which 1,024 MiB has 0.58. */
  transformRowsPerSecond: 17_000,
  /** Start of one batch: decoding, the secret from the cache, the answer. Assumed. */
  transformBatchSeconds: 0.02,
  transformGiB: 1,
  /** Firehose hands a batch over after 60 s or at 1 MiB (lib/ingest/stream.ts). */
  transformBatchBytes: 1024 ** 2,
  transformBatchSecondsBetween: 60,
  /** Families with traffic in most intervals: messaging and engagement. */
  busyFamilies: 2,
  /** Function copies that are warm at once in ordinary traffic, each reading two secrets per cache time. Assumed. */
  warmCopies: 3,
  /** Objects written or read with a KMS call that a bucket key does not save. Assumed. */
  kmsCallsPerObject: 1,
  /** Bytes a question reads per event in the window, the dearer metrics (docs/query-cost.md: 309 MB of 1.03 million). */
  questionBytesPerEvent: 300,
  /** Partitions that a question lists for each family: the window and the days before it that late statuses need. */
  listedDays: 432,
  /** Families that a question reads: the funnel 1, most others 2 or 3. */
  questionFamilies: 2,
  /** Scans of the base tables in the dearest plan on Trino 476 (23 of each of two tables). */
  mostScans: 46,
} as const;

/** How many days a month and seconds a month the estimate uses. */
export const DAYS_PER_MONTH = 30;
export const SECONDS_PER_MONTH = DAYS_PER_MONTH * 86_400;
