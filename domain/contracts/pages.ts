import * as z from 'zod/mini';

/** Prefix in the bucket of reports: a folder per page, a file per moment and filter. */
export const PAGES_PREFIX = 'pages/';

/** Rewritten after each refresh, with the setting `scheduledPages`; pages that are made on demand only do not have it. */
export const LATEST_FILE = 'latest.html';

/** Where the files of one page lie. */
export function pageFolder(page: string): string {
  return `${PAGES_PREFIX}${page}/`;
}

/** What the pages function answers for one page: where its file is. */
export const pageFileSchema = z.object({
  page: z.string(),
  bucket: z.string(),
  key: z.string(),
  bytes: z.number(),
  /** The newest receipt in it, ISO 8601 in UTC; null while the lake is empty. */
  asOf: z.nullable(z.string()),
  /** The day of that by the reporting zone, else the clock’s. */
  today: z.string(),
  seconds: z.number(),
});
export type PageFile = z.infer<typeof pageFileSchema>;
