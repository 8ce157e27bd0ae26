import type { KeyParts } from '../../identity/event-key.ts';
import { isObject, member, text } from '../../shared/json.ts';
import { contentDigest } from '../shared/content-digest.ts';
import { CONTEXT_KIND, contextLimit } from '../shared/context.ts';
import type { Item } from '../source.ts';
import { batchOf } from './batch.ts';

/** Every kind of item that a body is cut into. */
export const KINDS: readonly string[] = ['send', CONTEXT_KIND];

/**
 * One item a send, with what stood beside the sends; a large one is an item of its own instead. A send without a time
 * is still known by what it says: posted again, it is the same one.
 */
export function split(delivery: unknown): readonly Item[] {
  const { sends, beside } = batchOf(delivery);
  if (sends.length === 0) return [];
  const limit = contextLimit();
  const kept = limit.partOf('beside', beside);
  const context = isObject(kept) ? kept : {};
  const items = sends.map((item) => ({ kind: 'send', keyParts: identity(item), isDated: true, context, item }));
  const excess = limit.takeExcess().map((item) => ({
    kind: CONTEXT_KIND,
    keyParts: [CONTEXT_KIND, contentDigest(item)],
    isDated: true,
    context: {},
    item,
  }));
  return [...items, ...excess];
}

/**
 * The message and the sender's own id of the send or, without one, what it says: a repeated post is a duplicate, a
 * corrected one (under another id, or of other content) a new event.
 */
function identity(item: unknown): KeyParts {
  const messageId = text(member(item, 'message_id'));
  const id = text(member(item, 'id'));
  if (id !== null) return ['send', messageId, 'id', id];
  return ['send', messageId, 'content', contentDigest(item)];
}
