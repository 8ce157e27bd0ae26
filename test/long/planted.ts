import { createHash } from 'node:crypto';

/** One invented person, all of whose data is unlike anything else in the test. */
export interface Planted {
  readonly phone: string;
  readonly userId: string;
  readonly parentUserId: string;
  readonly username: string;
  readonly name: string;
  readonly email: string;
  readonly words: string;
  readonly latitude: string;
  readonly longitude: string;
  readonly wamid: string;
}

export function plant(n: number): Planted {
  const hex = createHash('sha256').update(`planted ${n}`).digest('hex');
  const digits = BigInt(`0x${hex.slice(0, 24)}`)
    .toString()
    .padStart(28, '7');
  const letters = hex.replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? 'q');
  const phone = `1555${digits.slice(0, 7)}`;
  return {
    phone,
    userId: `US.${digits.slice(2, 20)}`,
    parentUserId: `US.ENT.${digits.slice(5, 22)}`,
    username: `${letters.slice(0, 6)}.${letters.slice(6, 12)}`,
    name: `${letters.slice(12, 20)} ${letters.slice(20, 28)}`,
    email: `${letters.slice(28, 38)}@example.com`,
    words: `please ${letters.slice(38, 48)} tomorrow ${letters.slice(48, 56)}`,
    latitude: `48.${digits.slice(8, 15)}`,
    longitude: `11.${digits.slice(12, 19)}`,
    wamid: `wamid.${Buffer.from(`\x1c\x18\x0b${phone}\x15\x02\x00\x12\x18\x14${hex.slice(0, 18).toUpperCase()}`).toString('base64')}`,
  };
}

/** What must be nowhere. Single letters of a name would be found by accident, so names stand as wholes and as halves. */
export function secretsOf(one: Planted): readonly string[] {
  return [...Object.values(one), ...one.name.split(' ')];
}

type Json = Readonly<Record<string, unknown>>;

const METADATA = { display_phone_number: '15550783881', phone_number_id: '106540352242922' };

function inField(field: string, value: Json): Json {
  return { field, value: { messaging_product: 'whatsapp', metadata: METADATA, ...value } };
}

/** The person in every place where Meta, or a later Meta, may put a person. */
export function documentOf(n: number, one: Planted): Json {
  const change = PLACES[n % PLACES.length]?.(one, `${one.wamid}`) ?? {};
  const id = n % 5 === 0 ? one.userId : n % 5 === 1 ? `+${one.phone} ${one.name}` : '102290129340398';
  return { object: 'whatsapp_business_account', entry: [{ id, changes: [change] }] };
}

const timestamp = '1795190400';

function message(one: Planted, rest: Json): Json {
  const contacts = [
    {
      profile: { name: one.name, username: one.username },
      wa_id: one.phone,
      user_id: one.userId,
      parent_user_id: one.parentUserId,
    },
  ];
  const head = {
    from: one.phone,
    from_user_id: one.userId,
    from_parent_user_id: one.parentUserId,
    id: one.wamid,
    timestamp,
  };
  return inField('messages', { contacts, messages: [{ ...head, ...rest }] });
}

/** So many of the first places hold only what people write. */
export const PLACES_OF_PEOPLE = 13;

const PLACES: readonly ((one: Planted, wamid: string) => Json)[] = [
  (one) => message(one, { type: 'text', text: { body: one.words } }),
  (one) =>
    message(one, {
      type: 'image',
      image: { id: '1', mime_type: 'image/jpeg', caption: one.words, url: `https://example.com/${one.phone}` },
    }),
  (one) =>
    message(one, {
      type: 'document',
      document: { id: '1', mime_type: 'application/pdf', filename: `${one.name}.pdf`, caption: one.email },
    }),
  (one) =>
    message(one, {
      type: 'location',
      location: {
        latitude: Number(one.latitude),
        longitude: Number(one.longitude),
        name: one.name,
        address: one.words,
      },
    }),
  (one) =>
    message(one, {
      type: 'contacts',
      contacts: [
        {
          name: { formatted_name: one.name, first_name: one.name.split(' ')[0] },
          phones: [{ phone: `+${one.phone}`, wa_id: one.phone }],
          emails: [{ email: one.email }],
          org: { company: one.words },
        },
      ],
    }),
  (one) =>
    message(one, {
      type: 'interactive',
      context: { from: '15550783881', id: one.wamid },
      interactive: { type: 'button_reply', button_reply: { id: one.phone, title: one.words } },
    }),
  (one) =>
    message(one, {
      type: 'interactive',
      interactive: { type: 'list_reply', list_reply: { id: one.email, title: one.name, description: one.words } },
    }),
  (one) =>
    message(one, {
      type: 'interactive',
      interactive: {
        type: 'nfm_reply',
        nfm_reply: {
          name: 'flow',
          body: one.words,
          response_json: JSON.stringify({ flow_token: one.username, email: one.email, [one.phone]: one.name }),
        },
      },
    }),
  (one) => message(one, { type: 'button', button: { payload: one.email, text: one.words } }),
  (one) =>
    message(one, {
      type: 'order',
      order: {
        catalog_id: '1',
        text: one.words,
        product_items: [{ product_retailer_id: 'sku', quantity: '1', item_price: '1', currency: 'USD' }],
      },
    }),
  (one) => message(one, { type: 'reaction', reaction: { message_id: one.wamid, emoji: one.words } }),
  (one) =>
    message(one, {
      type: 'system',
      system: {
        body: `User ${one.name} changed from ${one.phone} to ${one.userId}`,
        type: 'user_changed_number',
        wa_id: one.phone,
        user_id: one.userId,
        previous_user_id: one.parentUserId,
      },
    }),
  (one) =>
    message(one, {
      type: 'edit',
      edit: { original_message_id: one.wamid, message: { type: 'text', text: { body: one.words } } },
    }),
  (one) =>
    message(one, {
      type: 'unsupported',
      errors: [{ code: 131051, title: one.words, error_data: { details: one.email } }],
      unsupported: { type: one.words },
    }),
  (one) => message(one, { type: one.words, [one.username]: one.email, [one.phone]: { [one.name]: one.phone } }),
  (one) =>
    message(one, {
      type: 'text',
      text: { body: one.words },
      referral: {
        source_url: `https://example.com/${one.username}`,
        source_id: '120210000000000001',
        headline: one.words,
        body: one.name,
        source_type: 'ad',
      },
    }),
  (one) =>
    inField('messages', {
      contacts: [{ wa_id: one.phone, user_id: one.userId, profile: { name: one.name } }],
      statuses: [
        {
          id: one.wamid,
          status: 'delivered',
          timestamp,
          recipient_id: one.phone,
          recipient_user_id: one.userId,
          recipient_parent_user_id: one.parentUserId,
          biz_opaque_callback_data: `campaign=${one.email};template=${one.phone}`,
        },
      ],
    }),
  (one) =>
    inField('messages', {
      statuses: [
        {
          id: one.wamid,
          status: one.words,
          timestamp,
          recipient_id: one.phone,
          conversation: { id: one.email, origin: { type: one.name } },
          pricing: { category: one.words, type: one.email, pricing_model: one.name },
          errors: [{ code: 1, title: one.words, error_data: { details: one.phone } }],
        },
      ],
    }),
  (one) =>
    inField('messages', {
      statuses: [
        {
          id: one.wamid,
          status: 'captured',
          type: 'payment',
          timestamp,
          recipient_id: one.phone,
          payment: { reference_id: one.email, amount: { value: 100, offset: 100 }, currency: one.words },
        },
      ],
    }),
  (one) =>
    inField('messages', {
      user_actions: [
        {
          action_type: 'marketing_messages_link_click',
          timestamp,
          marketing_messages_link_click_data: {
            click_component: one.words,
            product_id: one.email,
            click_id: one.phone,
            tracking_token: one.username,
          },
        },
      ],
    }),
  (one) =>
    inField('messages', {
      errors: [{ code: 131000, title: one.words, message: one.email, error_data: { details: one.name } }],
    }),
  (one) =>
    inField('user_preferences', {
      contacts: [{ profile: { name: one.name }, wa_id: one.phone, user_id: one.userId }],
      user_preferences: [
        {
          wa_id: one.phone,
          user_id: one.userId,
          detail: one.words,
          category: one.email,
          value: 'stop',
          timestamp: 1795190400,
        },
      ],
    }),
  (one) =>
    inField('smb_message_echoes', {
      message_echoes: [
        {
          from: '15550783881',
          to: one.phone,
          to_user_id: one.userId,
          id: one.wamid,
          timestamp,
          type: 'text',
          text: { body: one.words },
        },
      ],
    }),
  (one) =>
    inField('smb_app_state_sync', {
      state_sync: [
        {
          type: 'contact',
          contact: {
            full_name: one.name,
            first_name: one.name,
            phone_number: one.phone,
            user_id: one.userId,
            username: one.username,
          },
          action: 'add',
          metadata: { timestamp },
        },
      ],
    }),
  (one) =>
    inField('history', {
      history: [
        {
          metadata: { phase: 0, chunk_order: 1, progress: 10 },
          threads: [
            {
              id: one.phone,
              context: { wa_id: one.phone, user_id: one.userId, username: one.username },
              messages: [
                {
                  from: one.phone,
                  id: one.wamid,
                  timestamp,
                  type: 'text',
                  text: { body: one.words },
                  history_context: { status: one.words },
                },
              ],
            },
          ],
        },
      ],
    }),
  (one) =>
    inField('calls', {
      contacts: [{ profile: { name: one.name }, wa_id: one.phone }],
      calls: [
        {
          id: one.wamid,
          from: one.phone,
          to: '15550783881',
          from_user_id: one.userId,
          event: 'connect',
          timestamp,
          direction: one.words,
          biz_opaque_callback_data: one.email,
          cta_payload: one.email,
          session: { sdp: one.words },
        },
      ],
    }),
  (one) =>
    inField('automatic_events', {
      automatic_events: [
        {
          id: one.wamid,
          event_name: one.words,
          timestamp: 1795190400,
          ctwa_clid: one.email,
          custom_data: { currency: one.name, value: 1000 },
        },
      ],
    }),
  (one) =>
    inField('group_participants_update', {
      groups: [
        {
          timestamp,
          group_id: one.username,
          type: one.words,
          added_participants: [{ input: one.phone, wa_id: one.phone, user_id: one.userId }],
        },
      ],
    }),
  (one) => ({
    field: 'account_update',
    value: {
      event: one.words,
      phone_number: one.phone,
      waba_info: { owner_business_id: one.email },
      country: one.name,
    },
  }),
  (one) => ({
    field: 'message_template_status_update',
    value: {
      event: one.words,
      message_template_id: 1_234_567_890_123_456,
      message_template_name: one.email,
      message_template_language: one.name,
      reason: one.words,
    },
  }),
  (one) => ({
    field: 'account_alerts',
    value: { entity_type: one.words, entity_id: '102290129340398', alert_description: one.email, alert_type: one.name },
  }),
  (one) => ({
    field: 'flows',
    value: { event: one.words, message: one.email, flow_id: '1234567890', new_status: one.name },
  }),
  (one) => ({
    field: one.words,
    value: { [one.email]: one.phone, deep: [{ list: [one.name, Number(one.latitude), Number(one.phone)] }] },
  }),
  (one) => inField('messages', { messages: [one.words, one.phone, Number(one.phone)] }),
  (one) =>
    message(one, {
      type: 'interactive',
      interactive: {
        type: 'nfm_reply',
        nfm_reply: {
          name: one.words,
          response_json: { status: one.words, code: Number(one.phone), [one.email]: one.name, note: one.email },
        },
      },
    }),
  (one) =>
    message(one, {
      type: 'order',
      order: {
        catalog_id: one.phone,
        product_items: [{ product_retailer_id: one.email, quantity: one.phone, item_price: '1', currency: one.words }],
      },
      referral: { source_id: one.userId, source_type: one.words, ctwa_clid: one.email },
      context: { referred_product: { catalog_id: one.email, product_retailer_id: one.phone } },
    }),
  (one) => ({
    field: 'history',
    value: {
      metadata: { display_phone_number: one.phone, phone_number_id: `${one.phone} ${one.name}` },
      history: [{ metadata: { phase: one.words, progress: one.words }, errors: [{ code: one.phone }] }],
    },
  }),
  (one) => ({
    field: 'message_template_components_update',
    value: { message_template_name: `for_${one.phone}`, message_template_id: one.phone },
  }),
  (one) =>
    message(one, {
      type: 'contacts',
      contacts: [{ phones: [{ type: one.words, phone: one.phone }], birthday: one.words, [one.phone]: one.name }],
      [`tel_${[...one.phone].join('_')}`]: { [one.email]: true, timestamp: one.phone },
    }),
];

/** A send that names the person wherever a name or an id may stand, and in members that nobody knows. */
export function sendOf(one: Planted): Json {
  return {
    message_id: one.wamid,
    account_id: one.userId,
    endpoint_id: one.phone,
    to: { bsuid: /^US\.\d+$/.test(one.userId) ? one.userId : 'US.1' },
    campaign_id: one.email,
    template: { name: `for_${one.phone}`, id: one.phone, version: one.email },
    buttons: [
      { kind: 'quick_reply', id: one.phone, section: one.name },
      { kind: 'url', id: `confirm:${one.email}` },
    ],
    flow_token: one.username,
    experiment: { id: one.phone, arm: one.email },
    cost_tag: `call ${one.phone}`,
    status: one.words,
    [one.email]: { [one.phone]: one.name, count: Number(one.phone) },
  };
}
