/**
 * The values of the partition column `family`. Few and stable: each is a folder per day, and Firehose keeps one
 * buffer per folder. Chosen so that the message metrics read `messaging` and nothing else (docs/adr/0008).
 */
export const FAMILIES = ['messaging', 'engagement', 'crm', 'flow', 'account', 'unmapped', 'lake'] as const;

export type Family = (typeof FAMILIES)[number];
