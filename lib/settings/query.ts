import * as z from 'zod';
import { canonicalLocale } from '../../domain/shared/locale.ts';
import { isTimeZone } from '../../domain/shared/time-zone.ts';

const timeZone = z.string().refine(isTimeZone, {
  error: ({ input }) => `a time zone of the IANA database, as Europe/Berlin or UTC, not ${JSON.stringify(input)}`,
});

/** What the views report, and what a query may cost. */
export const QUERY_SETTINGS = {
  /**
   * Time zone of the days, weeks and hours in reports, an IANA name. Daylight saving is respected.
   *
   * @default 'UTC'
   */
  reportingTimeZone: timeZone.default('UTC'),
  /**
   * Days that reports go back, 7 to 3,650. The metrics read these days, and a few more for late statuses.
   *
   * @default 400
   */
  reportingDays: z.int().min(7).max(3_650).default(400),
  /**
   * Time zone of WhatsApp accounts that `billing_accounts` does not list, an IANA name. Meta bills by an account's days
   * and months.
   *
   * @default 'UTC'
   */
  billingTimeZone: timeZone.default('UTC'),
  /**
   * Currency of WhatsApp accounts that `billing_accounts` does not list, ISO 4217.
   *
   * @default 'USD'
   */
  billingCurrency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('USD'),
  /**
   * Minutes between two refreshes of the tables that the views read, 5 to 1,440. Each refresh reads the reporting window
   * once: docs/cost.md has what that costs. One runs after each compaction, too.
   *
   * @default 60
   */
  refreshMinutes: z.int().min(5).max(1_440).default(60),
  /**
   * Whether each relation is there a second time, as `live_…`, computed from the events at each question: always up to
   * date, slow, and dear on a large lake.
   *
   * @default false
   */
  liveViews: z.boolean().default(false),
  /**
   * Whether each refresh has the exec and buttons pages written into the bucket of reports, as `pages/exec/latest.html`
   * and so on. If off, they are made on demand (`lake page`), as the operations page always is, whose statements read
   * events. Each time costs the scans of their statements: docs/cost.md.
   *
   * @default false
   */
  scheduledPages: z.boolean().default(false),
  /**
   * Language and number format of the pages, a BCP 47 tag such as `en-IN` or `pt-BR`. A currency is that of its rates.
   *
   * @default 'en'
   */
  pageLocale: z
    .string()
    .refine((tag) => canonicalLocale(tag) !== undefined, {
      error: ({ input }) => `a BCP 47 tag such as en-IN, not ${JSON.stringify(input)}`,
    })
    .default('en'),
  /**
   * ARN of the Quick Sight user or group that gets the second stack `<stackName>-Reports`, a Quick Sight dashboard of the
   * exec page's tiles; empty: no such stack. The account needs a Quick Sight subscription: an author costs 24 USD a month,
   * a reader 3 (docs/connect.md).
   *
   * @default ''
   */
  quickSightPrincipalArn: z
    .string()
    .max(256)
    .regex(/^(arn:aws[a-z-]*:quicksight:[a-z0-9-]+:\d{12}:(user|group)\/[A-Za-z0-9._-]+\/[\w.@+=,/-]+)?$/, {
      error: 'must be empty or like arn:aws:quicksight:us-east-1:111122223333:group/default/analysts',
    })
    .default(''),
  /**
   * GiB that one query may scan, 1 to 10,000. Athena cancels a query above it.
   *
   * @default 100
   */
  scanLimitGiB: z.int().min(1).max(10_000).default(100),
};
