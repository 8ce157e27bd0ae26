import * as z from 'zod/mini';
import { member, text } from '../shared/json.ts';
import { jsonText } from '../shared/json-text.ts';
import { keyedHash } from './keyed-hash.ts';
import type { Pseudonym } from './pseudonym.ts';

/** What a pseudonym stands for. The kind is part of the hash: a phone number and a message id never meet. */
export type AliasKind =
  | 'phone'
  | 'bsuid'
  | 'parent_bsuid'
  | 'username'
  | 'email'
  | 'message'
  | 'call'
  | 'group'
  | 'flow_token'
  | 'click'
  | 'conversation'
  // Texts that may not stand in a column as they are (domain/personal/keyed.ts).
  | 'word'
  | 'id'
  | 'name';

/** The pepper in all its versions: `{"current": "1", "1": "<secret>"}`. Adding "2" and naming it current rotates. */
export interface PseudonymKeys {
  readonly currentVersion: string;
  readonly pepper: string;
}

/** Of whatever members: only the current version is read, so that a member added beside it stops nothing. */
const pseudonymKeysText = jsonText(z.record(z.string(), z.unknown()));

/** Reads the set of pseudonym keys from the secret's text. Throws, without quoting it, when its form is wrong. */
export function readPseudonymKeys(secretText: string): PseudonymKeys {
  return keysIn(z.safeParse(pseudonymKeysText, secretText).data);
}

/**
 * The current version, then each other one that the secret still has: rows that were made before a rotation carry its
 * keys. A member of another kind beside them is no version, and stops nothing. Throws as `readPseudonymKeys` does.
 */
export function readAllPseudonymKeys(secretText: string): readonly [PseudonymKeys, ...PseudonymKeys[]] {
  const { data = {} } = z.safeParse(pseudonymKeysText, secretText);
  const current = keysIn(data);
  const others = Object.keys(data).flatMap((version): PseudonymKeys[] => {
    const pepper = text(member(data, version));
    const isVersion = version !== 'current' && version !== current.currentVersion;
    return isVersion && pepper !== null && pepper.length >= MIN_PEPPER_CHARACTERS
      ? [{ currentVersion: version, pepper }]
      : [];
  });
  return [current, ...others];
}

const MIN_PEPPER_CHARACTERS = 32;

function keysIn(data: unknown): PseudonymKeys {
  const currentVersion = text(member(data, 'current')) ?? undefined;
  const pepper = text(member(data, currentVersion ?? ''));
  if (currentVersion === undefined || pepper === null || pepper.length < MIN_PEPPER_CHARACTERS) {
    throw new Error(
      'The pepper secret must be a JSON object like {"current": "1", "1": "<at least 32 random characters>"}, ' +
        'where "current" names one of its other members. Set it again with `aws secretsmanager put-secret-value`.',
    );
  }
  return { currentVersion, pepper };
}

/** The pseudonym of an alias: `1.` (version of the pepper) and 22 characters of keyed hash. */
export function pseudonym({ currentVersion, pepper }: PseudonymKeys, kind: AliasKind, alias: string): Pseudonym {
  // The one place where a text becomes a pseudonym.
  return `${currentVersion}.${keyedHash(pepper, kind, alias)}` as Pseudonym;
}
