import type { Report } from './report.ts';
import { BILLING_REPORT } from './reports/billing.ts';
import { BUTTONS_REPORT } from './reports/buttons.ts';
import { CAMPAIGN_REPORT } from './reports/campaign.ts';
import { CHANNEL_REPORT } from './reports/channel-performance.ts';
import { QUALITY_REPORT } from './reports/data-quality.ts';

/** Every report. */
export const REPORTS: readonly Report[] = [
  CHANNEL_REPORT,
  CAMPAIGN_REPORT,
  BUTTONS_REPORT,
  BILLING_REPORT,
  QUALITY_REPORT,
];
