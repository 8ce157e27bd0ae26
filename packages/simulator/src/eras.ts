/** How Meta charges: conversations, delivered templates, or those and service messages too ("Pricing"). */
export type Era = 'conversation' | 'message' | 'service_charged';

/** First days, in the account's zone. */
const MESSAGES_FROM = '2025-07-01';
const SERVICE_CHARGED_FROM = '2026-10-01';

/** User ids stand in all payloads; Meta says early April 2026 (changelog). */
export const USER_IDS_FROM_MS = Date.UTC(2026, 3, 7);
/** Businesses can write to a user id, so a contact may never have shown a number. */
export const WRITABLE_USER_IDS_FROM_MS = Date.UTC(2026, 6, 1);
/** System messages have `previous_user_id` (changelog, August 2026); before, it stood only in their text. */
export const PREVIOUS_USER_ID_FROM_MS = Date.UTC(2026, 7, 3);
/** v24.0 leaves `conversation` out, but in free entry point windows. */
export const NO_CONVERSATION_FROM_MS = Date.UTC(2025, 9, 8);
export const GROUPS_FROM_MS = Date.UTC(2025, 9, 6);
export const PLAYED_FROM_MS = Date.UTC(2025, 10, 3);

export function eraAt(zone: string, atMs: number): Era {
  const day = localDay(zone, atMs);
  if (day < MESSAGES_FROM) return 'conversation';
  return day < SERVICE_CHARGED_FROM ? 'message' : 'service_charged';
}

/** `yyyy-MM-dd` as the zone’s calendars have it. */
export function localDay(zone: string, atMs: number): string {
  return new Date(atMs + offsetMs(zone, atMs)).toISOString().slice(0, 10);
}

const HOUR_MS = 3_600_000;
const offsets = new Map<string, Map<number, number>>();

/** How far the zone is ahead of UTC then. Zones change at whole hours of UTC, so an hour is asked for once. */
export function offsetMs(zone: string, atMs: number): number {
  const hour = Math.floor(atMs / HOUR_MS);
  const ofZone = offsets.get(zone) ?? new Map<number, number>();
  offsets.set(zone, ofZone);
  const known = ofZone.get(hour);
  if (known !== undefined) return known;
  const found = clockOf(zone, hour * HOUR_MS) - hour * HOUR_MS;
  ofZone.set(hour, found);
  return found;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What clocks of the zone show, read as if it were UTC. */
function clockOf(zone: string, atMs: number): number {
  const format = formats.get(zone) ?? newFormat(zone);
  formats.set(zone, format);
  const parts = format.formatToParts(atMs);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

function newFormat(timeZone: string): Intl.DateTimeFormat {
  const [year, month, day, hour, minute, second] = Array.from({ length: 6 }, () => 'numeric' as const);
  return new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', year, month, day, hour, minute, second });
}
