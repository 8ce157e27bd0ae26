import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pseudonym } from '../../../../domain/identity/pseudonym-keys.ts';
import { readCallbackData } from '../../../../domain/sources/shared/callback-data.ts';
import { PSEUDONYM_KEYS } from '../../pipeline.ts';

const UUID = '0190a1b2-1234-4567-8901-123456789012';
const keyed = (name: string) => pseudonym(PSEUDONYM_KEYS, 'name', name);

const CASES: readonly (readonly [rule: string, given: string | null, row: object])[] = [
  ['nothing says nothing', null, {}],
  ['the empty string says nothing', '', {}],
  [
    'a JSON object gives each column',
    '{"campaign_id":"spring","template_name":"hello","language":"en_US","version":"3","category":"marketing","experiment_arm":"a","cost_tag":"crm"}',
    {
      campaign_id: 'spring',
      template_name: 'hello',
      template_language: 'en_US',
      template_version: '3',
      template_category: 'marketing',
      experiment_arm: 'a',
      cost_tag: 'crm',
    },
  ],
  [
    'pairs give each column by its short name',
    'campaign=spring;template=hello;language=en_US;version=3;category=utility;arm=b;cost=crm',
    {
      campaign_id: 'spring',
      template_name: 'hello',
      template_language: 'en_US',
      template_version: '3',
      template_category: 'utility',
      experiment_arm: 'b',
      cost_tag: 'crm',
    },
  ],
  [
    'blanks around names and values do not count',
    ' campaign = spring ; arm = b ;',
    { campaign_id: 'spring', experiment_arm: 'b' },
  ],
  ['the full name counts before the short one', 'campaign=short;campaign_id=full', { campaign_id: 'full' }],
  [
    'where the full name’s value is empty the short one’s stands',
    'campaign=short;campaign_id=',
    { campaign_id: 'short' },
  ],
  ['of a name twice the first counts', 'campaign=one;campaign=two', { campaign_id: 'one' }],
  ['a number is text', '{"campaign":42}', { campaign_id: '42' }],
  ['unknown names are ignored', 'tenant=7;campaign=spring', { campaign_id: 'spring' }],
  ['a value may hold an equals sign, and is keyed', 'campaign=a=b', { campaign_id: keyed('a=b') }],
  ['a UUID is keyed', `campaign=${UUID}`, { campaign_id: keyed(UUID) }],
  ['six digits stay', 'campaign=c123456', { campaign_id: 'c123456' }],
  ['seven digits are keyed', 'campaign=c1555010;arm=a', { campaign_id: keyed('c1555010'), experiment_arm: 'a' }],
  [
    'a template is named as Meta’s own fields name it',
    'template=promo_20261101;language=en-US;category=MARKETING',
    { template_name: 'promo_20261101', template_language: 'en_US', template_category: 'marketing' },
  ],
  ['a template’s name is a name like any other', 'template=Spring Sale', { template_name: 'Spring Sale' }],
  [
    'a template’s name with a number in it is keyed',
    'template=call_15550100',
    { template_name: keyed('call_15550100') },
  ],
  ['an invalid language is dropped', 'language=English;arm=a', { experiment_arm: 'a' }],
  [
    'a phone number written with marks is keyed',
    'campaign=+1 (555) 010-0999',
    { campaign_id: keyed('+1 (555) 010-0999') },
  ],
  ['a message id is keyed', 'campaign=wamid.HBgLMTU1NTAx', { campaign_id: keyed('wamid.HBgLMTU1NTAx') }],
  ['a value with @ is keyed', '{"campaign":"a@example.com"}', { campaign_id: keyed('a@example.com') }],
  ['a value of 128 characters stays', `campaign=${'x'.repeat(128)}`, { campaign_id: 'x'.repeat(128) }],
  ['a longer value is keyed', `campaign=${'x'.repeat(129)}`, { campaign_id: keyed('x'.repeat(129)) }],
  ['an empty value is dropped', 'campaign=;arm=a', { experiment_arm: 'a' }],
  ['a value with a line break is keyed', 'campaign=a\nb', { campaign_id: keyed('a\nb') }],
  ['a value with half a character is keyed', '{"campaign":"a\\ud800"}', { campaign_id: keyed('a\ud800') }],
  ['nested values are dropped', '{"campaign":{"id":"spring"},"arm":["a"]}', {}],
  ['a bare word says nothing', 'spring', {}],
  ['a sentence with one pair in it says nothing', 'for Ann; campaign=spring', {}],
  ['broken JSON says nothing', '{"campaign":"spring"', {}],
  ['a JSON list says nothing', '[{"campaign":"spring"}]', {}],
  ['prototype names are only names', '{"__proto__":{"campaign":"x"},"constructor":"y"}', {}],
  ['a string longer than Meta takes says nothing', `campaign=spring;${' '.repeat(512)}`, {}],
];

describe('readCallbackData', () => {
  it.each(CASES)('%s', (_rule, given, row) => {
    expect(readCallbackData(PSEUDONYM_KEYS, given)).toEqual(row);
  });

  const words = fc.constantFrom(
    'campaign',
    'arm',
    'cost_tag',
    'x',
    '=',
    ';',
    '{',
    '}',
    '"',
    ':',
    ',',
    '+15550100999',
    'a@example.com',
    ' ',
  );
  const written = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(words).map((parts) => parts.join('')),
    fc
      .dictionary(
        fc.constantFrom('campaign', 'campaign_id', 'version', 'template', 'category', '__proto__'),
        fc.jsonValue(),
      )
      .map((value) => JSON.stringify(value)),
    fc.tuple(fc.constantFrom('campaign', 'arm', 'cost'), fc.string()).map(([name, value]) => `${name}=${value}`),
  );

  it('never throws, and lets nothing through that may be a number or an address', () => {
    fc.assert(
      fc.property(written, (given) => {
        for (const value of Object.values(readCallbackData(PSEUDONYM_KEYS, given))) {
          expect(value).toMatch(/^[^@\p{Cc}]{1,128}$/u);
          expect(value).not.toMatch(/(?<![0-9a-f-])\d{7,}(?![0-9a-f-])/i);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
