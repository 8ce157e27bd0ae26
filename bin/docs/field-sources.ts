import { encodeEnvelope } from '../../domain/event/envelope.ts';
import { ItemFailure } from '../../domain/event/failure.ts';
import type { RowDraft } from '../../domain/event/row.ts';
import { toEnvelopes } from '../../domain/sources/envelopes.ts';
import { duplicatesEnvelopes, LAKE } from '../../domain/sources/lake/duplicates.ts';
import { transform } from '../../domain/transform.ts';
import { type KnownDocument, RECEIPT, SETTINGS, takenOf } from './known-paths.ts';

/** By column: the sources that fill it, each with the event types in which it does. */
export type FilledBy = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

/** From the rows that become of the documents, and of a count of duplicates, which no source sends. */
export function filledBy(documents: readonly KnownDocument[]): FilledBy {
  const filled = new Map<string, Map<string, Set<string>>>();
  const note = (source: string, row: RowDraft) => {
    for (const [column, value] of Object.entries(row)) {
      if (value === null || value === undefined) continue;
      const bySource = filled.get(column) ?? new Map<string, Set<string>>();
      filled.set(column, bySource);
      bySource.set(source, (bySource.get(source) ?? new Set()).add(row.event_type));
    }
  };
  for (const { source, text } of documents) {
    const taken = takenOf(source, text);
    const envelopes = taken === undefined ? [] : toEnvelopes(source, taken, RECEIPT);
    for (const row of rowsOf(envelopes.flatMap(encodeEnvelope))) note(source.name, row);
    for (const row of rowsOf(duplicatesEnvelopes(envelopes).flatMap(encodeEnvelope))) note(LAKE, row);
  }
  return filled;
}

function rowsOf(records: readonly Buffer[]): readonly RowDraft[] {
  return records.flatMap((record) => {
    try {
      return [transform(record, SETTINGS).row];
    } catch (error) {
      if (error instanceof ItemFailure) return [];
      throw error;
    }
  });
}
