import { ItemFailure } from '../../../../domain/event/failure.ts';
import { type AliasKind, pseudonym } from '../../../../domain/identity/key-ring.ts';
import { transform } from '../../../../domain/transform/transform.ts';
import { RING, recordsOf } from '../../pipeline.ts';

/**
 * What becomes of a document, item by item: the row (NULLs left out) and its partition, or the reason of the failure.
 * Keyed hashes are replaced by what they stand for, `phone(15550100001)`, and event keys by their order of appearance,
 * `event 1`, so that a golden file says which items are the same event.
 */
export function outcomesOf(documentText: string): readonly unknown[] {
  const names = namesOfPseudonyms(documentText);
  const eventKeys: string[] = [];
  return recordsOf(documentText).map((record) => {
    const outcome = outcomeOf(record);
    return 'failure' in outcome ? outcome : { ...outcome, row: readable(outcome.row, names, eventKeys) };
  });
}

function outcomeOf(record: Buffer) {
  try {
    return transform(record, RING);
  } catch (error) {
    if (error instanceof ItemFailure) return { failure: error.reason };
    throw error;
  }
}

function readable(row: object, names: ReadonlyMap<string, string>, eventKeys: string[]): Record<string, unknown> {
  const pairs = Object.entries(row).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(
    pairs.map(([column, value]) => [column, column === 'event_key' ? ordinal(value, eventKeys) : named(value, names)]),
  );
}

function named(value: unknown, names: ReadonlyMap<string, string>): unknown {
  return typeof value === 'string' ? (names.get(value) ?? value) : value;
}

function ordinal(eventKey: string, eventKeys: string[]): string {
  if (!eventKeys.includes(eventKey)) eventKeys.push(eventKey);
  return `event ${eventKeys.indexOf(eventKey) + 1}`;
}

function namesOfPseudonyms(documentText: string): ReadonlyMap<string, string> {
  const kinds: readonly AliasKind[] = ['phone', 'bsuid', 'message'];
  const aliases = textsIn(JSON.parse(documentText)).flatMap((text) => [text, text.replace(/\D/g, '')]);
  return new Map(
    aliases.flatMap((alias) => kinds.map((kind) => [pseudonym(RING, kind, alias), `${kind}(${alias})`] as const)),
  );
}

/** Every text in a JSON value, at any depth. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
