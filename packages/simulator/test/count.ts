import type { Delivery } from '../src/emitted.ts';

/** An object or list of a document, of unknown content. */
type Value = unknown;

export function member(value: Value, name: string): Value {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

export function listed(value: Value): readonly Value[] {
  return Array.isArray(value) ? value : [];
}

/** One element of one of the lists of Meta's `value`, or a send. */
export interface Element {
  readonly list: string;
  readonly numberId: string;
  readonly element: Value;
  readonly atMs: number;
}

const LISTS = ['statuses', 'messages', 'message_echoes', 'user_actions', 'user_preferences'];

/** Reads the deliveries by Meta's documents and docs/sends.md alone, without anything that wrote them. */
export function elementsOf({ source, atMs, document }: Delivery): readonly Element[] {
  if (source === 'sends') {
    const sends = Array.isArray(document) ? document : (member(document, 'sends') ?? [document]);
    return listed(sends).map((element) => ({
      list: 'sends',
      numberId: String(member(element, 'endpoint_id')),
      element,
      atMs,
    }));
  }
  const changes = listed(member(document, 'entry')).flatMap((entry) => listed(member(entry, 'changes')));
  return changes.flatMap((change) => {
    const value = member(change, 'value');
    const numberId = String(member(member(value, 'metadata'), 'phone_number_id'));
    return LISTS.flatMap((list) => listed(member(value, list)).map((element) => ({ list, numberId, element, atMs })));
  });
}

/** Each different one once, whatever its delivery, its order and its repetitions. */
export function distinct(elements: readonly Element[]): readonly Element[] {
  const byText = new Map(elements.map((one) => [`${one.list} ${one.numberId} ${JSON.stringify(one.element)}`, one]));
  return [...byText.values()];
}

/** Every text of a document with the name of the member that holds it. */
export function* textsIn(value: Value, name = ''): Generator<readonly [name: string, text: string]> {
  if (typeof value === 'string') yield [name, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* textsIn(inner, Array.isArray(value) ? name : key);
}
