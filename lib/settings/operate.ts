import * as z from 'zod';

/** Alarms and replays. */
export const OPERATE_SETTINGS = {
  /**
   * SNS topic for alarm notifications, in the same region. Empty: the alarms change their state and nobody is notified,
   * which the synth warns of.
   */
  alarmTopicArn: z
    .string()
    .regex(/^(arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256})?$/)
    .default(''),
  /** After how many hours without any event the alarm `NoTraffic` fires; 0 for no such alarm. CloudWatch looks back 7 days. */
  noTrafficHours: z.int().min(0).max(168).default(0),
  /** Percent of a six hours' rows that may be unmapped before the alarm `DataQuality` fires; 100: never. */
  unmappedAlarmPercent: z.int().min(0).max(100).default(5),
  /** Percent of a six hours' rows that may have payload members new to their kind before `DataQuality` fires; 100: never. */
  driftAlarmPercent: z.int().min(0).max(100).default(25),
  /** Percent of a six hours' items that may be duplicates before `DataQuality` fires; 100: never. Two ways in give 50. */
  duplicatesAlarmPercent: z.int().min(0).max(100).default(20),
  /** Percent of a six hours' items that must be duplicates, or `DataQuality` fires; 0: never. */
  duplicatesAlarmMinPercent: z.int().min(0).max(100).default(0),
  /** The most records that one run of a replay puts on the replay stream; the next goes on from there. */
  replayRecordsPerRun: z.int().min(100).max(100_000).default(10_000),
  /** How many objects of `raw/` the state machine replays at once. The stream’s own limit is 1 MiB/s in most regions. */
  replayConcurrency: z.int().min(1).max(1_000).default(4),
  /** Which share of the objects may fail before the state machine gives up, in percent. */
  replayToleratedFailurePercentage: z.int().min(0).max(100).default(5),
};
