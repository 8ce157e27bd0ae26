import type { Truth } from 'simulator';
import type { BillingAccount } from '../../domain/imports/billing-accounts.ts';
import type { RateCard } from '../../domain/imports/rate-cards.ts';
import type { RateMarket } from '../../domain/imports/rate-markets.ts';

/** What the reports are set to (stg_reporting_settings). */
export interface ReportSettings {
  readonly reportingZone: string;
  /** First reported day, of the reporting zone. */
  readonly firstDay: string;
  readonly billingZone: string;
  readonly billingCurrency: string;
}

export interface ReferenceData {
  readonly rate_cards: readonly RateCard[];
  readonly rate_markets: readonly RateMarket[];
  readonly billing_accounts: readonly BillingAccount[];
}

/** An event by when it happened and when it first came. */
export interface Receipt {
  readonly source: string;
  readonly eventAtMs: number;
  readonly receivedAtMs: number;
}

/** All that a reference number is made of: what happened and was reported, and how it is looked at. */
export interface Story {
  readonly truths: readonly Truth[];
  readonly settings: ReportSettings;
  /** Each event once. */
  readonly receipts: readonly Receipt[];
  /** The newest receipt: the "now" of every number. */
  readonly watermarkMs: number;
  readonly referenceData: ReferenceData;
  /** Delivered service messages of a number and month that cost nothing since 1 October 2026: 1,000. */
  readonly freeServiceMessages: number;
  /** Messages of one second are ordered by their key in the lake. */
  readonly keyOf: (messageId: string) => string;
}

export type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell>>;

export function ofKind<Kind extends Truth['kind']>(
  { truths }: Pick<Story, 'truths'>,
  kind: Kind,
): readonly Extract<Truth, { readonly kind: Kind }>[] {
  return truths.filter((truth): truth is Extract<Truth, { readonly kind: Kind }> => truth.kind === kind);
}
