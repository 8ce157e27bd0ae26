import * as z from 'zod/mini';
import { jsonText } from '../../shared/json-text.ts';
import type { Credentials } from '../source.ts';

const secretText = jsonText(z.record(z.string(), z.unknown()));

/**
 * The members of a source's secret that are texts; null where it is no JSON object. A member that a later release adds is
 * absent from secrets that are older: the template of a secret never changes, for CloudFormation would make a new value
 * (docs/adr/0015). So whoever reads one takes an absent member for an empty one, and one that is no text for an absent one.
 */
export function readSecretText(text: string): Credentials | null {
  const parsed = z.safeParse(secretText, text);
  if (!parsed.success) return null;
  return Object.fromEntries(
    Object.entries(parsed.data).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
