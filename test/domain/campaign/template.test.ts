import { describe, expect, test } from 'vitest';
import { readCallbackData } from '../../../domain/campaign/callback-data.ts';
import { templateCategory, templateLanguage, templateName } from '../../../domain/campaign/template.ts';
import { rowsOf } from '../pipeline.ts';
import { rowOf } from '../sources/sends/sends.ts';

describe('a name of this form is a template’s', () => {
  test.each([
    'a',
    'spring_sale',
    'sale_2026_11_01',
    'sale_261101',
    'promo_20261101',
    'promo_31122026',
    'promo_12312026',
    'v_20180101_20391231',
    'x'.repeat(512),
  ])('%s', (name) => expect(templateName(name)).toBe(name));
});

describe('a name of this form is none, or may hold a phone number', () => {
  test.each([
    null,
    '',
    'Spring_Sale',
    'spring-sale',
    'Ada Example',
    'ada@example.com',
    '20261101',
    'call_1555010',
    'call_12345678',
    'call_20261301',
    'call_20171101',
    'call_20401101',
    'call_32112026',
    'call_202611011',
    'call_15550100001',
    'x'.repeat(513),
  ])('%s', (name) => expect(templateName(name)).toBeNull());
});

test.each([
  ['en-US', 'en_US'],
  ['en_US', 'en_US'],
  ['EN_us', 'en_US'],
  ['en', 'en'],
  ['es_419', 'es_419'],
  ['fil', 'fil'],
  ['English (US)', null],
  ['', null],
  [null, null],
])('a template’s language has one form: %s', (written, language) => expect(templateLanguage(written)).toBe(language));

test.each([
  ['MARKETING', 'marketing'],
  ['marketing', 'marketing'],
  ['Marketing', 'marketing'],
  ['AUTHENTICATION-INTERNATIONAL', 'authentication_international'],
  ['SHIPPING_UPDATE', 'shipping_update'],
  ['retention', 'retention'],
  ['Ada', null],
  ['Ada Example', null],
  ['a1234567', null],
  ['AB_1234567', null],
  ['ab_1234567', null],
  [null, null],
])('a template’s category has one form: %s', (written, category) => expect(templateCategory(written)).toBe(category));

describe('Meta’s row of a template, a send and callback data name it alike', () => {
  const NAMED = ['template_name', 'template_language', 'template_category'] as const;
  const [name, category] = ['promo_20261101', 'MARKETING'];
  const inField = (field: string, value: object) =>
    rowsOf(JSON.stringify({ object: 'whatsapp_business_account', entry: [{ changes: [{ field, value }] }] }))[0]?.row;
  const metaRow = inField('message_template_status_update', {
    event: 'APPROVED',
    message_template_id: 1689556908129832,
    message_template_name: name,
    message_template_language: 'en-US',
    message_template_category: category,
  });

  test.each(NAMED)('%s', (column) => {
    const template = { name, category, language: 'en-US' };
    const data = `template=${name};category=${category};language=en-US`;
    const { row } = rowOf({ message_id: 'wamid.A', template });
    expect(row[column]).toMatch(/./);
    expect(metaRow?.[column]).toBe(row[column]);
    expect(readCallbackData(data)[column]).toBe(row[column]);
  });
});
