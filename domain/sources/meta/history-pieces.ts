import { at, isObject, type JsonObject, list, member } from '../../shared/json.ts';

/** What the transform reads of a thread, and what a message keeps of one that is too large to be copied into it. */
export const THREAD_MEMBERS = ['id', 'context.wa_id', 'context.user_id', 'context.parent_user_id', 'context.username'];

/** A message of the past, with the talk it belongs to. */
export interface PastMessage {
  readonly item: unknown;
  readonly around: JsonObject;
}

/** Cuts one piece of `history[]`, which may hold thousands of messages, into them and what is left. */
export function piecesOf(chunk: unknown): { readonly messages: readonly PastMessage[]; readonly rest: unknown } {
  const threads = list(member(chunk, 'threads'));
  const phase = at(chunk, 'metadata.phase') ?? null;
  const messages = threads.flatMap((thread) => messagesOf(thread, phase));
  if (messages.length === 0 || !isObject(chunk)) return { messages, rest: chunk };
  return { messages, rest: { ...chunk, threads: threads.map(withoutMessages) } };
}

function messagesOf(thread: unknown, phase: unknown): readonly PastMessage[] {
  const around = { thread: withoutMessages(thread), phase };
  return list(member(thread, 'messages')).map((item) => ({ item, around }));
}

function withoutMessages(thread: unknown): unknown {
  if (!isObject(thread) || !Array.isArray(member(thread, 'messages'))) return thread;
  return Object.fromEntries(Object.entries(thread).filter(([name]) => name !== 'messages'));
}
