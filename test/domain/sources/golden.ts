import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { encodeEnvelope } from '../../../domain/event/envelope.ts';
import { ItemFailure } from '../../../domain/event/failure.ts';
import { type AliasKind, pseudonym } from '../../../domain/identity/pseudonym-keys.ts';
import { parseKeepingNumbers, parseWithSafeIds } from '../../../domain/shared/json.ts';
import { toEnvelopes } from '../../../domain/sources/envelopes.ts';
import type { Source } from '../../../domain/sources/source.ts';
import { type Transform, transform } from '../../../domain/transform.ts';
import { PSEUDONYM_KEYS, RECEIPT, SETTINGS } from '../pipeline.ts';

/**
 * What becomes of a delivery, item by item: the row (NULLs left out) and its partition, or the reason of the failure; and
 * what was rejected, where the source validates single items. The redacted payload is left out.
 * Keyed hashes are replaced by what they stand for, `phone(15550100001)`, and event keys by their order of appearance,
 * `event 1`, so that a golden file says which items are the same event.
 */
export function goldenOf(source: Source, text: string, run: Transform = transform): unknown {
  const read = source.read ?? parseKeepingNumbers;
  const validated = source.validate?.(read(text));
  if (validated === undefined) return outcomesOf(source, read(text), text, run);
  if ('refusal' in validated) return validated;
  return { rows: outcomesOf(source, validated.delivery, text, run), rejected: validated.rejected };
}

function outcomesOf(source: Source, document: unknown, text: string, run: Transform): readonly unknown[] {
  const names = namesOfPseudonyms((source.read ?? parseWithSafeIds)(text));
  const eventKeys: string[] = [];
  const records = toEnvelopes(source, document, RECEIPT).flatMap(encodeEnvelope);
  return records.map((record) => {
    const outcome = outcomeOf(record, run);
    if ('failure' in outcome) return outcome;
    return { row: readable(outcome.row, names, eventKeys), partition: outcome.partition };
  });
}

/** The other half of a pair. Where it is missing, the error shows what the source makes now, to be reviewed and saved. */
export function expectedOf(expectedPath: string, golden: unknown): unknown {
  if (existsSync(expectedPath)) return JSON.parse(readFileSync(expectedPath, 'utf8'));
  const path = relative(process.cwd(), expectedPath);
  throw new Error(
    `There is no ${path}: each delivery has its rows beside it. The source makes the rows below. Check every value against ` +
      `the vendor's reference and save them as ${path}:\n\n${JSON.stringify(golden, null, 2)}\n`,
  );
}

/** The redacted payload: test/domain/payload tests what it contains. */
const REDACTED_PAYLOAD = new Set(['shape', 'payload', 'new_paths']);

function outcomeOf(record: Buffer, run: Transform) {
  try {
    return run(record, SETTINGS);
  } catch (error) {
    if (error instanceof ItemFailure) return { failure: error.reason };
    throw error;
  }
}

function readable(row: object, names: ReadonlyMap<string, string>, eventKeys: string[]): Record<string, unknown> {
  const pairs = Object.entries(row).filter(
    ([column, value]) => value !== null && value !== undefined && !REDACTED_PAYLOAD.has(column),
  );
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

const KINDS: readonly AliasKind[] = [
  'phone',
  'bsuid',
  'parent_bsuid',
  'username',
  'message',
  'call',
  'group',
  'flow_token',
  'click',
  'conversation',
  'word',
  'id',
  'name',
];

function namesOfPseudonyms(document: unknown): ReadonlyMap<string, string> {
  const texts = textsIn(document).flatMap((text) => [text, ...text.split(/[^\w.@+-]+/)]);
  const aliases = texts.flatMap((text) => [text, text.toLowerCase(), text.replace(/\D/g, '')]);
  return new Map(
    aliases.flatMap((alias) =>
      KINDS.map((kind) => [pseudonym(PSEUDONYM_KEYS, kind, alias), `${kind}(${alias})`] as const),
    ),
  );
}

/** Every text and number in a JSON value, at any depth. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
