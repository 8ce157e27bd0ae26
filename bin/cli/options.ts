import { InvalidArgumentError, Option } from 'commander';
import { didYouMean } from './suggest.ts';

/** The data folder of a laptop's lake, by `--data` or by the environment. */
export function dataOption(description: string): Option {
  return new Option('--data <dir>', description).env('LAKE_DATA').argParser(folder).default('.lake');
}

function folder(value: string): string {
  if (value !== '') return value;
  throw new InvalidArgumentError('It must be the path of a folder.');
}

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
  if (Number.isNaN(instantMs)) {
    throw new InvalidArgumentError('It must be a time by ISO 8601: 2026-11-20, or 2026-11-20T10:00:00Z.');
  }
  inCalendar(value.slice(0, 10));
  return new Date(instantMs).toISOString();
}

/** A day, UTC. */
export function day(value: string): string {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
  if (isDay) return inCalendar(value);
  throw new InvalidArgumentError('It must be a day: 2026-11-18.');
}

/** `Date` takes 31 November for 1 December. */
function inCalendar(day: string): string {
  if (new Date(day).toISOString().startsWith(day)) return day;
  throw new InvalidArgumentError(`${day} is not in the calendar: that month has fewer days.`);
}

/** One of these names; any other is refused with all of them. */
export function oneOf(names: readonly string[]): (value: string) => string {
  return (value) => {
    if (names.includes(value)) return value;
    throw new InvalidArgumentError(`The values are: ${names.join(', ')}.${didYouMean(value, names)}`);
  };
}

/** The same for an option that takes several. */
export function someOf(names: readonly string[]): (value: string, before?: readonly string[]) => string[] {
  const read = oneOf(names);
  return (value, before = []) => [...before, read(value)];
}
