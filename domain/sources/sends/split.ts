import { createHash } from 'node:crypto';
import type { KeyParts } from '../../identity/event-key.ts';
import { canonical, member, text } from '../../json.ts';
import type { SplitItem } from '../source.ts';
import { batchOf } from './body.ts';

/** One item a send. A send without a time is still known by what it says: posted again, it is the same one. */
export function split(document: unknown): readonly SplitItem[] {
  const { sends, beside } = batchOf(document);
  return sends.map((item) => ({ kind: 'send', keyParts: identity(item), isDated: true, context: beside, item }));
}

/**
 * The message and the sender's own id of the send or, without one, what it says: a repeated post is a duplicate, a
 * corrected one (under another id, or of other content) a new event.
 */
function identity(item: unknown): KeyParts {
  const messageId = text(member(item, 'message_id'));
  const id = text(member(item, 'id'));
  if (id !== null) return ['send', messageId, 'id', id];
  return ['send', messageId, 'content', createHash('sha256').update(canonical(item)).digest('hex')];
}
