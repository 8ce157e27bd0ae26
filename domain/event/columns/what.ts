import { count, instant, text } from './column.ts';

/** What happened, when, where, and which source reported it. */
export const WHAT = {
  event_key: text(
    'Identity of the event: the same for every copy of it, whenever and however often it arrives. What has neither an id nor a time is known by its delivery (docs/adr/0002).',
  ),
  event_type: text('What happened, in our words (docs/events.md); `unmapped` while the vendor’s word is not known.'),
  source: text('Source system whose webhook delivered the event.'),
  source_event: text('What happened, in the vendor’s words.'),
  event_at: instant('When it happened, by the vendor’s clock (UTC).'),
  event_at_source: text('`event` when the vendor stated a time, `received` when the time of receipt stands in.'),
  received_at: instant('When the front door took it (UTC).'),
  dt_source: text(
    'Which time chose the partition `dt`: `event`, or `received` for one without a time, too old, or ahead.',
  ),
  origin: text('`live`; `history` for what was backfilled, `standby` for what another agent of the business handles.'),
  channel: text('Where the talk takes place: `whatsapp`.'),
  direction: text('`inbound` from a contact to the business, `outbound` the other way; NULL where neither applies.'),
  account_id: text('The business’s account at the vendor (for Meta the WhatsApp Business Account id).'),
  endpoint_id: text('The business’s own end of the talk (for Meta the phone number id).'),
};

/** With what the row was made: to tell versions apart, and to find the way back to the request. */
export const MADE_WITH = {
  delivery_id: text('The HTTP request that brought the event: the same id is in the front door’s access log.'),
  api_version: text('Graph API version configured when the event was received; payloads do not state it.'),
  schema_version: count('Version of this column list the row was made with.'),
  transform_version: count('Version of the transform that made the row; the highest wins in `events`.'),
  phone_rules: count('Version of the rules that brought the phone number to its canonical form.'),
  shape: text('Fingerprint of the payload’s shape: its paths and kinds of value, never values.'),
  payload: text(
    'The payload as JSON, cleaned: values are kept where they cannot hold personal data, described elsewhere.',
  ),
  released: text('Fields that the settings let through, as JSON; NULL unless somebody switched one on.'),
  new_paths: text(
    'Paths of the payload, as JSON, that its kind did not have when this transform was made; NULL if none.',
  ),
  shortened: text(
    'Columns of this row that were cut because they were too long, as JSON: `["payload"]`; NULL if none.',
    2,
  ),
};
