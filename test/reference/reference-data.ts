import { ACCOUNTS } from 'simulator';
import type { RateCard } from '../../domain/imports/rate-cards.ts';
import type { ReferenceData } from './story.ts';

const MARKETS = { IN: 'India', BR: 'Brazil', NG: 'Nigeria', US: 'North America', CA: 'North America' };

/**
 * Invented rates for what the simulator sends, with what a bill can meet: rates that end in the midst of it, tiers so low
 * that they are reached, an example beside a card of one's own, and things without any rate.
 */
export const REFERENCE_DATA: ReferenceData = {
  rate_markets: [
    ...Object.entries(MARKETS).map(([country, market]) => ({
      country,
      market,
      valid_from: '2024-01-01',
      valid_to: null,
    })),
  ].flatMap((row) =>
    // As on 1 October 2026 nine countries left their regions, so does one here.
    row.country === 'CA'
      ? [
          { ...row, valid_to: '2026-10-01' },
          { ...row, market: 'Canada', valid_from: '2026-10-01' },
        ]
      : [row],
  ),
  rate_cards: [
    ...rates('CBP', 'marketing', '2024-01-01', '2025-07-01', 800_000, false),
    ...rates('CBP', 'utility', '2024-01-01', '2025-07-01', 140_000, true),
    ...rates('CBP', 'authentication', '2024-01-01', null, 130_000, false),
    ...rates('PMP', 'marketing', '2025-07-01', '2026-01-01', 784_600, false),
    ...rates('PMP', 'marketing', '2026-01-01', '2026-09-29', 863_100, false),
    ...rates('PMP', 'marketing', '2024-01-01', null, 999_999, true),
    ...rates('PMP', 'utility', '2025-07-01', null, 115_000, false, [1, 8]),
    ...rates('PMP', 'utility', '2025-07-01', null, 90_001, false, [9, 20]),
    ...rates('PMP', 'utility', '2025-07-01', null, 70_003, false, [21, null]),
    ...rates('PMP', 'authentication', '2025-07-01', null, 120_000, true, [1, 3]),
    ...rates('PMP', 'authentication', '2025-07-01', null, 60_000, true, [4, null]),
    ...rates('PMP', 'authentication_international', '2025-07-01', null, 2_497_100, false),
    ...rates('PMP', 'group_utility', '2025-07-01', null, 115_000, false),
    ...rates('PMP', 'service', '2026-10-01', null, 115_000, false),
  ],
  billing_accounts: ACCOUNTS.map(({ id, zone, currency }) => ({
    account_id: id,
    time_zone: zone,
    currency,
    portfolio_id: 'portfolio-1',
  })),
};

/** One rate in every market and currency, each a little different. */
function rates(
  pricing_model: string,
  category: string,
  valid_from: string,
  valid_to: string | null,
  rate_micros: number,
  is_example: boolean,
  [tier_from, tier_to]: readonly [number, number | null] = [1, null],
): RateCard[] {
  const rate = { pricing_model, category, valid_from, valid_to, is_example, tier_from, tier_to };
  const markets = [...new Set(Object.values(MARKETS))];
  return markets.flatMap((market, place) =>
    ['INR', 'USD'].map((currency, of) => ({
      card: is_example ? 'Example' : 'Own',
      ...rate,
      market,
      currency,
      rate_micros: rate_micros + place * 1_000 + of * 10,
    })),
  );
}
