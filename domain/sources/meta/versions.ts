import type { RowDraft } from '../../event/row.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { MappingInput } from '../shared/mapping.ts';
import { conversationAndPricingFacts, hasConversation, pricingFacts } from './pricing.ts';

/**
 * One way to read a kind of item, and the Graph API versions whose webhooks are documented to have it so: from one
 * version on, before another, by their major numbers.
 */
export interface Extraction {
  readonly kind: string;
  readonly from?: number;
  readonly before?: number;
  /** Whether the item itself can be read so, whatever version is configured. */
  readonly fits: (item: JsonObject) => boolean;
  readonly read: (input: MappingInput) => Partial<RowDraft>;
}

/**
 * What differs by version; every other change of Meta's came to all versions on one day, and is recognised by the
 * payload itself: `pricing.type` and the model PMP (1 Jul 2025), the parent recipient's three names (see recipient.ts),
 * the limits of phone_number_quality_update and business_capability_update (Feb 2026), `previous_user_id` (Aug 2026).
 *
 * Changelog, 8 Oct 2025: v24.0 leaves `conversation` out, but in free entry point windows.
 */
export const EXTRACTIONS: readonly Extraction[] = [
  { kind: 'status', from: 24, fits: (item) => !hasConversation(item), read: pricingFacts },
  // Also in those versions not every status has one.
  { kind: 'status', before: 24, fits: () => true, read: conversationAndPricingFacts },
];

/**
 * How to read the item: as its configured version is documented, unless the item contradicts it. Meta changes accounts
 * one after another, and a version is configured by hand: what the payload shows counts. Undefined where nothing fits.
 */
export function extractionOf(
  extractions: readonly Extraction[],
  kind: string,
  apiVersion: string,
  item: JsonObject,
): Extraction | undefined {
  const major = majorOf(apiVersion);
  const fits = (extraction: Extraction) => extraction.kind === kind && extraction.fits(item);
  return extractions.find((extraction) => isFor(extraction, major) && fits(extraction)) ?? extractions.find(fits);
}

/** 24 of `v24.0`; null for what is no version. */
function majorOf(apiVersion: string): number | null {
  const found = /^v(\d{1,4})\.\d{1,4}$/.exec(apiVersion);
  return found ? Number(found[1]) : null;
}

function isFor({ from = 0, before = Number.POSITIVE_INFINITY }: Extraction, major: number | null): boolean {
  return major !== null && major >= from && major < before;
}
