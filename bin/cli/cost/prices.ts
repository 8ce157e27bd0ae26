import prices from './prices.json' with { type: 'json' };

export interface Price {
  readonly usd: number;
  /** Units that this price is for. */
  readonly per: number;
  readonly unit: string;
  readonly source: string;
}

const { region, collected, ...items } = prices;

/** Where and when the prices were collected. AWS changes them without notice: they are data, not code. */
export const PRICE_LIST = { region, collected };

export type PriceName = keyof typeof items;

export const PRICES: Readonly<Record<PriceName, Price>> = items;

/** The cost of a quantity of units, in USD. */
export function usdOf(name: PriceName, quantity: number): number {
  return (quantity / PRICES[name].per) * PRICES[name].usd;
}
