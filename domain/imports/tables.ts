import { BILLING_ACCOUNT } from './billing-accounts.ts';
import { columnsOf, type ReferenceColumn } from './column.ts';
import { RATE_CARD } from './rate-cards.ts';
import { RATE_MARKET } from './rate-markets.ts';

export interface ReferenceTable {
  readonly meaning: string;
  readonly columns: readonly ReferenceColumn[];
}

/** Tables that people fill by `lake reference put`: one column list each for Glue, for reading files, and for the docs. */
export const REFERENCE_TABLES = {
  rate_cards: {
    meaning: 'What Meta charges, by market, category, currency, day and tier',
    columns: columnsOf(RATE_CARD),
  },
  rate_markets: { meaning: 'Which market a country’s messages are charged as', columns: columnsOf(RATE_MARKET) },
  billing_accounts: {
    meaning: 'Time zone, currency and portfolio of the business’s accounts',
    columns: columnsOf(BILLING_ACCOUNT),
  },
} satisfies Readonly<Record<string, ReferenceTable>>;

export type ReferenceKind = keyof typeof REFERENCE_TABLES;

export function isReferenceKind(name: string): name is ReferenceKind {
  return Object.hasOwn(REFERENCE_TABLES, name);
}

export const REFERENCE_KINDS: readonly ReferenceKind[] = Object.keys(REFERENCE_TABLES).filter(isReferenceKind);
