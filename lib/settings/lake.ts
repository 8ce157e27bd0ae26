import * as z from 'zod';

/** How long data is kept, and how it is compacted. */
export const LAKE_SETTINGS = {
  /** How long the payloads as received are kept, in days. They hold personal data. */
  rawRetentionDays: z.int().min(1).max(400).default(30),
  /**
   * How long failed records are kept, in days; as long as `rawRetentionDays` by default. They hold personal data, and a
   * row that the conversion refused can be replayed only while `raw/` has what it was made of: no longer than `raw/`.
   */
  failedRetentionDays: z.int().min(1).max(400).optional(),
  /** How often failed records are moved to the sealed bucket, in minutes. */
  sealIntervalMinutes: z.int().min(1).max(60).default(5),
  /** How many days stay open for what comes late, today (UTC) included; the days before are compacted. */
  compactionOpenDays: z.int().min(1).max(35).default(2),
  /** The most closed days that one run of the compaction begins with: a run has 15 minutes. */
  compactionDaysPerRun: z.int().min(1).max(31).default(14),
  /**
   * Whether files that the compaction replaced are removed. Their rows lie in newer files then; without it they stay
   * for good, and cost storage. Removed files can be brought back for 30 days more (docs/adr/0015).
   */
  deleteSuperseded: z.boolean().default(false),
  /** How old, in days, a replaced file must be to be removed, where `deleteSuperseded` is on. */
  supersededRetentionDays: z.int().min(7).max(400).default(30),
};
