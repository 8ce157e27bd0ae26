import type { SourceRow } from '../../event/row.ts';
import { knownWordColumn } from '../../personal/keyed.ts';
import { MEDIA_TYPES } from '../../personal/media-types.ts';
import { memoize } from '../../shared/memoize.ts';
import type { MetaItem } from './mapping.ts';

const LINK = /https?:\/\/|\bwww\./i;

/** What is kept of a text that a person wrote: its length and whether it has a link. */
export function textFacts(written: string | null): Partial<SourceRow> {
  return written === null ? {} : { text_length: [...written].length, has_link: LINK.test(written) };
}

/** Without its parameters: `audio/ogg; codecs=opus` is `audio/ogg`. The sender's phone states it: an unknown one is keyed. */
export function mediaType(element: MetaItem, written: string | null): string | null {
  if (written === null) return null;
  const bare = written.split(';')[0]?.trim().toLowerCase() ?? '';
  return MEDIA_TYPES.has(bare) ? bare : knownWordColumn(element.settings.ring, bare);
}

const SYMBOL = /^\p{Extended_Pictographic}\ufe0f?\p{EMod}?$/u;

/** An emoji, or a symbol that is shown as one; a text that somebody puts in its place is not kept. */
export function emojiOf(written: string | null): string | null {
  return written !== null && (SYMBOL.test(written) || isEmojiSequence(written)) ? written : null;
}

function isEmojiSequence(written: string): boolean {
  return sequencePattern('v').test(written);
}

/** Families, flags and their like. Node takes some 15 ms to make the pattern, and as long at its first use: a function's start does not wait for it. */
const sequencePattern = memoize(1, (flags: string) => new RegExp('^\\p{RGI_Emoji}$', flags));
