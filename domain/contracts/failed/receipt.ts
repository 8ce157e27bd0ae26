import { instantOf } from '../../event/time.ts';
import { member } from '../../shared/json.ts';
import { LAKE } from '../../sources/lake/duplicates.ts';

/**
 * When the item of a failed record was received, by the record's own head, whether or not the item can be read today;
 * in milliseconds since the epoch. `unknown` where the record does not say; null for what is no item of a delivery: the
 * lake's own records, and the parts of an item but its first.
 */
export function receivedAtOf(data: Buffer): number | 'unknown' | null {
  const record = parsedOrNull(data);
  if (member(record, 'source') === LAKE) return null;
  const index = member(member(record, 'part'), 'index');
  if (typeof index === 'number' && index > 0) return null;
  return readInstant(member(record, 'received_at')) ?? 'unknown';
}

/** An envelope has milliseconds, a row `2026-11-20 10:00:00.000` in UTC. */
function readInstant(written: unknown): number | null {
  return instantOf(typeof written === 'string' ? `${written.replace(' ', 'T')}Z` : written);
}

function parsedOrNull(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString('utf8'));
  } catch {
    return null;
  }
}
