import * as z from 'zod';

/** The stack’s names, its protection, and what all functions share. */
export const STACK_SETTINGS = {
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
  /** Lambda's quota of concurrent executions of the account in the region; a new one may have 10. An alarm compares. */
  accountConcurrency: z.int().min(10).max(100_000).default(1_000),
  /** How long logs are kept. */
  logRetentionDays: z.literal([7, 30, 90, 365]).default(90),
  /** How long functions keep secrets before they read them again. */
  secretCacheSeconds: z.int().min(30).max(3_600).default(300),
};
