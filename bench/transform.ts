import { createHmac } from 'node:crypto';
import type { FirehoseTransformationEventRecord } from 'aws-lambda';
import * as z from 'zod';
import { type Batch, transformBatch } from '../lambdas/transform/transform-batch.ts';
import { ALL_ROUNDS, type Comparison } from './compare.ts';
import { RECEIPT, sampleRounds } from './sample.ts';

const RING = { currentVersion: '1', pepper: 'bench-pepper-of-at-least-thirty-two-characters' };
const SETTINGS = { ring: RING, defaultCountry: null, releasedFields: new Set<never>() };

/**
 * Against two floors: passing the records through, with one HMAC each; and what these very rows need, which is an HMAC
 * for every key that was not met before, and the row printed. What the transform remembers helps it as in a campaign:
 * for the later statuses of a message, never for its first.
 */
export function transformCore(): Comparison<FirehoseTransformationEventRecord, Batch> {
  return {
    title: 'transform',
    unit: 'rows',
    inputs: inputs(),
    ours,
    floors: {
      'base64 + parse + HMAC + stringify': (records) => () => records.forEach(passThrough),
      'base64 + parse + HMAC per new key + stringify of the row': rowFloor(),
    },
  };
}

function* inputs(): Generator<readonly FirehoseTransformationEventRecord[]> {
  for (const lines of sampleRounds(ALL_ROUNDS)) {
    const records = lines.toString('latin1').split('\n');
    yield records.map((data, index) => ({
      recordId: String(index),
      data,
      approximateArrivalTimestamp: RECEIPT.receivedAtMs,
    }));
  }
}

function ours(records: readonly FirehoseTransformationEventRecord[]): Batch {
  const batch = transformBatch(records, SETTINGS);
  if (batch.failures.length > 0) throw new Error('The sample does not transform.');
  return batch;
}

function passThrough({ data }: FirehoseTransformationEventRecord): void {
  const text = Buffer.from(data, 'base64').toString('utf8');
  hmac(text);
  Buffer.from(JSON.stringify(JSON.parse(text))).toString('base64');
}

const printedRow = z.record(z.string(), z.unknown());
const KEY_COLUMNS = ['phone_key', 'bsuid_key', 'message_key', 'reply_to_key'];

function rowFloor(): Comparison<FirehoseTransformationEventRecord, Batch>['floors'][string] {
  const met = new Set<unknown>();
  return (records, batch) => {
    const rows = batch.records.map(({ data = '' }) => {
      const row = printedRow.parse(JSON.parse(Buffer.from(data, 'base64').toString('utf8')));
      const newKeys = KEY_COLUMNS.flatMap((name) => row[name] ?? []).filter((key) => !met.has(key) && met.add(key));
      return { row, newKeys: newKeys.map(String) };
    });
    return () =>
      rows.forEach(({ row, newKeys }, index) => {
        JSON.parse(Buffer.from(records[index]?.data ?? '', 'base64').toString('utf8'));
        newKeys.forEach(hmac);
        Buffer.from(JSON.stringify(row)).toString('base64');
      });
  };
}

function hmac(text: string): string {
  return createHmac('sha256', RING.pepper).update(text).digest('base64url');
}
