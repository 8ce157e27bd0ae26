import type { RateCard } from './rate-cards.ts';
import type { RateMarket } from './rate-markets.ts';
import type { Placed } from './read-rows.ts';

/** What is no mistake in itself, but leaves charges without a rate: their cost would be unknown. */
export function warningsOf(
  rates: readonly Placed<RateCard>[],
  markets: readonly Placed<RateMarket>[],
): readonly string[] {
  const rated = new Set(rates.map(({ row }) => row.market));
  const mapped = new Set(markets.map(({ row }) => row.market));
  const named = (names: ReadonlySet<string>, others: ReadonlySet<string>) =>
    [...names].filter((name) => !others.has(name)).sort();
  return [
    ...named(rated, mapped).map(
      (market) => `No country is of the market "${market}" (rate_markets): its rates are not used.`,
    ),
    // Markets are put in before cards: as long as there are none, every market lacks one.
    ...(rates.length === 0 ? [] : named(mapped, rated)).map(
      (market) => `No rate card has the market "${market}": what is sent there has no known cost.`,
    ),
  ];
}
