/** Days and their arithmetic as a calendar on the wall has them; a day is `yyyy-MM-dd`. */

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** The day that calendars of the zone show at the instant. Canada writes dates as ISO 8601 does. */
export function localDay(zone: string, atMs: number): string {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  formats.set(zone, format);
  return format.format(atMs);
}

/** What clocks of the zone show, `yyyy-MM-dd HH:mm:ss.SSS`; instants are whole seconds here. */
export function localTime(zone: string, atMs: number): string {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'medium' }).format(atMs);
  return `${localDay(zone, atMs)} ${clock}.000`;
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The Monday of the week that the day is in. */
export function mondayOf(day: string): string {
  const sundayIsZero = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((sundayIsZero + 6) % 7));
}

export function firstOfMonth(day: string): string {
  return `${day.slice(0, 7)}-01`;
}
