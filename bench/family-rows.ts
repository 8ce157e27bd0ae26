import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleDay } from 'simulator';
import { encodeEnvelope } from '../domain/event/envelope.ts';
import { ItemFailure } from '../domain/event/failure.ts';
import type { Family } from '../domain/event/families.ts';
import { envelopesOf } from '../domain/sources/envelopes.ts';
import { meta } from '../domain/sources/meta/meta.ts';
import { type TransformedRecord, transform } from '../domain/transform.ts';
import { RECEIPT } from './sample.ts';

export interface Mix {
  /** Outbound messages of the sample day. */
  readonly messages: number;
  /** How many times each fixture of the other kinds comes, each time as events of its own. */
  readonly others: number;
}

const DAY = '2026-11-20';
const FIXTURES = join(import.meta.dirname, '..', 'test', 'fixtures', 'meta');
/** What tests hurl at the sources, and whole backfills, are no part of an ordinary day. */
const NOT_OF_A_DAY = /^(hostile|history|state-sync|not-a-webhook|a-bare|empty|broken|entry-without)|expected\.json$/;

/** The rows of one day by family, duplicates included, as the stream would have them. */
export function rowsByFamily({ messages, others }: Mix): ReadonlyMap<Family, TransformedRecord['row'][]> {
  const fixtures = globSync('*.json', { cwd: FIXTURES })
    .filter((name) => !NOT_OF_A_DAY.test(name))
    .sort()
    .map((name): unknown => JSON.parse(readFileSync(join(FIXTURES, name), 'utf8')));
  const rows = new Map<Family, TransformedRecord['row'][]>();
  collect(sampleDay(DAY, 1, messages).documents, 'sample', rows);
  for (let time = 1; time <= others; time += 1) collect(fixtures, `others ${time}`, rows);
  return rows;
}

/** Secrets of its own make each repetition other events, of other contacts and messages. */
function collect(documents: readonly unknown[], name: string, into: Map<Family, TransformedRecord['row'][]>): void {
  const secret = `bench ${name}, filled up to at least thirty-two characters`;
  const settings = {
    ring: { currentVersion: '1', pepper: secret },
    defaultCountry: null,
    releasedFields: new Set<never>(),
  };
  const receipt = { ...RECEIPT, eventKeySecret: secret };
  const records = documents.flatMap((document) => envelopesOf(meta, document, receipt)).flatMap(encodeEnvelope);
  for (const record of records) {
    const transformed = transformedOrFailed(record, settings);
    if (transformed === undefined) continue;
    const { row, partition } = transformed;
    const family = into.get(partition.family) ?? [];
    family.push(row);
    into.set(partition.family, family);
  }
}

function transformedOrFailed(record: Buffer, settings: Parameters<typeof transform>[1]): TransformedRecord | undefined {
  try {
    return transform(record, settings);
  } catch (error) {
    if (error instanceof ItemFailure) return undefined;
    throw error;
  }
}
