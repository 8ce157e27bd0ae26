import * as z from 'zod';
import { isTimeZone } from '../../domain/shared/time-zone.ts';

const timeZone = z.string().refine(isTimeZone, {
  error: ({ input }) => `a time zone of the IANA database, as Europe/Berlin or UTC, not ${JSON.stringify(input)}`,
});

/** What the views report, and what a query may cost. */
export const QUERY_SETTINGS = {
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
};
