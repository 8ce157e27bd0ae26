import { InvalidArgumentError } from 'commander';

/** A whole number of at least 1. */
export function wholeNumber(value: string): number {
  if (/^[1-9]\d{0,6}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It must be a whole number from 1 to 9,999,999.');
}
