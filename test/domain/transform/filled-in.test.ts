import { describe, expect, test } from 'vitest';
import type { RowDraft } from '../../../domain/event/row.ts';
import { rowsOf } from '../pipeline.ts';
import { rowOf } from '../sources/sends/sends.ts';

/** The row of one element of `value`, in the field. */
function rowOfElement(field: string, value: object): RowDraft {
  const change = { field, value: { messaging_product: 'whatsapp', ...value } };
  const [first] = rowsOf(
    JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [change] }] }),
  );
  if (first === undefined) throw new Error('no row');
  return first.row;
}

const KEYED = /^1\.[\w-]{22}$/;
const MESSAGE = { id: 'wamid.1', from: '15550100001', timestamp: '1795190400' };

describe('a word in a member that people or the business fill in is kept where it is known, else keyed', () => {
  const status = (biz_opaque_callback_data: string) =>
    rowOfElement('messages', { statuses: [{ id: 'wamid.1', status: 'sent', biz_opaque_callback_data }] });

  test.each([
    ['marketing', 'marketing'],
    ['UTILITY', 'utility'],
    ['ada_example', KEYED],
    ['ADA_EXAMPLE', KEYED],
  ])('a template’s category %s', (category, expected) => {
    const columns = [
      status(`template=hello;category=${category}`).template_category,
      rowOf({ message_id: 'wamid.1', template: { name: 'hello', category } }).row.template_category,
    ];
    for (const column of columns) expect(column).toEqual(expect.stringMatching(expected));
    expect(new Set(columns).size).toBe(1);
  });

  test.each([
    ['image/jpeg', 'image/jpeg'],
    ['ada_example', KEYED],
    ['image/ada_example', KEYED],
  ])('a media type %s, which the sender’s phone states', (mime_type, expected) => {
    const { media_type } = rowOfElement('messages', {
      messages: [{ ...MESSAGE, type: 'image', image: { mime_type } }],
    });
    expect(media_type).toEqual(expect.stringMatching(expected));
  });
});

describe('a figure with as many digits as a phone number is not kept', () => {
  test.each([
    ['86400', 86_400],
    [999_999, 999_999],
    ['1550100', null],
    [1_550_100_999, null],
  ])('a call’s duration %s', (duration, expected) => {
    const calls = [{ id: 'wacid.1', event: 'terminate', timestamp: '1795190400', duration }];
    expect(rowOfElement('calls', { calls }).duration_seconds ?? null).toBe(expected);
  });

  test.each([
    [12.5, 12.5],
    [15_550_100_999, null],
    ['15550100999', null],
  ])('what a flow’s alert measured %s', (figure, expected) => {
    const value = { event: 'ENDPOINT_ERROR_RATE', error_rate: figure, threshold: figure };
    const { measured, threshold } = rowOfElement('flows', value);
    expect([measured, threshold]).toEqual([expected, expected]);
  });
});

test('what is put into a template or form is the business’s, whatever its members are called', () => {
  const filledIn = { status: 'ada_example', type: 'ADA_EXAMPLE', code: 482_913, voice: true, language: 'ada' };
  const interactive = {
    type: 'flow',
    action: { parameters: { flow_action_payload: { data: filledIn } } },
  };
  const template = {
    components: [{ type: 'body', parameters: [filledIn] }],
    flow_action_payload: filledIn,
    data: filledIn,
  };
  const echo = { ...MESSAGE, to: '15550100002', type: 'interactive', interactive, template };
  const { payload } = rowOfElement('smb_message_echoes', { message_echoes: [echo] });
  expect(payload).not.toMatch(/ada|482913|true/i);
  expect(payload).toContain('"type":"body"');
});
