import { decodeEnvelope, encodeEnvelope } from '../../domain/event/envelope.ts';
import { ItemFailure } from '../../domain/event/failure.ts';
import { listOf } from '../../domain/payload/drift.ts';
import { shapeOf } from '../../domain/payload/shape.ts';
import { vocabularyOf } from '../../domain/payload/vocabulary.ts';
import { parseKeepingNumbers } from '../../domain/shared/json.ts';
import { toEnvelopes } from '../../domain/sources/envelopes.ts';
import type { NormaliseSettings, Source } from '../../domain/sources/source.ts';

/** A document that a source is known to send. */
export interface KnownDocument {
  readonly source: Source;
  readonly text: string;
}

export const RECEIPT = { eventKeySecret: '', receivedAtMs: 1, deliveryId: '', apiVersion: '' };
export const SETTINGS: NormaliseSettings = {
  keys: { currentVersion: '1', pepper: 'of no consequence: no key is looked at' },
  defaultCountry: null,
  releasedFields: new Set(),
};

/** The paths of every list in the documents, as `listOf` names them; what is `unmapped` is not known. */
export function knownPathsOf(documents: readonly KnownDocument[]): Readonly<Record<string, readonly string[]>> {
  const byList = new Map<string, Set<string>>();
  for (const { source, text } of documents) {
    for (const [list, paths] of listsIn(source, text)) {
      byList.set(list, new Set([...(byList.get(list) ?? []), ...paths]));
    }
  }
  return Object.fromEntries([...byList].sort().map(([list, paths]) => [list, [...paths].sort()]));
}

/** What the receiver splits of a document; undefined for one that it refuses. */
export function takenOf(source: Source, text: string): unknown {
  const document = source.read ? source.read(text) : parseKeepingNumbers(text);
  const validated = source.validate?.(document);
  return validated === undefined ? document : 'delivery' in validated ? validated.delivery : undefined;
}

function listsIn(source: Source, text: string): readonly (readonly [string, readonly string[]])[] {
  const vocabulary = vocabularyOf(source.vocabulary);
  const taken = takenOf(source, text);
  if (taken === undefined) return [];
  // As the transform reads them: a number that the receiver keeps digit by digit is a number there, or a text.
  return toEnvelopes(source, taken, RECEIPT)
    .flatMap(encodeEnvelope)
    .flatMap((record) => {
      try {
        const envelope = decodeEnvelope(record);
        const { row } = source.normalise(envelope, SETTINGS);
        if (row.event_type === 'unmapped') return [];
        return [[listOf(source.name, row.source_event ?? ''), shapeOf(envelope.item, vocabulary).paths] as const];
      } catch (error) {
        if (error instanceof ItemFailure) return [];
        throw error;
      }
    });
}
