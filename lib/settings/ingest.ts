import * as z from 'zod';
import { leftOutFault } from '../../domain/event/curation.ts';
import { publicBaseUrlFault } from '../../domain/sources/public-url.ts';
import { RELEASABLE_FIELDS } from '../../domain/sources/source.ts';

/** Meta retries for 7 days; a claim must outlive that. */
const SHORTEST_CLAIM_TTL_DAYS = 8;

/** From the vendors’ requests to rows: front door, receiver, claims, stream and transform. */
export const INGEST_SETTINGS = {
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
  /** How long the receiver may take; the claims' lease is a little longer. The front door waits 30 s at most. */
  receiverTimeoutSeconds: z.int().min(5).max(29).default(15),
  /**
   * Invocations of the transform that are kept for it alone, and no more than these. 0 leaves it the account's. A flood of
   * requests can use up the account's; Firehose then tries again for hours (`transformRetries`), and gives up after that.
   */
  transformConcurrency: z.int().min(0).max(10_000).default(0),
  /**
   * How often Firehose invokes the transform again for a batch whose invocation failed or was throttled, before it puts
   * the batch under `failed/`. AWS takes up to 300. All of it must be over within 12 hours of the 24 that a stream keeps.
   */
  transformRetries: z.int().min(1).max(300).default(300),
  /** The most writes a second to the table of claims, two an event: what a runaway may cost. AWS allows a table 40,000. */
  claimWritesPerSecond: z.int().min(100).max(40_000).default(20_000),
  /** How long a claim is remembered. */
  claimTtlDays: z.int().min(SHORTEST_CLAIM_TTL_DAYS).max(60).default(14),
};
