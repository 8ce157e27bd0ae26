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
  /** Days that a refresh reads: the reporting window, and the days before it for late statuses. */
  windowDays: 432,
  /** Families with rows on an ordinary day. Simulated traffic of `npm run bench:numbers`. */
  familiesPerDay: 3,
  /** Open days with rows, and those that are projected: tomorrow is, for clocks that run fast (lib/lake/catalog.ts). */
  openDays: 2,
  openDaysListed: 3,
  /** Readings of tables by the statements of one refresh, a partition each. Counted on the laptop (`npm run bench:command`). */
  refreshReadingsPerStatement: 2,
  /**
   * Seconds of a refresh: at least (assumed), and for each million events of the window (docs/query-cost.md: 44 s of one
   * processor on DuckDB; Athena has more of them, and may be faster).
   */
  refreshSeconds: 60,
  refreshSecondsPerMillion: 44,
  refreshGiB: 0.5,
  /** Files of a statement on Athena, which writes in parallel. Assumed. */
  refreshObjectsPerStatement: 8,
  /** Ranges that are read of a file of a few MB: its footer, and columns. Assumed. */
  getsPerSmallFile: 2,
  /** Whether its place is empty, and what of a former generation is removed. */
  refreshListsPerStatement: 2,
  /** Deleted objects stay as former versions for a day, until the next midnight in UTC (lib/lake/stores.ts). */
  formerGenerationDays: 1.5,
  /** Seconds of the function for a page as a file, most of them waiting for Athena (lambdas/pages). Assumed. */
  pageSeconds: 20,
  pageGiB: 1,
  /** Days of the table of rows as they landed, each with a folder per family: from 2024 (lib/lake/catalog.ts) to the price list. */
  projectedDays: 1_055,
  /** Tiles of a page of numbers, each a query. */
  tilesPerPage: 8,
  /** Readings of tables by a query of a metric view, a partition each. Counted on the laptop (`npm run bench:command`). */
  readingsPerQuestion: 2,
  /** A result and its description ("Query results", Amazon Athena User Guide). */
  putsPerQuestion: 2,
  /** The views and tables that a query names, and their partitions. Assumed. */
  glueCallsPerQuestion: 12,
} as const;

/** The month of the estimate. */
export const DAYS_PER_MONTH = 30;
export const SECONDS_PER_MONTH = DAYS_PER_MONTH * 86_400;
