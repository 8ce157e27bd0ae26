import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ItemFailure } from '../../domain/event/failure.ts';
import { split } from '../../domain/sources/meta/split.ts';
import { transform } from '../../domain/transform.ts';
import { keysOf, recordsOf, SETTINGS } from '../domain/pipeline.ts';
import { missingFrom } from '../domain/sources/meta/kept.ts';
import { mutatedDelivery } from '../domain/sources/meta/mutations.ts';
import { campaign } from './campaign.ts';

const { runs, seed } = campaign('deliveries of Meta’s, changed anywhere', 40_000);

function outcomeOf(record: Buffer): string {
  try {
    return transform(record, SETTINGS).row.event_type;
  } catch (error) {
    if (error instanceof ItemFailure) return error.reason;
    throw error;
  }
}

test('whatever a delivery says is in its items, each becomes a row or a failure with a reason, and keeps its key', () => {
  fc.assert(
    fc.property(mutatedDelivery, ({ document }) => {
      expect(missingFrom(split(document), document)).toEqual([]);
      const outcomes = recordsOf(JSON.stringify(document)).map(outcomeOf);
      expect(outcomes.filter((outcome) => outcome === 'normaliser_error')).toEqual([]);
      expect(keysOf(structuredClone(document))).toEqual(keysOf(document));
    }),
    { numRuns: runs, seed },
  );
});
