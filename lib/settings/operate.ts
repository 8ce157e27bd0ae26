import * as z from 'zod';

/** Alarms and replays. */
export const OPERATE_SETTINGS = {
  /**
   * ARN of the SNS topic for alarm notifications, in the stack's region; empty: none. Without a topic alarms only
   * change their state, and the synth warns.
   *
   * @default ''
   */
  alarmTopicArn: z
    .string()
    .regex(/^(arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256})?$/)
    .default(''),
  /**
   * Hours without any event after which the alarm `NoTraffic` fires, 1 to 168; 0: no such alarm. CloudWatch looks back
   * 7 days at most.
   *
   * @default 0
   */
  noTrafficHours: z.int().min(0).max(168).default(0),
  /**
   * Percent of unmapped rows in six hours above which the alarm `DataQuality` fires, 0 to 100; 100: never.
   *
   * @default 5
   */
  unmappedAlarmPercent: z.int().min(0).max(100).default(5),
  /**
   * Percent of rows in six hours with payload fields that are new for their event type, above which the alarm
   * `DataQuality` fires, 0 to 100; 100: never.
   *
   * @default 25
   */
  driftAlarmPercent: z.int().min(0).max(100).default(25),
  /**
   * Percent of duplicate items in six hours above which the alarm `DataQuality` fires, 0 to 100; 100: never. If events
   * come by webhook and by topic, 50 % are duplicates.
   *
   * @default 20
   */
  duplicatesAlarmPercent: z.int().min(0).max(100).default(20),
  /**
   * Percent of duplicate items in six hours below which the alarm `DataQuality` fires, 0 to 100; 0: never.
   *
   * @default 0
   */
  duplicatesAlarmMinPercent: z.int().min(0).max(100).default(0),
  /**
   * Records that one run of a replay puts on the replay stream at most, 100 to 100,000. The next run continues there.
   *
   * @default 10000
   */
  replayRecordsPerRun: z.int().min(100).max(100_000).default(10_000),
  /**
   * Batches of `raw/` objects that the state machine replays at once, 1 to 1,000. The stream's own limit is 1 MiB/s in
   * most regions.
   *
   * @default 4
   */
  replayConcurrency: z.int().min(1).max(1_000).default(4),
  /**
   * Percent of `raw/` objects that may fail before the state machine gives up, 0 to 100.
   *
   * @default 5
   */
  replayToleratedFailurePercentage: z.int().min(0).max(100).default(5),
};
