const MILLISECONDS_FROM = 1e11;

/**
 * The instant a vendor's timestamp names, in milliseconds since the epoch: seconds or milliseconds, as a number or as
 * digits in a string (Meta sends both), or an ISO 8601 text with its offset. Null when it names none.
 */
export function instantOf(value: unknown): number | null {
  if (typeof value === 'number') return fromEpoch(value);
  if (typeof value !== 'string') return null;
  if (/^\d{1,16}(\.\d+)?$/.test(value)) return fromEpoch(Number(value));
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) && /(Z|[+-]\d\d:?\d\d)$/.test(value)
    ? valid(Date.parse(value))
    : null;
}

function fromEpoch(value: number): number | null {
  // 1e11 seconds is the year 5138, 1e11 milliseconds March 1973: nothing real lies between.
  return valid(Math.trunc(value >= MILLISECONDS_FROM ? value : value * 1000));
}

function valid(instantMs: number): number | null {
  return Number.isFinite(instantMs) && instantMs > 0 && instantMs < Date.UTC(10_000, 0) ? instantMs : null;
}

/** `yyyy-MM-dd HH:mm:ss.SSS` in UTC; Firehose's converter refuses offsets. */
export function timestampText(instantMs: number): string {
  return new Date(instantMs).toISOString().replace('T', ' ').replace('Z', '');
}

/** `yyyy-MM-dd` in UTC. */
export function dayOf(instantMs: number): string {
  return new Date(instantMs).toISOString().slice(0, 10);
}
