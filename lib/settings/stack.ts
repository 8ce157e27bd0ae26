import * as z from 'zod';

/** Names, protection, and what all functions share. */
export const STACK_SETTINGS = {
  /**
   * Name of the CloudFormation stack, and the prefix of every name in it. A letter, then letters, digits and hyphens;
   * up to 41 characters. Hard to change after the first deployment.
   *
   * @default 'WhatsAppEventLake'
   */
  stackName: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,40}$/)
    .default('WhatsAppEventLake'),
  /**
   * Name of the Glue database. A lower-case letter, then lower-case letters, digits and underscores; up to 61
   * characters. Hard to change after the first deployment.
   *
   * @default 'whatsapp_event_lake'
   */
  database: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,60}$/)
    .default('whatsapp_event_lake'),
  /**
   * Whether CloudFormation refuses to delete the stack. Leave it off for the first deployment, because one that fails
   * must be deletable. Switch it on once the first events are in the lake.
   *
   * @default false
   */
  terminationProtection: z.boolean().default(false),
  /**
   * Lambda's quota of concurrent executions in the account and region, 10 to 100,000. A new account may have 10. The
   * alarm `CapacityNearQuota` and the synth compare with it; CloudWatch cannot read the quota.
   *
   * @default 1000
   */
  accountConcurrency: z.int().min(10).max(100_000).default(1_000),
  /**
   * Days that logs are kept: 7, 30, 90 or 365.
   *
   * @default 90
   */
  logRetentionDays: z.literal([7, 30, 90, 365]).default(90),
  /**
   * Seconds that functions cache secrets before they read them again, 30 to 3,600. A revoked secret is accepted for up
   * to this long.
   *
   * @default 300
   */
  secretCacheSeconds: z.int().min(30).max(3_600).default(300),
};
