import type { Envelope } from '../../event/envelope.ts';
import { ItemFailure } from '../../event/failure.ts';
import type { SourceRow } from '../../event/row.ts';
import { instantOf } from '../../event/time.ts';
import { idColumn } from '../../personal/keyed.ts';
import { at, isObject, type JsonObject, member, text } from '../../shared/json.ts';
import { memoize } from '../../shared/memoize.ts';
import type { Mapped, Mapping, Mappings } from '../shared/mapping.ts';
import { vendorWord } from '../shared/words.ts';
import type { NormalisedItem, NormaliseSettings } from '../source.ts';
import { ACCOUNT_MAPPINGS } from './account.ts';
import { CALL_MAPPINGS } from './calls.ts';
import { CONTACT_MAPPINGS } from './contact.ts';
import { ECHO_MAPPINGS } from './echoes.ts';
import { ENGAGEMENT_MAPPINGS } from './engagement.ts';
import { FLOW_MAPPINGS } from './flows.ts';
import { GROUP_MAPPINGS } from './groups.ts';
import { HANDOVER_MAPPINGS } from './handovers.ts';
import { HISTORY_MAPPINGS } from './history.ts';
import { MESSAGE_MAPPINGS } from './messages.ts';
import { STATUS_MAPPINGS } from './statuses.ts';
import { TEMPLATE_MAPPINGS } from './templates.ts';

/** What each kind of element means, by `<field>.<kind>`. One that is not here is kept as `unmapped`. */
const MAPPINGS: Mappings = {
  ...MESSAGE_MAPPINGS,
  ...STATUS_MAPPINGS,
  ...ECHO_MAPPINGS,
  ...HISTORY_MAPPINGS,
  ...ENGAGEMENT_MAPPINGS,
  ...CALL_MAPPINGS,
  ...TEMPLATE_MAPPINGS,
  ...ACCOUNT_MAPPINGS,
  ...FLOW_MAPPINGS,
  ...GROUP_MAPPINGS,
  ...CONTACT_MAPPINGS,
  ...HANDOVER_MAPPINGS,
};

/** Throws ItemFailure `item_not_an_object` for an element that is no event at all. */
export function normalise(envelope: Envelope, settings: NormaliseSettings): NormalisedItem {
  const { kind, context, item, apiVersion } = envelope;
  const mapping = mappingOf(kind, context);
  if (mapping !== undefined && !isObject(item)) throw new ItemFailure('item_not_an_object');
  const mapped: Mapped =
    mapping && isObject(item) ? mapping({ item, context, settings, apiVersion }) : { row: { event_type: 'unmapped' } };
  return {
    row: { ...surroundings(kind, context, settings), ...mapped.row },
    eventAtMs: instantOf(mapped.at) ?? instantOf(member(item, 'timestamp')) ?? instantOf(member(context, 'entry_time')),
  };
}

function mappingOf(kind: string, context: JsonObject): Mapping | undefined {
  if (member(context, 'object') !== 'whatsapp_business_account') return undefined;
  return mappingsOf(text(member(context, 'field')))(kind) ?? undefined;
}

const mappingsOf = memoize(100, (field: string | null) =>
  memoize(100, (kind: string) => {
    const name = `${field}.${kind}`;
    return Object.hasOwn(MAPPINGS, name) ? (MAPPINGS[name] ?? null) : null;
  }),
);

function surroundings(kind: string, context: JsonObject, { ring }: NormaliseSettings): Partial<SourceRow> {
  const field = vendorWord(text(member(context, 'field')));
  return {
    channel: 'whatsapp',
    origin: 'live',
    source_event: field === null ? kind : `${field}.${kind}`,
    account_id: idColumn(ring, text(member(context, 'entry_id'))),
    endpoint_id: idColumn(ring, text(at(context, 'metadata.phone_number_id'))),
  };
}
