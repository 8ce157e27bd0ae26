const HOUR_MS = 3_600_000;

/** Instants in milliseconds since the epoch; from the first, and before the second. */
export interface Window {
  readonly sinceMs: number;
  readonly untilMs: number;
}

/** The folder of the hour that an instant lies in; folders sort as their hours do. */
export function rawFolderFrom(prefix: string, instantMs: number): string {
  const [day, time = ''] = new Date(instantMs).toISOString().split('T');
  return `${prefix}dt=${day}/hour=${time.slice(0, 2)}/`;
}

const HOUR = /^dt=(\d{4}-\d\d-\d\d)\/hour=(\d\d)\/./;

/** The beginning of the hour in whose folder an object lies; null for a key that is not of the source backup. */
export function rawHourMs(prefix: string, key: string): number | null {
  const [, day, hour] = key.startsWith(prefix) ? (HOUR.exec(key.slice(prefix.length)) ?? []) : [];
  if (day === undefined) return null;
  const dayMs = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(dayMs) ? null : dayMs + Number(hour) * HOUR_MS;
}
