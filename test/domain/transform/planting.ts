import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Rng, seeded } from 'simulator';
import { NAMED_BY_BUSINESS } from '../../../domain/event/columns.ts';
import { encodeEnvelope } from '../../../domain/event/envelope.ts';
import { ItemFailure } from '../../../domain/event/failure.ts';
import type { RowDraft } from '../../../domain/event/row.ts';
import { normalForm } from '../../../domain/personal/normal-form.ts';
import { transform } from '../../../domain/transform.ts';
import { recordsOf, SETTINGS } from '../pipeline.ts';
import { take } from '../sources/sends/sends.ts';
import { randomText } from './random-text.ts';

/** A fixture's document in which random texts stand in place of its own, and what became of it. */
export interface PlantedDocument {
  readonly fixture: string;
  /** The texts, by the place where each stands. */
  readonly texts: ReadonlyMap<string, string>;
  readonly rows: readonly RowDraft[];
  /** Why items became no rows, as failures and answers say it. */
  readonly reasons: readonly string[];
}

interface Fixture {
  readonly name: string;
  readonly document: unknown;
  readonly leaves: readonly Leaf[];
  readonly outcomeOf: (documentText: string) => Pick<PlantedDocument, 'rows' | 'reasons'>;
}

interface Leaf {
  readonly path: string;
  readonly member: string;
}

/** Members that decide what becomes of a document: with all of them replaced, no mapping would see a random text. */
const STEERING: ReadonlySet<string> = new Set(
  (
    'object field type status event value category action_type event_name messaging_product ' +
    'sent_at kind phone bsuid language name message_id'
  ).split(' '),
);

const FIXTURES: readonly Fixture[] = [
  ...fixturesOf('meta', (text) => outcomeOf(recordsOf(text), [])),
  ...fixturesOf('sends', (text) => {
    const { envelopes, rejected } = take(text);
    return outcomeOf(
      envelopes.flatMap(encodeEnvelope),
      rejected.map(({ reason }) => reason),
    );
  }),
];

/**
 * Documents until `count` texts are planted. Each pass takes every fixture, plants all leaves that steer nothing, and one
 * of those that do, the next one in each pass.
 */
export function* plantedDocuments(count: number, seed: number): Generator<PlantedDocument> {
  const random = seeded(seed);
  let planted = 0;
  for (let pass = 0; planted < count; pass += 1) {
    for (const fixture of FIXTURES) {
      const document = plant(fixture, pass, random);
      planted += document.texts.size;
      yield document;
      if (planted >= count) return;
    }
  }
}

function plant({ name, document, leaves, outcomeOf: outcome }: Fixture, pass: number, random: Rng): PlantedDocument {
  const steering = leaves.filter(({ member }) => STEERING.has(member));
  const steered = steering.length === 0 ? undefined : steering[pass % steering.length];
  const chosen = leaves.filter((leaf) => !STEERING.has(leaf.member) || leaf === steered);
  const texts = new Map(chosen.map(({ path }) => [path, randomText(random)]));
  const replaced = replacedAt('', '', document, texts, random);
  return { fixture: name, texts, ...outcome(JSON.stringify(replaced)) };
}

function replacedAt(
  path: string,
  member: string,
  value: unknown,
  texts: ReadonlyMap<string, string>,
  random: Rng,
): unknown {
  if (typeof value === 'string') return written(member, texts.get(path), value, random);
  if (Array.isArray(value)) return value.map((one, n) => replacedAt(`${path}[${n}]`, member, one, texts, random));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, inner]) => [
    name,
    replacedAt(`${path}.${name}`, name, inner, texts, random),
  ]);
  return Object.fromEntries(members);
}

/** As it is, or within the form that the member's texts have. */
function written(member: string, text: string | undefined, before: string, random: Rng): string {
  if (text === undefined) return before;
  if (member === 'biz_opaque_callback_data' && random.chance(0.7)) {
    const name = random.pick(['campaign', 'template', 'language', 'version', 'category', 'arm', 'cost']);
    return random.chance(0.5) ? `${name}=${text}` : JSON.stringify({ [name]: text });
  }
  if (member === 'response_json' && random.chance(0.7)) return JSON.stringify({ flow_token: text, status: text });
  return text;
}

function fixturesOf(source: string, outcome: Fixture['outcomeOf']): readonly Fixture[] {
  const folder = join(import.meta.dirname, '../../fixtures', source);
  const names = readdirSync(folder).filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json'));
  return names.map((name) => {
    const document: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    return { name: `${source}/${name}`, document, leaves: leavesOf('', '', document), outcomeOf: outcome };
  });
}

function leavesOf(path: string, member: string, value: unknown): readonly Leaf[] {
  if (typeof value === 'string') return [{ path, member }];
  if (Array.isArray(value)) return value.flatMap((one, n) => leavesOf(`${path}[${n}]`, member, one));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => leavesOf(`${path}.${name}`, name, inner));
}

function outcomeOf(records: readonly Buffer[], reasons: readonly string[]) {
  const rows: RowDraft[] = [];
  const failed: string[] = [];
  for (const record of records) {
    try {
      rows.push(transform(record, SETTINGS).row);
    } catch (error) {
      if (!(error instanceof ItemFailure)) throw error;
      failed.push(error.reason);
    }
  }
  return { rows, reasons: [...reasons, ...failed] };
}

/** The rows without what the business named, and all that is said of items without one. */
export function searchable({ rows, reasons }: Pick<PlantedDocument, 'rows' | 'reasons'>): readonly string[] {
  return [...rows.flatMap((row) => Object.entries(row).flatMap(textsOfColumn)), ...reasons];
}

function textsOfColumn([column, value]: readonly [string, unknown]): readonly string[] {
  if (NAMED_BY_BUSINESS.some((name) => name === column) || typeof value !== 'string') return [];
  return /^[[{]/.test(value) ? [value, ...textsWithin(JSON.parse(value))] : [value];
}

function textsWithin(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...textsWithin(inner)]);
}

/** Those of the texts that stand among what may be seen, in any spelling of the normal form, with their places. */
export function foundIn(seen: readonly string[], texts: ReadonlyMap<string, string>): readonly string[] {
  const haystack = normalForm(seen.join(' ')).toLowerCase();
  return [...texts]
    .filter(([, text]) => haystack.includes(normalForm(text).trim().toLowerCase()))
    .map(([path, text]) => `${path}: ${JSON.stringify(text)}`);
}
