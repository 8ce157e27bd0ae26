import { createHmac } from 'node:crypto';
import type { FirehoseTransformationEventRecord } from 'aws-lambda';
import * as z from 'zod';
import { type Batch, transformBatch } from '../lambdas/transform/transform-batch.ts';
import { ALL_ROUNDS, type Comparison } from './compare.ts';
import { RECEIPT, sampleRounds } from './sample.ts';

const PSEUDONYM_KEYS = { currentVersion: '1', pepper: 'bench-pepper-of-at-least-thirty-two-characters' };
const SETTINGS = { keys: PSEUDONYM_KEYS, defaultCountry: null, releasedFields: new Set<never>() };

/**
 * Against two floors: the records passed through, with one HMAC each; and the same four steps for what is asked of the
 * transform, which is to print the row, with an HMAC for each of its pseudonyms.
 */
export function transformCore(): Comparison<FirehoseTransformationEventRecord, Batch> {
  return {
    title: 'transform',
    unit: 'rows',
    inputs: inputs(),
    ours,
    floors: {
      'base64 + parse + HMAC + stringify of the record': (records) => () => records.map(passThrough),
      'base64 + parse + HMAC of each key + stringify of the row': rowFloor,
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

function passThrough({ data }: FirehoseTransformationEventRecord): string {
  const text = textOf(data);
  hmac(text);
  return printed(JSON.parse(text));
}

/** A pseudonym: the version of its key and 22 characters. An HMAC takes as long whichever short text it is of. */
const PSEUDONYM = /^1\.[A-Za-z0-9_-]{22}$/;
/** It repeats one of the others. */
const NO_KEY_OF_ITS_OWN = 'contact_key';

function rowFloor(records: readonly FirehoseTransformationEventRecord[], batch: Batch): () => readonly string[] {
  const rows = batch.records.map(({ data = '' }) => rowOf(data));
  return () =>
    rows.map(({ row, pseudonyms }, index) => {
      JSON.parse(textOf(records[index]?.data ?? ''));
      pseudonyms.forEach(hmac);
      return printed(row);
    });
}

/** What was printed, less its NULLs. */
function rowOf(data: string) {
  const named = Object.entries(printedRow.parse(JSON.parse(textOf(data)))).filter(([, value]) => value !== null);
  const keys = named.flatMap(([name, value]) => (name === NO_KEY_OF_ITS_OWN ? [] : [String(value)]));
  // Parsed from JSON, as an object of V8's that is quick to print; one that is filled member by member is slow.
  return {
    row: JSON.parse(JSON.stringify(Object.fromEntries(named))),
    pseudonyms: keys.filter((key) => PSEUDONYM.test(key)),
  };
}

const printedRow = z.record(z.string(), z.unknown());

function textOf(data: string): string {
  return Buffer.from(data, 'base64').toString('utf8');
}

function printed(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64');
}

function hmac(text: string): string {
  return createHmac('sha256', PSEUDONYM_KEYS.pepper).update(text).digest('base64url');
}
