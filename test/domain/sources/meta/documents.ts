import fc from 'fast-check';

/** What a generated document is known to contain, separate from how the document expresses it. */
export interface Generated {
  readonly document: unknown;
  /** One mark per leaf element; each stands somewhere in its element. */
  readonly marks: readonly string[];
}

const LISTS = [
  'messages',
  'statuses',
  'user_actions',
  'message_echoes',
  'automatic_events',
  'user_preferences',
] as const;

const element = fc.oneof(
  { weight: 8, arbitrary: fc.record({ status: fc.constantFrom('sent', 'read'), timestamp: fc.nat() }) },
  { weight: 1, arbitrary: fc.constantFrom(null, 7, 'text', true) },
);
const lists = fc.record(
  Object.fromEntries(LISTS.map((name) => [name, fc.array(element, { minLength: 1, maxLength: 3 })])),
  { requiredKeys: [] },
);
const change = fc.record({ lists, field: fc.constantFrom('messages', 'standby', 'smb_message_echoes') });
const entries = fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });

/** Documents of several entries, changes and lists; every element has an id of its own, or is no object at all. */
export const generated: fc.Arbitrary<Generated> = entries.map((shape) => {
  const marks: string[] = [];
  const mark = () => {
    marks.push(`mark-${marks.length}.`);
    return marks.at(-1);
  };
  const listsOf = (named: Record<string, unknown[] | undefined>) => {
    const withIds = Object.entries(named).map(([name, elements]) => [
      name,
      elements?.map((one) => identified(one, mark)),
    ]);
    // A change without any list is an item itself.
    return withIds.length > 0 ? Object.fromEntries(withIds) : { other: mark() };
  };
  const document = {
    object: 'whatsapp_business_account',
    entry: shape.map((changes, index) => ({
      id: `10000000000000${index}`,
      changes: changes.map(({ field, lists: named }) => ({
        field,
        value: { messaging_product: 'whatsapp', metadata: { phone_number_id: '2000' }, ...listsOf(named) },
      })),
    })),
  };
  return { document, marks };
});

function identified(element: unknown, mark: () => string | undefined): unknown {
  return typeof element === 'object' && element !== null ? { ...element, id: mark() } : `${mark()}${element}`;
}

/** The same document with every list of it turned round. */
export function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed).reverse();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, reversed(one)]));
}
