import * as z from 'zod/mini';
import { A_DAY, isDay, optionalDay, text, textOf } from './column.ts';

/**
 * Which market a country's messages are charged as. Markets change: nine countries left their “Rest of …” regions on
 * 1 Oct 2026 (facts: meta-webhooks §3.1), so each row has its days.
 */
export const RATE_MARKET = {
  country: textOf('Country of the contact, ISO 3166-1 alpha-2.', 'a country by ISO 3166-1 alpha-2, as IN', (value) =>
    /^[A-Z]{2}$/.test(value),
  ),
  market: text('The market of the rate cards.'),
  valid_from: textOf('The first day it holds, `yyyy-MM-dd`, in the account’s zone.', A_DAY, isDay),
  valid_to: optionalDay('The first day it no longer holds; NULL while it does.'),
};

const schema = z.strictObject(RATE_MARKET);
export type RateMarket = z.infer<typeof schema>;
export const rateMarketSchema = schema;
