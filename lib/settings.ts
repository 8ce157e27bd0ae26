import * as z from 'zod';
import { leftOutFault } from '../domain/event/curation.ts';
import { isTimeZone } from '../domain/shared/time-zone.ts';
import { publicBaseUrlFault } from '../domain/sources/public-url.ts';
import { RELEASABLE_FIELDS } from '../domain/sources/source.ts';

/** Meta retries for 7 days; a claim must outlive that. */
const SHORTEST_CLAIM_TTL_DAYS = 8;

const timeZone = z.string().refine(isTimeZone, {
  error: ({ input }) => `a time zone of the IANA database, as Europe/Berlin or UTC, not ${JSON.stringify(input)}`,
});

/**
 * Every setting of the stack, in one place. They are read from the context key `eventLake` of `cdk.json` or of the
 * command line (`cdk synth -c eventLake='{"bufferSeconds": 60}'`); what is not named has the default shown here.
 */
export const settingsSchema = z.strictObject({
  /** The CloudFormation stack, and the beginning of every name in it. */
  stackName: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,40}$/)
    .default('WhatsAppEventLake'),
  /** The Glue database. */
  database: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,60}$/)
    .default('whatsapp_event_lake'),
  /**
   * Whether CloudFormation refuses to delete the stack. Off for the first deployment: one that fails must be deletable.
   * Switch it on once the first events are in the lake.
   */
  terminationProtection: z.boolean().default(false),
  /** The Graph API version chosen in the App Dashboard: payloads do not state it. */
  apiVersion: z
    .string()
    .regex(/^v\d{2}\.\d$/)
    .default('v26.0'),
  /**
   * What vendors call the front door by, where a proxy or a domain of your own stands before it: `https://host` and
   * perhaps a path, without a slash at its end. Some vendors sign the URL that they call, so it must be theirs to the
   * letter. Empty for API Gateway's own address.
   *
   * @default '' API Gateway's own address
   */
  publicBaseUrl: z
    .string()
    .refine((url) => publicBaseUrlFault(url) === null, {
      error: ({ input }) => publicBaseUrlFault(String(input)) ?? undefined,
    })
    .default(''),
  /** In which country a phone number without its country code is read, ISO 3166-1 alpha-2; empty for none. */
  defaultCountry: z
    .string()
    .regex(/^([A-Z]{2})?$/)
    .default(''),
  /**
   * Fields with people's words that are let into the lake, in the column `released`. Each one named here makes the lake
   * hold personal data: consent, retention and erasure are then yours to see to.
   */
  releasedFields: z.array(z.enum(RELEASABLE_FIELDS)).default([]),
  /**
   * Event types, or whole families of them (docs/events.md), of which the lake makes no rows; they are counted as
   * `ItemsLeftOut`, and `raw/` keeps them for its time. What messages, identity and consent need cannot be left out.
   */
  leftOutEventTypes: z
    .array(
      z.string().refine((name) => leftOutFault(name) === null, {
        error: ({ input }) => leftOutFault(String(input)) ?? undefined,
      }),
    )
    .default([]),
  /**
   * The SNS topic of AWS End User Messaging Social, where Meta's events come that way instead of by webhook; empty for
   * none. A standard topic: that service posts to no other.
   */
  socialTopicArn: z
    .string()
    .regex(/^(arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256})?$/)
    .default(''),
  /** How long Firehose gathers records before it writes files. Firehose takes 60 to 900 with dynamic partitioning. */
  bufferSeconds: z.int().min(60).max(900).default(300),
  /**
   * Requests per second that each route of the front door takes; 0 takes what fits the region: 4,000, or 2,000 where an
   * account has 2,500 (lib/shared/regions.ts). Where the synth does not know the region, it is 4,000. Meta's standard for one
   * number of 1,000 messages a second is 3,300 (docs/load.md). An account has 10,000 in most regions unless AWS raised it.
   */
  throttleRate: z.int().min(0).max(10_000).default(0),
  /**
   * Requests that each route takes at once beyond the rate; 0 takes what fits the region: 4,000, or 1,000 where an
   * account has 1,250. An account has 5,000 in most regions; AWS sets it by the rate.
   */
  throttleBurst: z.int().min(0).max(5_000).default(0),
  /** Memory of the receiver, in MiB; Lambda gives processor time in proportion, a whole processor at 1,769. */
  receiverMemoryMiB: z.int().min(128).max(10_240).default(1_024),
  /**
   * Requests that the receiver takes at once: kept for it alone, and no more than these. 0 leaves it the account's,
   * which others may use up. An account has 1,000 (a new one may have 10), of which 100 must stay unreserved.
   */
  receiverConcurrency: z.int().min(0).max(10_000).default(0),
  /**
   * Invocations of the transform that are kept for it alone, and no more than these. 0 leaves it the account's. A flood of
   * requests can use up the account's; Firehose then tries again for hours (`transformRetries`), and gives up after that.
   */
  transformConcurrency: z.int().min(0).max(10_000).default(0),
  /** Lambda's quota of concurrent executions of the account in the region; a new one may have 10. An alarm compares. */
  accountConcurrency: z.int().min(10).max(100_000).default(1_000),
  /**
   * How often Firehose invokes the transform again for a batch whose invocation failed or was throttled, before it puts
   * the batch under `failed/`. AWS takes up to 300. All of it must be over within 12 hours of the 24 that a stream keeps.
   */
  transformRetries: z.int().min(1).max(300).default(300),
  /** The most writes a second to the table of claims, two an event: what a runaway may cost. AWS allows a table 40,000. */
  claimWritesPerSecond: z.int().min(100).max(40_000).default(20_000),
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
  /** How long the receiver may take; the claims' lease is a little longer. The front door waits 30 s at most. */
  receiverTimeoutSeconds: z.int().min(5).max(29).default(15),
  /** How long a claim is remembered. */
  claimTtlDays: z.int().min(SHORTEST_CLAIM_TTL_DAYS).max(60).default(14),
  /** How long the payloads as received are kept, in days. They hold personal data. */
  rawRetentionDays: z.int().min(1).max(400).default(30),
  /**
   * How long failed records are kept, in days; as long as `rawRetentionDays` by default. They hold personal data, and a
   * row that the conversion refused can be replayed only while `raw/` has what it was made of: no longer than `raw/`.
   */
  failedRetentionDays: z.int().min(1).max(400).optional(),
  /** How often failed records are moved to the sealed bucket, in minutes. */
  sealIntervalMinutes: z.int().min(1).max(60).default(5),
  /** The most records that one run of a replay puts on the replay stream; the next goes on from there. */
  replayRecordsPerRun: z.int().min(100).max(100_000).default(10_000),
  /** How many objects of `raw/` the state machine replays at once. The stream’s own limit is 1 MiB/s in most regions. */
  replayConcurrency: z.int().min(1).max(1_000).default(4),
  /** Which share of the objects may fail before the state machine gives up, in percent. */
  replayToleratedFailurePercentage: z.int().min(0).max(100).default(5),
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
  /** Whose days, weeks and hours the reports follow, daylight saving included. */
  reportingTimeZone: timeZone.default('UTC'),
  /** How many days the reports go back. The metrics read no more than these, and what late statuses need. */
  reportingDays: z.int().min(7).max(3_650).default(400),
  /** Time zone of the WhatsApp accounts that `billing_accounts` does not name: Meta charges by its days and months. */
  billingTimeZone: timeZone.default('UTC'),
  /** The currency that such accounts are charged in, ISO 4217. */
  billingCurrency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('USD'),
  /** The most that one query may scan, in GiB; it is cancelled beyond. */
  scanLimitGiB: z.int().min(1).max(10_000).default(100),
  /** How long logs are kept. */
  logRetentionDays: z.literal([7, 30, 90, 365]).default(90),
  /** How long functions keep secrets before they read them again. */
  secretCacheSeconds: z.int().min(30).max(3_600).default(300),
});

type Given = z.infer<typeof settingsSchema>;

/** All of them, those included whose default is another one's value. */
export type Settings = Given & { readonly failedRetentionDays: number };

const consistentSettings = settingsSchema.superRefine(({ failedRetentionDays, rawRetentionDays }, context) => {
  if (failedRetentionDays === undefined || failedRetentionDays <= rawRetentionDays) return;
  context.addIssue({
    code: 'custom',
    path: ['failedRetentionDays'],
    message: `must be at most rawRetentionDays, which is ${rawRetentionDays}: lower it, leave it out, or raise rawRetentionDays`,
  });
});

/** Checks settings. Throws an error that names each wrong one, its value and what is allowed. */
export function readSettings(input: unknown): Settings {
  const given = typeof input === 'string' ? fromText(input) : (input ?? {});
  const parsed = consistentSettings.safeParse(given);
  if (parsed.success) return withTiedDefaults(parsed.data);
  const lines = parsed.error.issues.map((issue) => `  ${explain(issue, given)}`);
  throw new Error(`The context key "eventLake" holds settings that are not allowed:\n${lines.join('\n')}`);
}

function withTiedDefaults({ failedRetentionDays, ...settings }: Given): Settings {
  return { ...settings, failedRetentionDays: failedRetentionDays ?? settings.rawRetentionDays };
}

/** The command line gives a context value as text. */
function fromText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function explain(issue: z.core.$ZodIssue, input: unknown): string {
  const name = issue.path.join('.') || 'eventLake';
  const given = issue.path.reduce<unknown>((value, key) => Object(value)[key], input);
  const allowed =
    issue.code === 'unrecognized_keys' ? `; the settings are ${Object.keys(settingsSchema.shape).join(', ')}` : '';
  return `${name}: ${issue.message}${allowed} (given: ${JSON.stringify(given)})`;
}
