import type { EventType } from '../../event/event-types.ts';
import type { RowDraft } from '../../event/row.ts';
import { at, isObject, type JsonObject, member, text } from '../../shared/json.ts';
import { errorCode } from '../shared/errors.ts';
import { keyOf, type MappingInput, released, textAt, wordOf } from '../shared/mapping.ts';
import { sourceEvent, vendorWord } from '../shared/words.ts';
import { factsOf, isRemoval } from './message-facts.ts';
import { referralFacts } from './referral.ts';
import { INTERACTIVE_EVENTS, MESSAGE_EVENTS, SYSTEM_EVENTS } from './words.ts';

/** What a message is by its type; a type of Meta's that has no place in the tables is `unmapped`. */
export function messageEvent(message: JsonObject): EventType {
  const type = text(member(message, 'type')) ?? '';
  if (type === 'reaction' && isRemoval(message)) return 'reaction_removed';
  const refined =
    type === 'interactive'
      ? INTERACTIVE_EVENTS.get(textAt(message, 'interactive.type') ?? '')
      : type === 'system' && SYSTEM_EVENTS.get(textAt(message, 'system.type') ?? '');
  return refined || (MESSAGE_EVENTS.get(type) ?? 'unmapped');
}

/** The columns of every message, no matter who sent it and in which field and list Meta reports it. */
export function messageColumns(input: MappingInput, kind: string): Partial<RowDraft> {
  const { item, context } = input;
  const type = textAt(item, 'type');
  const group = textAt(item, 'group_id');
  const field = vendorWord(textAt(context, 'field')) ?? 'other';
  return {
    source_event: sourceEvent(`${field}.${kind}`, vendorWord(type)),
    message_key: keyOf(input, 'message', textAt(item, 'id')),
    reply_to_key: keyOf(input, 'message', textAt(item, 'context.id', 'context.message_id')),
    group_key: keyOf(input, 'group', group),
    recipient_type: group === null ? null : 'group',
    message_type: wordOf(input, type),
    is_forwarded: isForwarded(item),
    error_code: errorCode(item),
    ...referralFacts(input),
    ...factsOf(input, type),
    released: wordsLetThrough(input, type),
  };
}

function isForwarded(item: JsonObject): boolean | null {
  const marks = [at(item, 'context.forwarded'), at(item, 'context.frequently_forwarded')];
  const stated = marks.filter((mark) => typeof mark === 'boolean');
  return stated.length === 0 ? null : stated.includes(true);
}

/** What people wrote, as far as the settings let it through: nothing by default. */
function wordsLetThrough(input: MappingInput, type: string | null): string | null {
  if (input.settings.releasedFields.size === 0) return null;
  const { item, context } = input;
  const body = member(item, type ?? '');
  const said = type === 'edit' ? member(body, 'message') : item;
  const media = member(said, textAt(said, 'type') ?? '');
  return released(input, {
    message_text: textAt(said, 'text.body'),
    caption: isObject(media) ? textAt(media, 'caption') : null,
    file_name: textAt(said, 'document.filename'),
    profile_name: textAt(context, 'contact.profile.name'),
    button_title: textAt(item, 'interactive.button_reply.title', 'interactive.list_reply.title', 'button.text'),
  });
}
