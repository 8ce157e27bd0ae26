import { isObject, type JsonObject, member } from '../../shared/json.ts';
import { contactOf, idOf, type Mapped, type Mappings, type MetaItem, textAt, wordOf } from '../shared/mapping.ts';
import { sourceEvent, vendorWord } from '../shared/words.ts';

export const HANDOVER_MAPPINGS: Mappings = { 'messaging_handovers.change': handover };

/** `type`, and the member that says from whom to whom ("messaging_handovers", Sep 2026). */
const HANDOVERS = ['control_passed', 'control_taken'];

/** Who answers a contact was changed. What the business or a model wrote about the conversation stays behind. */
function handover(element: MetaItem): Mapped {
  const { item } = element;
  const type = typeOf(item);
  const owner = (side: string, ...former: readonly string[]) =>
    wordOf(element, textAt(item, ...[`${side}_owner_role`, ...former].map((name) => `${type}.${name}`)));
  return {
    row: {
      event_type: type === null ? 'unmapped' : 'agent_assigned',
      source_event: sourceEvent('messaging_handovers.change', type ?? vendorWord(textAt(item, 'type'))),
      endpoint_id: idOf(element, textAt(item, 'recipient.phone_number_id')),
      ...contactOf(element, {
        phones: [textAt(item, 'sender.phone_number', 'sender.wa_id')],
        userIds: [textAt(item, 'sender.user_id')],
      }),
      old_state: owner('previous', 'previous_owner_app_role'),
      new_state: owner('new'),
      reason: type,
    },
  };
}

/** The first samples of Meta's had no \`type\`: the member that is there says it. */
function typeOf(item: JsonObject): string | null {
  const stated = textAt(item, 'type');
  if (stated !== null) return HANDOVERS.find((type) => type === stated) ?? null;
  return HANDOVERS.find((type) => isObject(member(item, type))) ?? null;
}
