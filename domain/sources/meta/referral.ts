import type { SourceRow } from '../../event/row.ts';
import { at, isObject } from '../../shared/json.ts';
import { idOf, keyOf, type MetaItem, nameOf, textAt, wordOf } from '../shared/mapping.ts';

/**
 * What brought the contact: the ad or post, and the product they looked at. Only the first message of a click carries
 * the click's id, in the message itself or in its context.
 */
export function referralFacts(element: MetaItem): Partial<SourceRow> {
  const { item } = element;
  const found = [at(item, 'referral'), at(item, 'context.referral')].filter(isObject);
  const product = at(item, 'context.referred_product');
  return {
    ...(isObject(product) && {
      catalog_id: idOf(element, textAt(product, 'catalog_id')),
      product_id: nameOf(element, textAt(product, 'product_retailer_id')),
    }),
    ...(found.length > 0 && {
      referral_source_type: wordOf(element, firstOf(found, 'source_type')),
      referral_source_id: idOf(element, firstOf(found, 'source_id')),
      ctwa_clid: keyOf(element, 'click', firstOf(found, 'ctwa_clid')),
    }),
  };
}

function firstOf(referrals: readonly unknown[], name: string): string | null {
  return referrals.map((referral) => textAt(referral, name)).find((value) => value !== null) ?? null;
}
