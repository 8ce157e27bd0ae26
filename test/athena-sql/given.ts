import { EVENT_TYPES, isEventType } from '../../domain/event/event-types.ts';
import type { LandedRow } from './lake.ts';

type Given = Readonly<Record<string, unknown>>;

/**
 * Rows as they landed, from what a case says of them: what `each` says holds for all. What nobody says is what it would be
 * for an event that was received when it happened: a key of its own, the day, the family of its type; the rest is NULL.
 */
export function landedRows(rows: readonly Given[], each: Given): readonly LandedRow[] {
  return rows.map((row, index) => landedRow({ ...each, ...row }, index));
}

function landedRow(row: Given, index: number): LandedRow {
  const at = String(row.event_at ?? row.received_at ?? '');
  return {
    transform_version: 1,
    received_at: at,
    ...row,
    event_key: String(row.event_key ?? `event ${index + 1}`),
    dt: String(row.dt ?? at.slice(0, 10)),
    family: String(row.family ?? familyOf(String(row.event_type))),
  };
}

function familyOf(eventType: string): string {
  return isEventType(eventType) ? EVENT_TYPES[eventType].family : 'unmapped';
}
