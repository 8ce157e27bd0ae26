import * as z from 'zod/mini';
import { A_DAY, flag, isCurrency, isDay, optionalDay, text, textOf, whole } from './column.ts';

/** CBP charges by conversation (until 30 Jun 2025), PMP by delivered message. */
const PRICING_MODELS: readonly string[] = ['CBP', 'PMP'];

/**
 * A rate: what one charge of a market and category costs in a currency, from a day on, and for tiers from a message of
 * the month on. Meta publishes them as files (facts: meta-webhooks §3.2).
 */
export const RATE_CARD = {
  card: text('The rate card that the rate is from, by its name and edition.'),
  is_example: flag(
    'Whether the rate is an example: it counts only where no other card has one, and is marked as an example.',
  ),
  pricing_model: textOf('What is charged: `CBP` conversations, `PMP` messages.', 'CBP or PMP', (value) =>
    PRICING_MODELS.includes(value),
  ),
  market: text('The market, as `rate_markets` names it.'),
  category: textOf(
    'What it is charged as: `marketing`, `utility`, `authentication`, `authentication_international`, `service`, …',
    'a category in lower case, its words joined by _',
    (value) => /^[a-z]+(_[a-z]+)*$/.test(value),
  ),
  currency: textOf('Currency of the rate, ISO 4217.', 'a currency by ISO 4217, as INR', isCurrency),
  tier_from: whole('The first message of the month that the rate is for, counted from 1.', 1),
  tier_to: whole('The last message of the month that it is for; NULL for all that follow.', null),
  rate_micros: whole('The rate in millionths of the currency’s main unit: 863100 are 0.8631.'),
  valid_from: textOf('The first day it holds, `yyyy-MM-dd`, in the account’s zone.', A_DAY, isDay),
  valid_to: optionalDay('The first day it no longer holds; NULL while it does.'),
};

const schema = z.strictObject(RATE_CARD);
export type RateCard = z.infer<typeof schema>;
export const rateCardSchema = schema;
