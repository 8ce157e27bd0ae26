import { closeSync, openSync, writeSync } from 'node:fs';
import { type Delivery, simulate } from 'simulator';
import { encodeEnvelope } from '../../domain/event/envelope.ts';
import { toEnvelopes } from '../../domain/sources/envelopes.ts';
import { meta } from '../../domain/sources/meta/meta.ts';
import { sends } from '../../domain/sources/sends/sends.ts';
import { transform } from '../../domain/transform.ts';

const SETTINGS = {
  keys: { currentVersion: '1', pepper: 'bench-pepper-of-at-least-thirty-two-characters' },
  defaultCountry: null,
  releasedFields: new Set<never>(),
};
const RECEIPT = {
  eventKeySecret: 'bench-event-key-secret-of-enough-length',
  deliveryId: 'bench',
  apiVersion: 'v26.0',
};

export interface Simulated {
  readonly messages: number;
  readonly seed: number;
  readonly from: string;
  readonly through: string;
}

/** Writes the rows of simulated traffic, each event once as the compaction leaves them, and answers how many. */
export function writeRows(path: string, traffic: Simulated): number {
  const seen = new Set<string>();
  const file = openSync(path, 'w');
  for (const delivery of simulate(traffic)) {
    const lines = rowsOf(delivery).filter(({ key }) => !seen.has(key) && seen.add(key));
    if (lines.length > 0) writeSync(file, lines.map(({ text }) => `${text}\n`).join(''));
  }
  closeSync(file);
  return seen.size;
}

function rowsOf({ source, atMs, document }: Delivery): readonly { readonly key: string; readonly text: string }[] {
  const receipt = { ...RECEIPT, receivedAtMs: atMs };
  return toEnvelopes(source === 'meta' ? meta : sends, document, receipt)
    .flatMap(encodeEnvelope)
    .map((record) => transform(record, SETTINGS))
    .map(({ row, partition }) => ({
      key: String(row.event_key),
      text: JSON.stringify({ ...row, dt: partition.dt, family: partition.family }),
    }));
}
