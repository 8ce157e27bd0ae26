import { memoize } from '../shared/memoize.ts';

/** What a payload's member is called, and what its values may be trusted with. */
export interface MemberName {
  /** As it may stand in the lake: the name, or `<member>` where it could be somebody's data. */
  readonly shown: string;
  /** How it begins its member in a payload: `"status":`; null where the name may not be shown. */
  readonly label: string | null;
  /** How it begins its member in an outline: `,status:`. */
  readonly outline: string;
  readonly holds: Held;
}

/**
 * What the values of a member are, whatever the payload; null where that is not known. `peoples`: people or the business
 * fill in what stands within it.
 */
export type Held = 'word' | 'language' | 'media_type' | 'time' | 'count' | 'switch' | 'peoples' | null;

/** The form of a vendor's words; names of another form are shown where they are known. */
const NAME = /^[a-z][a-z_]{0,31}$/;

const UNNAMED: MemberName = { shown: '<member>', label: null, outline: ',<member>:', holds: null };

/** The name above a payload's outermost value. */
export const NO_MEMBER: MemberName = { ...UNNAMED, shown: '' };

const NAMES = 2_000;

/**
 * How members are named, by those that are known. A member's name is the sender's text too: one that is not known and has
 * no form of a vendor's word is not shown.
 */
export function memberNames(known: ReadonlyMap<string, Held>): (name: string) => MemberName {
  return memoize(NAMES, (name) => {
    if (!NAME.test(name) && !known.has(name)) return UNNAMED;
    return { shown: name, label: `"${name}":`, outline: `,${name}:`, holds: known.get(name) ?? null };
  });
}
