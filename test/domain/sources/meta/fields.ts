import { timestampText } from '../../../../domain/event/time.ts';
import { type AliasKind, type KeyRing, pseudonym } from '../../../../domain/identity/key-ring.ts';
import { parseKeepingNumbers, parseWithSafeIds } from '../../../../domain/shared/json.ts';
import { memoize } from '../../../../domain/shared/memoize.ts';
import { normalise } from '../../../../domain/sources/meta/normalise.ts';
import { split } from '../../../../domain/sources/meta/split.ts';
import type { NormaliseSettings, SplitItem } from '../../../../domain/sources/source.ts';

const RING: KeyRing = { currentVersion: '1', pepper: 'a pepper of the tests, 32 characters' };
const SETTINGS: NormaliseSettings = { ring: RING, defaultCountry: null, releasedFields: new Set() };
const KINDS: readonly AliasKind[] = [
  'phone',
  'bsuid',
  'parent_bsuid',
  'username',
  'message',
  'call',
  'group',
  'click',
  'word',
  'id',
  'name',
];

/** What of a row is the receiver's and the transform's to say, not the source's. */
const STAMPED = new Set([
  'event_key',
  'source',
  'event_at_source',
  'received_at',
  'dt_source',
  'delivery_id',
  'api_version',
  'schema_version',
  'transform_version',
]);

export type ReadableRow = Readonly<Record<string, unknown>>;

/** The source's part of each row of a document, with keyed hashes replaced by what they stand for. NULLs left out. */
export function sourceRowsOf(documentText: string): readonly ReadableRow[] {
  const names = namesOfPseudonyms(documentText);
  return split(parseKeepingNumbers(documentText)).map((item) => {
    const { row, eventAtMs } = normalised(item);
    return readable({ ...row, event_at: eventAtMs === null ? null : timestampText(eventAtMs) }, names);
  });
}

/** The same part of a golden row. */
export function sourcePartOf(golden: ReadableRow): ReadableRow {
  const isReceived = golden.event_at_source === 'received';
  return Object.fromEntries(
    Object.entries(golden).filter(([column]) => !STAMPED.has(column) && !(isReceived && column === 'event_at')),
  );
}

/** By way of JSON, as through the stream. */
function normalised({ kind, context, item }: SplitItem) {
  const sent = { source: 'meta', kind, eventKey: 'key', receivedAtMs: 1, deliveryId: 'one', apiVersion: 'v26.0' };
  const carried = (value: unknown) => parseWithSafeIds(JSON.stringify(value));
  return normalise({ ...sent, context: { ...context, ...Object(carried(context)) }, item: carried(item) }, SETTINGS);
}

function readable(row: object, names: ReadonlyMap<string, string>): ReadableRow {
  const pairs = Object.entries(row).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(
    pairs.map(([column, value]) => [column, typeof value === 'string' ? (names.get(value) ?? value) : value]),
  );
}

function namesOfPseudonyms(documentText: string): ReadonlyMap<string, string> {
  const aliases = textsIn(JSON.parse(documentText)).flatMap((text) => [text, text.replace(/\D/g, '')]);
  return new Map(aliases.flatMap(namesOfAlias));
}

/** Thousands of documents of a test differ in one place each. */
const namesOfAlias = memoize(10_000, (alias: string) =>
  KINDS.map((kind) => [pseudonym(RING, kind, alias), `${kind}(${alias})`] as const),
);

/** Every text in a JSON value, at any depth. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The way to every value inside a JSON value. */
export function pathsOf(value: unknown): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [[name], ...pathsOf(inner).map((path) => [name, ...path])]);
}

/** A JSON value with another one in the place that a path leads to. */
export function replaced(value: unknown, path: readonly string[], other: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return other;
  if (Array.isArray(value))
    return value.map((one, index) => (String(index) === name ? replaced(one, rest, other) : one));
  const pairs = Object.entries(Object(value));
  return Object.fromEntries(pairs.map(([key, one]) => [key, key === name ? replaced(one, rest, other) : one]));
}
