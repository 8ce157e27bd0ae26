/**
 * The values of the partition column `family`. Few and stable: each is a folder per day, and Firehose keeps one
 * buffer per folder.
 */
export const FAMILIES = ['messaging', 'unmapped'] as const;

export type Family = (typeof FAMILIES)[number];
