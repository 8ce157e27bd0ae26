/**
 * The one list of columns. It generates the Glue table, the row type, the Parquet schema, docs/columns.md and the
 * contract test. A column is added at the end of its group and never renamed, retyped or removed.
 */

/** Glue's (Hive's) type names. */
export type ColumnType = 'string' | 'int' | 'bigint' | 'double' | 'boolean' | 'timestamp';

/**
 * `none`: says nothing about a person. `pseudonym`: a keyed hash that stands for one, useless without the pepper.
 * There is no third kind: what identifies a person does not pass the transform.
 */
export type PersonalData = 'none' | 'pseudonym';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly meaning: string;
  readonly personalData: PersonalData;
  /** The schema version that brought the column. */
  readonly since: number;
}

/** Raised whenever the column list changes. */
export const SCHEMA_VERSION = 1;

const since = 1;
const none = 'none';
const pseudonym = 'pseudonym';

export const COLUMNS = [
  {
    name: 'event_key',
    type: 'string',
    since,
    personalData: none,
    meaning: 'Identity of the event: the same for every copy of it, whenever and however often it arrives.',
  },
  {
    name: 'event_type',
    type: 'string',
    since,
    personalData: none,
    meaning: 'What happened, in our words (docs/events.md); `unmapped` when the vendor’s word is not known yet.',
  },
  {
    name: 'source',
    type: 'string',
    since,
    personalData: none,
    meaning: 'Who told us: the source whose webhook brought the event.',
  },
  { name: 'source_event', type: 'string', since, personalData: none, meaning: 'What happened, in the vendor’s words.' },
  {
    name: 'event_at',
    type: 'timestamp',
    since,
    personalData: none,
    meaning: 'When it happened, by the vendor’s clock (UTC).',
  },
  {
    name: 'event_at_source',
    type: 'string',
    since,
    personalData: none,
    meaning: '`event` when the vendor stated a time, `received` when it did not and the time of receipt stands in.',
  },
  { name: 'received_at', type: 'timestamp', since, personalData: none, meaning: 'When the front door took it (UTC).' },
  {
    name: 'dt_source',
    type: 'string',
    since,
    personalData: none,
    meaning:
      'Which time chose the partition `dt`: `event`, or `received` for an event without a time, too old, or too far ahead.',
  },
  { name: 'channel', type: 'string', since, personalData: none, meaning: 'Where the talk takes place: `whatsapp`.' },
  {
    name: 'direction',
    type: 'string',
    since,
    personalData: none,
    meaning: '`inbound` from a contact to the business, `outbound` the other way; NULL where neither applies.',
  },
  {
    name: 'account_id',
    type: 'string',
    since,
    personalData: none,
    meaning: 'The business’s account at the vendor (for Meta the WhatsApp Business Account id).',
  },
  {
    name: 'endpoint_id',
    type: 'string',
    since,
    personalData: none,
    meaning: 'The business’s own end of the talk (for Meta the phone number id).',
  },
  {
    name: 'contact_key',
    type: 'string',
    since,
    personalData: pseudonym,
    meaning: 'The contact: keyed hash of the phone number or, where that is withheld, of the business-scoped user id.',
  },
  {
    name: 'contact_key_kind',
    type: 'string',
    since,
    personalData: none,
    meaning: 'What `contact_key` was made of: `phone` or `bsuid`.',
  },
  {
    name: 'message_key',
    type: 'string',
    since,
    personalData: pseudonym,
    meaning: 'The message: keyed hash of its id (a wamid carries the phone number in clear).',
  },
  {
    name: 'reply_to_key',
    type: 'string',
    since,
    personalData: pseudonym,
    meaning: 'The message this one answers: comparable with `message_key`.',
  },
  {
    name: 'message_type',
    type: 'string',
    since,
    personalData: none,
    meaning: 'Kind of message in the vendor’s word: `text`, `image`, `interactive`, `button`, …',
  },
  {
    name: 'reply_kind',
    type: 'string',
    since,
    personalData: none,
    meaning: 'Kind of interactive answer: `button_reply`, `list_reply`, `nfm_reply`, …',
  },
  {
    name: 'status',
    type: 'string',
    since,
    personalData: none,
    meaning: 'Delivery status in the vendor’s word: `sent`, `delivered`, `read`, `played`, `failed`.',
  },
  { name: 'error_code', type: 'int', since, personalData: none, meaning: 'The vendor’s code for a failure.' },
  {
    name: 'template_name',
    type: 'string',
    since,
    personalData: none,
    meaning: 'Template the message was made from, where known.',
  },
  {
    name: 'campaign_id',
    type: 'string',
    since,
    personalData: none,
    meaning: 'Campaign the message belongs to, where known.',
  },
  {
    name: 'conversation_id',
    type: 'string',
    since,
    personalData: none,
    meaning: 'The vendor’s conversation id, where it sends one.',
  },
  {
    name: 'pricing_category',
    type: 'string',
    since,
    personalData: none,
    meaning: 'What the message is charged as: `marketing`, `utility`, `authentication`, `service`, …',
  },
  {
    name: 'pricing_type',
    type: 'string',
    since,
    personalData: none,
    meaning: 'Whether it is charged: `regular`, or one of the `free_…` kinds.',
  },
  {
    name: 'pricing_model',
    type: 'string',
    since,
    personalData: none,
    meaning: '`CBP` (by conversation, until 30 Jun 2025) or `PMP` (by message).',
  },
  {
    name: 'delivery_id',
    type: 'string',
    since,
    personalData: none,
    meaning: 'The HTTP request that brought the event: the same id stands in the receiver’s log.',
  },
  {
    name: 'api_version',
    type: 'string',
    since,
    personalData: none,
    meaning: 'Graph API version configured when the event was received; payloads do not state it.',
  },
  {
    name: 'schema_version',
    type: 'int',
    since,
    personalData: none,
    meaning: 'Version of this column list the row was made with.',
  },
  {
    name: 'transform_version',
    type: 'int',
    since,
    personalData: none,
    meaning: 'Version of the transform that made the row; the highest wins in `events`.',
  },
] as const satisfies readonly Column[];

/** The partition columns; they stand in the object’s path, not in the Parquet. */
export const PARTITION_COLUMNS = [
  {
    name: 'dt',
    type: 'string',
    since,
    personalData: none,
    meaning: 'Day of the event, `yyyy-MM-dd` in UTC (see `dt_source`).',
  },
  {
    name: 'family',
    type: 'string',
    since,
    personalData: none,
    meaning: 'Family of events, so that a query reads only the bytes of its kind.',
  },
] as const satisfies readonly Column[];
