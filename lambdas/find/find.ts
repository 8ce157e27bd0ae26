import { type FindAnswer, readFindRequest } from '../../domain/contracts/find.ts';
import { type LookupKind, lookupKeys } from '../../domain/identity/lookup.ts';
import { readAllPseudonymKeys } from '../../domain/identity/pseudonym-keys.ts';

/** What the function needs from the world; `aws.ts` provides it, the tests pretend it. */
export interface FindPorts {
  /** The text of the secret that the pseudonyms are keyed by. */
  readonly pepper: () => Promise<string>;
  /** Called for each request that was understood, with the keys that it is answered. */
  readonly report: (made: KeysMade) => void;
}

export interface KeysMade {
  readonly kind: LookupKind;
  readonly keys: readonly string[];
}

/**
 * Answers the keys under which rows may know a message or a person. It reads no row, and neither what it answers nor
 * what it throws holds the value that it was given.
 */
export async function find(event: unknown, defaultCountry: string | null, ports: FindPorts): Promise<FindAnswer> {
  const { kind, value } = readFindRequest(event);
  const keys = lookupKeys(readAllPseudonymKeys(await ports.pepper()), kind, value, defaultCountry);
  ports.report({ kind, keys: keys.map(({ key }) => key) });
  return { keys: keys.map(({ key, alias, readIn }) => ({ key, alias, readIn })) };
}
