import * as z from 'zod';

/** How long data is kept, and how it is compacted. */
export const LAKE_SETTINGS = {
  /**
   * Days that payloads are kept as received (`raw/`), 1 to 400. They hold personal data. Only what is kept can be
   * replayed.
   *
   * @default 30
   */
  rawRetentionDays: z.int().min(1).max(400).default(30),
  /**
   * Days that failed records are kept (`failed/`), 1 to 400. They hold personal data. At most `rawRetentionDays`: a row
   * that failed the conversion to Parquet can be replayed only while `raw/` has its record.
   *
   * @default rawRetentionDays
   */
  failedRetentionDays: z.int().min(1).max(400).optional(),
  /**
   * Minutes between two runs that move failed records to the sealed bucket, 1 to 60.
   *
   * @default 5
   */
  sealIntervalMinutes: z.int().min(1).max(60).default(5),
  /**
   * Days that stay open for late-arriving events, today (UTC) included, 1 to 35. Days before them are compacted.
   *
   * @default 2
   */
  compactionOpenDays: z.int().min(1).max(35).default(2),
  /**
   * Closed days that one run of the compaction starts at most, 1 to 31. A run has 15 minutes.
   *
   * @default 3
   */
  compactionDaysPerRun: z.int().min(1).max(31).default(3),
  /**
   * Whether files that the compaction replaced are deleted. Their rows are in the newer files. If off, they are kept
   * for good and cost storage. Deleted files can be restored for another 30 days (docs/adr/0015).
   *
   * @default false
   */
  deleteSuperseded: z.boolean().default(false),
  /**
   * Age in days at which a replaced file is deleted, 7 to 400. Used only with `deleteSuperseded`.
   *
   * @default 30
   */
  supersededRetentionDays: z.int().min(7).max(400).default(30),
  /**
   * Days that pages are kept in the bucket of reports, 1 to 400. They hold sums, no messages and no persons.
   *
   * @default 30
   */
  reportRetentionDays: z.int().min(1).max(400).default(30),
};
