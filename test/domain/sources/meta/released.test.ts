import { describe, expect, test } from 'vitest';
import { RELEASABLE_FIELDS, type ReleasableField } from '../../../../domain/sources/source.ts';
import { rowsOf, SETTINGS } from '../../pipeline.ts';

const SAID = 'Call me at example.com';

function documentOf(message: Record<string, unknown>, field = 'messages'): string {
  const contacts = [{ profile: { name: 'Ada Example' }, wa_id: '15550100001' }];
  const messages = [{ id: 'wamid.1', from: '15550100001', timestamp: '1795176000', ...message }];
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ changes: [{ field, value: { contacts, messages } }] }],
  });
}

/** The column `released` of the message, under a setting that lets the fields through. */
function releasedOf(fields: readonly ReleasableField[], message: Record<string, unknown>): unknown {
  const [made] = rowsOf(documentOf(message), { ...SETTINGS, releasedFields: new Set(fields) });
  return made?.row.released ?? null;
}

const DOCUMENT = { type: 'document', document: { filename: 'cv.pdf', caption: 'My CV' } };
const REPLY = { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: 'a', title: 'Yes' } } };
const EDIT = { type: 'edit', edit: { message: { type: 'text', text: { body: 'New words' } } } };

describe('a field that the settings name passes, and no other', () => {
  test.each<[ReleasableField, Record<string, unknown>, string]>([
    ['message_text', { type: 'text', text: { body: SAID } }, SAID],
    ['message_text', EDIT, 'New words'],
    ['caption', DOCUMENT, 'My CV'],
    ['file_name', DOCUMENT, 'cv.pdf'],
    ['profile_name', DOCUMENT, 'Ada Example'],
    ['button_title', REPLY, 'Yes'],
    ['button_title', { type: 'button', button: { payload: 'p', text: 'Stop' } }, 'Stop'],
  ])('%s of %j', (field, message, words) => {
    expect(releasedOf([field], message)).toBe(JSON.stringify({ [field]: words }));
  });
});

test('several fields pass together', () => {
  expect(releasedOf(['caption', 'file_name'], DOCUMENT)).toBe('{"caption":"My CV","file_name":"cv.pdf"}');
});

test('by default no field passes', () => {
  for (const message of [DOCUMENT, REPLY, EDIT]) expect(releasedOf([], message)).toBeNull();
});

test('a field that the message does not have makes nothing of it', () => {
  expect(releasedOf(['caption'], { type: 'text', text: { body: SAID } })).toBeNull();
  expect(releasedOf([...RELEASABLE_FIELDS], { type: 'text', text: SAID })).toBe('{"profile_name":"Ada Example"}');
});
