import type { Item } from '../../../../domain/sources/source.ts';

/** Texts, numbers and booleans of a document that are in no item and no item’s context. */
export function missingFrom(items: readonly Item[], document: unknown): readonly string[] {
  const kept = new Set(items.flatMap(({ item, context }) => [...leavesOf(item), ...leavesOf(context)]));
  // Said by the source's name, and left out.
  kept.add('whatsapp');
  return leavesOf(document).filter((leaf) => !kept.has(leaf));
}

function leavesOf(value: unknown): readonly string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leavesOf);
  return value === null || value === undefined ? [] : [String(value)];
}
