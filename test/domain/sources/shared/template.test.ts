import { describe, expect, test } from 'vitest';
import { readCallbackData } from '../../../../domain/sources/shared/callback-data.ts';
import { templateCategory, templateLanguage } from '../../../../domain/sources/shared/template.ts';
import { PSEUDONYM_KEYS, rowsOf } from '../../pipeline.ts';
import { rowOf } from '../sends/sends.ts';

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
  const NAMES = ['promo_20261101', 'for_49_170_123_45678', 'spring sale'];
  const CASES = NAMES.flatMap((name) => NAMED.map((column) => [column, name] as const));
  const category = 'MARKETING';
  const inField = (field: string, value: object) =>
    rowsOf(JSON.stringify({ object: 'whatsapp_business_account', entry: [{ changes: [{ field, value }] }] }))[0]?.row;

  test.each(CASES)('%s of %s', (column, name) => {
    const metaRow = inField('message_template_status_update', {
      event: 'APPROVED',
      message_template_id: 1689556908129832,
      message_template_name: name,
      message_template_language: 'en-US',
      message_template_category: category,
    });
    const template = { name, category, language: 'en-US' };
    const data = `template=${name};category=${category};language=en-US`;
    const { row } = rowOf({ message_id: 'wamid.A', template });
    expect(row[column]).toMatch(/./);
    expect(metaRow?.[column]).toBe(row[column]);
    expect(readCallbackData(PSEUDONYM_KEYS, data)[column]).toBe(row[column]);
  });
});
