import type { EventType } from '../../event/event-types.ts';
import type { SourceRow } from '../../event/row.ts';
import { type JsonObject, list, member } from '../../json.ts';
import { enumWord, enumWords, sourceEvent, vendorId } from './enum-words.ts';
import { type Mapped, type Mappings, type MetaItem, textAt } from './mapping.ts';
import { numberOf } from './money.ts';

export const FLOW_MAPPINGS: Mappings = { 'flows.change': flow };

interface FlowEvent {
  readonly type: EventType;
  /** The member with what was measured: percent for rates and availability, milliseconds for latency. */
  readonly measured?: string;
}

/** `event` of the `flows` field ("Flows webhooks"). */
const FLOW_EVENTS: ReadonlyMap<string, FlowEvent> = new Map<string, FlowEvent>([
  ['FLOW_STATUS_CHANGE', { type: 'flow_status_changed' }],
  ['CLIENT_ERROR_RATE', { type: 'flow_alerted', measured: 'error_rate' }],
  ['ENDPOINT_ERROR_RATE', { type: 'flow_alerted', measured: 'error_rate' }],
  ['ENDPOINT_LATENCY', { type: 'flow_alerted', measured: 'p90_latency' }],
  ['ENDPOINT_AVAILABILITY', { type: 'flow_alerted', measured: 'availability' }],
  ['FLOW_VERSION_EXPIRY_WARNING', { type: 'flow_alerted' }],
]);

function flow({ item }: MetaItem): Mapped {
  const word = textAt(item, 'event');
  const event = FLOW_EVENTS.get(word ?? '');
  return {
    row: {
      event_type: event?.type ?? 'unmapped',
      source_event: sourceEvent('flows.change', enumWord(word)),
      entity_kind: 'flow',
      entity_id: vendorId(textAt(item, 'flow_id')),
      ...(event?.type === 'flow_alerted' ? alert(item, event) : states(item)),
    },
  };
}

function states(item: JsonObject): Partial<SourceRow> {
  return {
    old_state: enumWord(textAt(item, 'old_status')),
    new_state: enumWord(textAt(item, 'new_status')),
  };
}

function alert(item: JsonObject, { measured }: FlowEvent): Partial<SourceRow> {
  const errorTypes = list(member(item, 'errors')).map((error) => member(error, 'error_type'));
  return {
    new_state: enumWord(textAt(item, 'alert_state')),
    reason: enumWord(textAt(item, 'event')),
    measured: measured === undefined ? null : numberOf(member(item, measured)),
    threshold: numberOf(member(item, 'threshold')),
    detail: enumWords(errorTypes),
  };
}
