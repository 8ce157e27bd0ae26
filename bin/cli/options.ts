import { InvalidArgumentError } from 'commander';

/** A whole number of at least 1. */
export function wholeNumber(value: string): number {
  if (/^[1-9]\d{0,6}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It must be a whole number from 1 to 9,999,999.');
}

/** A whole number of at least 1, for quantities that are estimated and not fetched. */
export function largeWholeNumber(value: string): number {
  if (/^[1-9]\d{0,11}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It must be a whole number from 1 to 999,999,999,999.');
}

/** An instant as ISO 8601: a day alone is its beginning, and without an offset it is UTC. */
export function instant(value: string): string {
  const isComplete = /(Z|[+-]\d\d:\d\d)$/.test(value) || !value.includes('T');
  const instantMs = /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(isComplete ? value : `${value}Z`) : Number.NaN;
  if (!Number.isNaN(instantMs)) return new Date(instantMs).toISOString();
  throw new InvalidArgumentError('It must be a time by ISO 8601: 2026-11-20, or 2026-11-20T10:00:00Z.');
}

/** A day, UTC. */
export function day(value: string): string {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
  if (isDay) return value;
  throw new InvalidArgumentError('It must be a day: 2026-11-18.');
}
