import * as z from 'zod/mini';
import { isTimeZone } from '../shared/time-zone.ts';
import { isCurrency, optionalText, text, textOf } from './column.ts';

/** How an account of the business is charged. Accounts that are not named have the zone and currency of the settings. */
export const BILLING_ACCOUNT = {
  account_id: text('The account (for Meta the WhatsApp Business Account id).'),
  // A name that the engine does not know would fail every query of charges.
  time_zone: textOf(
    'Its time zone by the IANA database: days, months, tariffs and allowances follow its clock.',
    'a time zone of the IANA database, as Asia/Kolkata, or UTC',
    isTimeZone,
  ),
  currency: textOf('The currency it is charged in, ISO 4217.', 'a currency by ISO 4217, as INR', isCurrency),
  portfolio_id: optionalText('The business portfolio, over whose accounts volume tiers are counted; NULL: by itself.'),
};

const schema = z.strictObject(BILLING_ACCOUNT);
export type BillingAccount = z.infer<typeof schema>;
export const billingAccountSchema = schema;
