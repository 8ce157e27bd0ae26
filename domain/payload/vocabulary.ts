import type { OwnWords } from '../personal/words.ts';
import { type Held, type MemberName, memberNames } from './member-names.ts';
import { PLATFORM_MEMBERS } from './platform-members.ts';

/** What a source adds to the platform's words and members. */
export interface OwnVocabulary {
  /** Words that only the vendor writes, of whatever form. */
  readonly words?: readonly string[];
  /** What the values of a member are; what stands here counts before what the platform's members say. */
  readonly members?: Readonly<Record<string, Held>>;
  /** Who writes what is posted: of the business's own texts nothing but known words is kept. The vendor by default. */
  readonly writtenBy?: 'vendor' | 'business';
}

/** By what a source's payloads are cleaned. */
export interface Vocabulary {
  readonly words: OwnWords;
  readonly memberName: (name: string) => MemberName;
  readonly isVendors: boolean;
}

export function vocabularyOf({ words = [], members = {}, writtenBy = 'vendor' }: OwnVocabulary = {}): Vocabulary {
  return {
    words: new Set(words),
    memberName: memberNames(new Map([...PLATFORM_MEMBERS, ...Object.entries(members)])),
    isVendors: writtenBy === 'vendor',
  };
}

/** Of a source that adds nothing. */
export const PLATFORM: Vocabulary = vocabularyOf();
