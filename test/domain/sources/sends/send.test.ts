import { describe, expect, test } from 'vitest';
import { reasonAgainst } from './sends.ts';

const MESSAGE = { message_id: 'wamid.A' };
const NAME = '1 to 512 characters';
const ID = '1 to 256 characters';
const TIME = 'an ISO 8601 time with its offset, or seconds or milliseconds since the epoch';
const POSITION = 'a whole number from 1 to 100';
const button = (change: object) => ({ buttons: [{ kind: 'url' }, { kind: 'call', ...change }] });

describe('what is wrong is named with what is allowed, and never quoted', () => {
  test.each<[object, string]>([
    [{ message_id: '' }, 'message_id: 1 to 256 characters'],
    [{ message_id: 'x'.repeat(257) }, 'message_id: 1 to 256 characters'],
    [{ message_id: ['wamid'] }, 'message_id: 1 to 256 characters'],
    [{ id: 'x'.repeat(129) }, 'id: 1 to 128 characters'],
    [{ sent_at: '2026-11-20 10:00:00' }, `sent_at: ${TIME}`],
    [{ sent_at: '2026-11-20T10:00:00' }, `sent_at: ${TIME}`],
    [{ sent_at: 'yesterday' }, `sent_at: ${TIME}`],
    [{ sent_at: -5 }, `sent_at: ${TIME}`],
    [{ account_id: 'x'.repeat(257) }, `account_id: ${ID}`],
    [{ endpoint_id: {} }, `endpoint_id: ${ID}`],
    [{ template: { name: 'a', id: '' } }, `template.id: ${ID}`],
    [{ to: '15550100999' }, 'to: an object with phone or bsuid'],
    [{ to: {} }, 'to: an object with phone or bsuid'],
    [{ to: { phone: 'Ann' } }, 'to.phone: a phone number, best as +<digits>'],
    [
      { to: { bsuid: '15550100999' } },
      'to.bsuid: a business-scoped user id: two capital letters, a dot, letters and digits',
    ],
    [{ to: { phone: `${' '.repeat(100)}15550100999` } }, 'to.phone: a phone number, best as +<digits>'],
    [{ campaign_id: ['spring'] }, `campaign_id: ${NAME}`],
    [{ cost_tag: 'x'.repeat(513) }, `cost_tag: ${NAME}`],
    [{ template: 'hello' }, 'template: an object with name'],
    [{ template: { language: 'en' } }, `template.name: ${NAME}`],
    [{ template: { name: 'a', language: 'English' } }, 'template.language: a language as Meta has it: en, en_US'],
    [
      { template: { name: 'a', category: 'Ann' } },
      'template.category: a template’s category as Meta has it: MARKETING or marketing, UTILITY, AUTHENTICATION',
    ],
    [{ experiment: { id: 'e1' } }, `experiment.arm: ${NAME}`],
    [{ flow_token: 'x'.repeat(513) }, 'flow_token: 1 to 512 characters'],
    [{ buttons: { kind: 'url' } }, 'buttons: a list'],
    [{ buttons: ['url'] }, 'buttons[0]: an object'],
    [button({ kind: 'link' }), 'buttons[1].kind: one of quick_reply, url, call, flow, catalog, list_row'],
    [button({ position: 0 }), `buttons[1].position: ${POSITION}`],
    [button({ position: 1.5 }), `buttons[1].position: ${POSITION}`],
    [button({ position: '2' }), `buttons[1].position: ${POSITION}`],
    [button({ position: 1 }), 'buttons: no two at the same position'],
    [{ buttons: Array.from({ length: 101 }, () => ({ kind: 'url' })) }, 'buttons: at most 100'],
  ])('%j', (change, reason) => {
    expect(reasonAgainst({ ...MESSAGE, ...change })).toBe(reason);
  });

  test('several are named at once, and not without end', () => {
    const buttons = Array.from({ length: 20 }, () => ({ kind: 'x' }));
    const reasons = reasonAgainst({ sent_at: 'x', buttons }).split('; ');
    expect(reasons.slice(0, 2)).toEqual(['message_id: 1 to 256 characters', `sent_at: ${TIME}`]);
    expect(reasons).toHaveLength(5);
  });
});

describe('what is allowed', () => {
  test.each<[string, object]>([
    ['nothing but the message', {}],
    [
      'null for what is not known',
      { id: null, to: null, template: null, buttons: null, experiment: null, sent_at: null },
    ],
    ['ids as numbers', { message_id: 1234, id: 7, account_id: 102290129340398, campaign_id: 42 }],
    [
      'a name that is keyed',
      { campaign_id: 12345678, template: { name: 'call_15550100999' }, cost_tag: 'ann@example.com' },
    ],
    ['an id that is keyed', { account_id: 'a b', endpoint_id: '15550100999' }],
    ['a template named with a day', { template: { name: 'promo_20261101' } }],
    ['a phone number as people write it', { to: { phone: '+1 (555) 010-0999' } }],
    ['both aliases', { to: { phone: '15550100999', bsuid: 'US.13491208655302741918' } }],
    ['no buttons', { buttons: [] }],
    [
      'positions that are stated',
      {
        buttons: [
          { kind: 'url', position: 2 },
          { kind: 'call', position: 1 },
        ],
      },
    ],
    ['seconds', { sent_at: 1_795_176_000 }],
    ['milliseconds', { sent_at: 1_795_176_000_000 }],
    ['seconds as text', { sent_at: '1795176000' }],
    ['an offset', { sent_at: '2026-11-20T13:00:00+01:00' }],
  ])('%s', (_name, change) => {
    expect(reasonAgainst({ ...MESSAGE, ...change })).toBe('');
  });
});
