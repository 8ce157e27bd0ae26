import { createHmac } from 'node:crypto';
import { transform } from '../domain/transform/transform.ts';
import { transformBatch } from '../lambdas/transform/transform-batch.ts';
import { ALL_ROUNDS, type Comparison } from './compare.ts';
import { RECEIPT, sampleRounds } from './sample.ts';

const RING = { currentVersion: '1', pepper: 'bench-pepper-of-at-least-thirty-two-characters' };
const SETTINGS = { ring: RING, defaultCountry: null, releasedFields: new Set<never>() };

type Rounds = ReturnType<typeof samples>;

/** Against base64, parse, one HMAC, print and base64 of the same records: what passing them through would cost. */
export function transformCore(): Comparison {
  const rounds = samples();
  return {
    title: 'transform / (base64 + parse + HMAC + stringify)',
    ...ours(rounds),
    floor(round) {
      for (const { data } of rounds[round] ?? []) {
        const text = Buffer.from(data, 'base64').toString('utf8');
        hmac(text);
        Buffer.from(JSON.stringify(JSON.parse(text))).toString('base64');
      }
    },
  };
}

/** Against the same, but with an HMAC for every key that the row has, and the row printed instead of the record. */
export function transformRows(): Comparison {
  const rounds = samples();
  const rows = rounds.map((records) => records.map(({ data }) => transform(Buffer.from(data, 'base64'), SETTINGS).row));
  return {
    title: 'transform / (base64 + parse + HMAC per key + stringify of the row)',
    ...ours(rounds),
    floor(round) {
      for (const [index, { data }] of (rounds[round] ?? []).entries()) {
        const row = rows[round]?.[index];
        JSON.parse(Buffer.from(data, 'base64').toString('utf8'));
        for (const key of [row?.phone_key, row?.bsuid_key, row?.message_key, row?.reply_to_key]) if (key) hmac(key);
        Buffer.from(JSON.stringify(row)).toString('base64');
      }
    },
  };
}

/** What the transform remembers helps as it does in a campaign: for the later statuses of a message, never for its first. */
function ours(rounds: Rounds): Pick<Comparison, 'unit' | 'unitsPerRound' | 'ours'> {
  return {
    unit: 'rows',
    unitsPerRound: rounds.flat().length / rounds.length,
    ours(round) {
      const { failures } = transformBatch(rounds[round] ?? [], SETTINGS);
      if (failures.length > 0) throw new Error('The sample does not transform.');
    },
  };
}

const COMPARISONS = 2;
const allRounds = sampleRounds(COMPARISONS * ALL_ROUNDS).map((records) =>
  records.map((record) => ({ ...record, approximateArrivalTimestamp: RECEIPT.receivedAtMs })),
);

/** Each comparison has rounds that no other has had. */
function samples() {
  return allRounds.splice(0, ALL_ROUNDS);
}

function hmac(text: string): string {
  return createHmac('sha256', RING.pepper).update(text).digest('base64url');
}
