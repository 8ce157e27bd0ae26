import type { JsonObject } from './json.ts';

/** One thing that a source tells: an element of one of the lists of Meta's `value`, or a send. */
export type Told = MetaTold | SendTold;

export interface MetaTold {
  readonly source: 'meta';
  readonly accountId: string;
  readonly number: { readonly id: string; readonly display: string };
  readonly field: 'messages' | 'user_preferences' | 'smb_message_echoes';
  readonly list: 'statuses' | 'messages' | 'message_echoes' | 'user_actions' | 'user_preferences';
  readonly item: JsonObject;
  /** Who stands beside it in `contacts[]`. */
  readonly contact: JsonObject | null;
}

export interface SendTold {
  readonly source: 'sends';
  readonly item: JsonObject;
}

/** A document as a source posts it. */
export interface Posted {
  readonly source: 'meta' | 'sends';
  /** When it is posted, in milliseconds since the epoch. */
  readonly atMs: number;
  readonly document: JsonObject | readonly JsonObject[];
}

/** One document of Meta's around elements of any accounts, numbers and fields. */
export function metaDocument(told: readonly MetaTold[]): JsonObject {
  const byAccount = Map.groupBy(told, ({ accountId }) => accountId);
  const entry = [...byAccount].map(([id, ofAccount]) => ({ id, changes: changesOf(ofAccount) }));
  return { object: 'whatsapp_business_account', entry };
}

/** User actions name nobody: only a change of its own says whose one is. */
function changesOf(told: readonly MetaTold[]): readonly JsonObject[] {
  const places = Map.groupBy(told, ({ number, field, list }, index) =>
    list === 'user_actions' ? `${field} ${index}` : `${field} ${number.id}`,
  );
  return [...places.values()].map((ofPlace) => ({
    value: valueAround(ofPlace),
    field: ofPlace[0]?.field ?? 'messages',
  }));
}

function valueAround(told: readonly MetaTold[]): JsonObject {
  const number = told[0]?.number;
  const contacts = told.flatMap(({ contact }) => (contact === null ? [] : [contact]));
  const value: Record<string, unknown> = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: number?.display, phone_number_id: number?.id },
    ...(contacts.length === 0 ? {} : { contacts }),
  };
  for (const [list, ofList] of Map.groupBy(told, (one) => one.list)) value[list] = ofList.map(({ item }) => item);
  return value;
}

/** The forms that a body of sends may have (docs/sends.md); `form` chooses one. */
export function sendsDocument(told: readonly SendTold[], form: number): JsonObject | readonly JsonObject[] {
  const items = told.map(({ item }) => item);
  const [only] = items;
  if (items.length === 1 && only !== undefined && form % 2 === 0) return only;
  return form % 3 === 0 ? { sends: items } : items;
}
