import type { EventType } from '../../event/event-types.ts';
import type { SourceRow } from '../../event/row.ts';
import { list, member } from '../../shared/json.ts';
import { idOf, type Mapped, type Mappings, type MetaItem, textAt, wordOf, wordsOf } from '../shared/mapping.ts';
import { figureOf } from '../shared/money.ts';
import { enumWord, sourceEvent } from '../shared/words.ts';

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

function flow(element: MetaItem): Mapped {
  const { item } = element;
  const word = textAt(item, 'event');
  const event = FLOW_EVENTS.get(word ?? '');
  return {
    row: {
      event_type: event?.type ?? 'unmapped',
      source_event: sourceEvent('flows.change', enumWord(word)),
      entity_kind: 'flow',
      entity_id: idOf(element, textAt(item, 'flow_id')),
      ...(event?.type === 'flow_alerted' ? alert(element, event) : states(element)),
    },
  };
}

function states(element: MetaItem): Partial<SourceRow> {
  const { item } = element;
  return {
    old_state: wordOf(element, textAt(item, 'old_status')),
    new_state: wordOf(element, textAt(item, 'new_status')),
  };
}

function alert(element: MetaItem, { measured }: FlowEvent): Partial<SourceRow> {
  const { item } = element;
  const errorTypes = list(member(item, 'errors')).map((error) => member(error, 'error_type'));
  return {
    new_state: wordOf(element, textAt(item, 'alert_state')),
    reason: wordOf(element, textAt(item, 'event')),
    measured: measured === undefined ? null : figureOf(member(item, measured)),
    threshold: figureOf(member(item, 'threshold')),
    detail: wordsOf(element, errorTypes),
  };
}
