import { createHmac } from 'node:crypto';
import { transformBatch } from '../lambdas/transform/transform-batch.ts';
import type { Comparison } from './compare.ts';
import { RECEIPT, sampleRecords } from './sample.ts';

const RING = { currentVersion: '1', pepper: 'bench-pepper-of-at-least-thirty-two-characters' };
const SETTINGS = { ring: RING, defaultCountry: null, releasedFields: new Set<never>() };

/** The transform of whole batches, against base64, parse, one HMAC, print and base64 of the same records. */
export function transformCore(): Comparison {
  const records = sampleRecords().map((record) => ({ ...record, approximateArrivalTimestamp: RECEIPT.receivedAtMs }));
  return {
    title: 'transform / (base64 + parse + HMAC + stringify)',
    unit: 'rows',
    unitsPerRound: records.length,
    ours() {
      const { failures } = transformBatch(records, SETTINGS);
      if (failures.length > 0) throw new Error('The sample does not transform.');
    },
    floor() {
      for (const { data } of records) {
        const text = Buffer.from(data, 'base64').toString('utf8');
        createHmac('sha256', RING.pepper).update(text).digest('base64url');
        Buffer.from(JSON.stringify(JSON.parse(text))).toString('base64');
      }
    },
  };
}
