import type { RowDraft } from '../../event/row.ts';
import { at, isObject } from '../../shared/json.ts';
import { idOf, keyOf, type MappingInput, nameOf, textAt, wordOf } from '../shared/mapping.ts';

/**
 * What brought the contact: the ad or post, and the product they looked at. Only the first message of a click carries
 * the click's id, in the message itself or in its context.
 */
export function referralFacts(input: MappingInput): Partial<RowDraft> {
  const { item } = input;
  const found = [at(item, 'referral'), at(item, 'context.referral')].filter(isObject);
  const product = at(item, 'context.referred_product');
  return {
    ...(isObject(product) && {
      catalog_id: idOf(input, textAt(product, 'catalog_id')),
      product_id: nameOf(input, textAt(product, 'product_retailer_id')),
    }),
    ...(found.length > 0 && {
      referral_source_type: wordOf(input, firstOf(found, 'source_type')),
      referral_source_id: idOf(input, firstOf(found, 'source_id')),
      ctwa_clid: keyOf(input, 'click', firstOf(found, 'ctwa_clid')),
    }),
  };
}

function firstOf(referrals: readonly unknown[], name: string): string | null {
  return referrals.map((referral) => textAt(referral, name)).find((value) => value !== null) ?? null;
}
