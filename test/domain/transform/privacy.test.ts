import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowsOf } from '../pipeline.ts';

/** A marker long and odd enough that no hash holds it by chance. */
const marker = fc.string({ unit: fc.constantFrom(...'QJXZKVWY'), minLength: 10, maxLength: 14 });
const phone = fc.integer({ min: 0, max: 9_999_999 }).map((number) => `1555${String(number).padStart(7, '0')}`);

const person = fc.record({ phone, name: marker, username: marker, bsuid: marker, text: marker, mail: marker });

interface Person {
  readonly phone: string;
  readonly name: string;
  readonly username: string;
  readonly bsuid: string;
  readonly text: string;
  readonly mail: string;
}

function wamidOf({ phone: number }: Person): string {
  return `wamid.${Buffer.from(`\u001d${number}\u0015\u0002`).toString('base64')}`;
}

/** A document that says what it knows of a person in every place where Meta's documents do, and in new ones. */
function documentOf(one: Person): unknown {
  const user = `US.${one.bsuid}`;
  const id = wamidOf(one);
  const contacts = [{ profile: { name: one.name, username: one.username }, wa_id: one.phone, user_id: user }];
  const base = { from: one.phone, from_user_id: user, id, timestamp: '1795176000', context: { from: one.phone, id } };
  const said = { body: `${one.text} ${one.mail}` };
  const messages = [
    { ...base, type: 'text', text: { body: `${one.text} ${one.mail}@example.com` } },
    {
      ...base,
      id: `${id}2`,
      type: 'location',
      location: { latitude: 48.137154, longitude: 11.576124, name: one.name },
    },
    { ...base, id: `${id}3`, type: 'contacts', contacts: [{ name: one.name, phones: [{ phone: one.phone }] }] },
    { ...base, id: `${id}4`, type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply: { body: one.text } } },
    { ...base, id: `${id}5`, type: 'system', system: { body: one.text, wa_id: one.phone } },
    { ...base, id: `${id}6`, type: one.phone, errors: [{ code: one.phone, title: one.text }] },
    { ...base, id: `${id}7`, type: `${one.name} ${one.phone}` },
    { ...base, id: `${id}8`, type: 'button', button: { payload: `call ${one.phone}`, text: one.text } },
    { ...base, id: `${id}9`, type: 'reaction', reaction: { message_id: id, emoji: one.text } },
    { ...base, id: `${id}10`, type: 'edit', edit: { original_message_id: id, message: { type: 'text', text: said } } },
    {
      ...base,
      id: `${id}11`,
      type: 'document',
      document: { mime_type: one.phone, filename: one.text, caption: one.mail },
    },
    { ...base, id: `${id}12`, type: 'interactive', interactive: answeredForm(one) },
    { ...base, id: `${id}13`, type: 'system', system: { body: changeOf(one), type: 'user_changed_number' } },
    { ...base, id: `${id}14`, type: 'order', order: { catalog_id: one.phone, text: one.text } },
    { ...base, id: `${id}15`, type: 'text', text: said, referral: { source_id: one.phone, ctwa_clid: id } },
  ];
  const statuses = [
    { id, status: 'sent', recipient_id: one.phone, recipient_user_id: user, biz_opaque_callback_data: one.text },
    { id, status: one.phone, recipient_id: one.phone, conversation: { id: one.phone }, pricing: { type: one.phone } },
  ];
  const threads = [{ id: one.phone, context: { wa_id: one.phone, user_id: user, username: one.username }, messages }];
  const value = {
    metadata: { phone_number_id: '2000' },
    contacts,
    messages,
    statuses,
    message_echoes: messages.map((message) => ({ ...message, to: one.phone })),
    state_sync: [
      { type: 'contact', contact: { full_name: one.name, phone_number: one.phone, username: one.username } },
    ],
    user_id_update: [
      { wa_id: one.phone, detail: `${one.name} wrote: ${one.text}`, user_id: { previous: user, current: user } },
    ],
    history: [{ who: one.phone, threads }],
  };
  const changes = FIELDS.map((field) => ({ field: field ?? one.phone, value }));
  return { object: 'whatsapp_business_account', entry: [{ id: '1000', changes }, one] };
}

/** Null stands for a field that nobody knows. */
const FIELDS = ['messages', null, 'standby', 'history', 'smb_message_echoes', 'smb_app_state_sync', 'user_id_update'];

function answeredForm({ name, phone: number, mail }: Person): unknown {
  const response_json = JSON.stringify({ flow_token: number, name, mail, number });
  return { type: 'nfm_reply', nfm_reply: { name, body: name, response_json } };
}

function changeOf({ name, phone: number, bsuid }: Person): string {
  return `User ${name} changed from ${number} to US.${bsuid}`;
}

/** A text as it is, and as it could hide: in base64 at each of its three alignments, in hexadecimal, in a URL. */
function disguises(text: string): readonly string[] {
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.from('\0'.repeat(shift) + text)
      .toString('base64')
      .replace(/=+$/, '')
      // The outermost characters hold bits of the neighbours too.
      .slice(shift === 0 ? 0 : 4, -2),
  );
  return [text, ...base64, Buffer.from(text).toString('hex'), encodeURIComponent(text)];
}

test('no row holds a person’s number, name, user name, user id, words, address or raw message id', () => {
  fc.assert(
    fc.property(person, (one) => {
      const rows = JSON.stringify(rowsOf(JSON.stringify(documentOf(one))));
      const secrets = [...Object.values(one), wamidOf(one), `US.${one.bsuid}`, `+${one.phone}`];
      for (const disguise of secrets.flatMap(disguises)) expect(rows).not.toContain(disguise);
      expect(rows).not.toMatch(/48\.137|11\.576/);
    }),
    { numRuns: 60 },
  );
});

test('a name of letters alone is in no column where the vendor’s word for a new type belongs', () => {
  const messages = [{ id: 'wamid.1', type: 'AdaExample', timestamp: '1795176000' }];
  const rows = rowsOf(
    JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [{ changes: [{ field: 'messages', value: { messages } }] }],
    }),
  );
  const columns = rows.map(({ row: { payload: _cleaned, ...others } }) => others);
  expect(JSON.stringify(columns)).not.toContain('AdaExample');
});
