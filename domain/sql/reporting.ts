import type { EnvironmentValues, REPORTING_ENVIRONMENT } from '../contracts/environment.ts';

const DAY_MS = 86_400_000;
/** Statuses arrive up to 30 days after the message; a day more on either side for zones and clocks. */
const LATE_DAYS = 32;

/**
 * The marked texts of `stg_reporting_settings` and `int_reporting_events` by the stack's settings: the window ends today, and goes
 * back so many days.
 */
export function reportingLiterals(
  settings: EnvironmentValues<typeof REPORTING_ENVIRONMENT>,
  nowMs: number,
): Readonly<Record<string, string>> {
  const dayBefore = (days: number) => new Date(nowMs - days * DAY_MS).toISOString().slice(0, 10);
  return {
    firstDay: dayBefore(settings.REPORTING_DAYS),
    firstDayRead: dayBefore(settings.REPORTING_DAYS + LATE_DAYS),
    reportingTimeZone: settings.REPORTING_TIME_ZONE,
    billingTimeZone: settings.BILLING_TIME_ZONE,
    billingCurrency: settings.BILLING_CURRENCY,
  };
}
