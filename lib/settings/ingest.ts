import * as z from 'zod';
import { leftOutFault } from '../../domain/event/curation.ts';
import { publicBaseUrlFault } from '../../domain/sources/public-url.ts';
import { RELEASABLE_FIELDS } from '../../domain/sources/source.ts';

/** Meta retries for 7 days; a claim must outlive that. */
const MIN_CLAIM_TTL_DAYS = 8;

/** From the vendors' requests to rows: front door, receiver, claims, stream and transform. */
export const INGEST_SETTINGS = {
  /**
   * Version of the Graph API that is chosen in the App Dashboard, as `v26.0`. Payloads do not state it; it is kept with
   * every event.
   *
   * @default 'v26.0'
   */
  apiVersion: z
    .string()
    .regex(/^v\d{2}\.\d$/)
    .default('v26.0'),
  /**
   * URL that vendors call, if a proxy or a domain of your own is in front of the stack: `https://host`, optionally with
   * a path, without a slash at the end. Some vendors sign the URL they call, so it must match exactly. Empty: API
   * Gateway's own address.
   *
   * @default ''
   */
  publicBaseUrl: z
    .string()
    .refine((url) => publicBaseUrlFault(url) === null, {
      error: ({ input }) => publicBaseUrlFault(String(input)) ?? undefined,
    })
    .default(''),
  /**
   * Country of phone numbers without a country code, in sends and in `lake find`, ISO 3166-1 alpha-2; empty: none.
   *
   * @default ''
   */
  defaultCountry: z
    .string()
    .regex(/^([A-Z]{2})?$/)
    .default(''),
  /**
   * Fields with text written by people that are stored in the column `released`. The lake then holds personal data: you
   * are responsible for consent, retention and erasure.
   *
   * @default []
   */
  releasedFields: z.array(z.enum(RELEASABLE_FIELDS)).default([]),
  /**
   * Event types, or whole families of them (docs/events.md), for which the lake makes no rows. They are counted as
   * `ItemsLeftOut`, and `raw/` keeps them for its retention. Types that messages, identity and consent depend on cannot
   * be left out.
   *
   * @default []
   */
  leftOutEventTypes: z
    .array(
      z.string().refine((name) => leftOutFault(name) === null, {
        error: ({ input }) => leftOutFault(String(input)) ?? undefined,
      }),
    )
    .default([]),
  /**
   * ARN of the SNS topic of AWS End User Messaging Social, if Meta's events come that way instead of by webhook; empty:
   * none. It must be a standard topic: the service posts to no other.
   *
   * @default ''
   */
  socialTopicArn: z
    .string()
    .regex(/^(arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256})?$/)
    .default(''),
  /**
   * Seconds that Firehose gathers records before it writes files, 60 to 900 (Firehose's range with dynamic
   * partitioning).
   *
   * @default 300
   */
  bufferSeconds: z.int().min(60).max(900).default(300),
  /**
   * Requests per second that each route of the front door accepts, 1 to 10,000; 0: what fits the region, which is
   * 4,000, or 2,000 where an account has 2,500 (lib/shared/regions.ts), or 4,000 if the synth does not know the region.
   * Meta's standard for one number with 1,000 messages a second is 3,300 (docs/load.md). The quota of an account is
   * 10,000 in most regions unless AWS raised it.
   *
   * @default 0
   */
  throttleRate: z.int().min(0).max(10_000).default(0),
  /**
   * Requests at once that each route accepts above the rate, 1 to 5,000; 0: what fits the region, which is 4,000, or
   * 1,000 where an account has 1,250. The quota of an account is 5,000 in most regions; AWS sets it by the rate.
   *
   * @default 0
   */
  throttleBurst: z.int().min(0).max(5_000).default(0),
  /**
   * Memory of the receiver in MiB, 128 to 10,240. Lambda gives processor time in proportion, one whole processor at
   * 1,769.
   *
   * @default 1024
   */
  receiverMemoryMiB: z.int().min(128).max(10_240).default(1_024),
  /**
   * Invocations of the receiver at once, 1 to 10,000: reserved for it, and its maximum. 0: nothing is reserved, and
   * other functions may use up the account's quota. An account has 1,000 (a new one may have 10), and 100 of them must
   * stay unreserved.
   *
   * @default 0
   */
  receiverConcurrency: z.int().min(0).max(10_000).default(0),
  /**
   * Seconds that the receiver may take, 5 to 29. A claim's lease is a little longer. API Gateway waits 30 s at most.
   *
   * @default 15
   */
  receiverTimeoutSeconds: z.int().min(5).max(29).default(15),
  /**
   * Invocations of the transform at once, 1 to 10,000: reserved for it, and its maximum. 0: nothing is reserved. A
   * flood of requests can use up the account's quota; Firehose then retries for hours (`transformRetries`), and gives
   * up after that.
   *
   * @default 0
   */
  transformConcurrency: z.int().min(0).max(10_000).default(0),
  /**
   * Retries of the transform for a batch whose invocation failed or was throttled, 1 to 300 (Firehose's maximum). After
   * them Firehose writes the batch under `failed/`. All retries must end within 12 hours, half of the 24 that a stream
   * keeps a record.
   *
   * @default 300
   */
  transformRetries: z.int().min(1).max(300).default(300),
  /**
   * Writes per second to the claims table at most, 100 to 40,000 (AWS's quota for a table). An event takes two. It
   * limits what a runaway sender can cost.
   *
   * @default 20000
   */
  claimWritesPerSecond: z.int().min(100).max(40_000).default(20_000),
  /**
   * Days that a claim is kept, 8 to 60. Meta retries for 7 days, and a claim must outlive that.
   *
   * @default 14
   */
  claimTtlDays: z.int().min(MIN_CLAIM_TTL_DAYS).max(60).default(14),
};
