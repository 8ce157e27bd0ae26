import { expect, test } from 'vitest';
import { readRequest } from '../../../lambdas/pages/request.ts';
import { page } from './world.ts';

const EXEC = page('exec');
const BUTTONS = page('buttons');
const read = (event: unknown) => readRequest(event, [EXEC, BUTTONS], 'en');

test('the refresh’s call is all pages', () => {
  expect(read({})).toEqual({ page: 'all', locale: 'en', lakeOption: '' });
});

test('a page, a filter as parameters, and a locale', () => {
  expect(read({ page: 'buttons', parameters: 'period=7d&campaign=a%26b', locale: 'en-in' })).toEqual({
    page: BUTTONS,
    filter: { period: { kind: '7d' }, slices: { campaign: 'a&b' } },
    locale: 'en-IN',
    lakeOption: '',
  });
});

test('a page alone is of 28 days; parameters alone are the first page’s', () => {
  expect(read({ page: 'buttons' })).toMatchObject({ page: BUTTONS, filter: { period: { kind: '28d' } } });
  expect(read({ parameters: 'period=90d' })).toMatchObject({ page: EXEC, filter: { period: { kind: '90d' } } });
});

test.each(['', '--stack Lake', '--stack Lake --region eu-west-1', '--data /tmp/my.lake'])(
  'commands in the file may name the lake by %j',
  (lakeOption) => {
    expect(read({ lakeOption })).toMatchObject({ lakeOption });
  },
);

test.each([
  '--stack $(id)',
  '--data a b',
  '--data a; id',
  '--stack',
  'Lake',
  '--out x',
  '--stack a --stack `b`',
  "--data '",
])('commands in the file may not name the lake by %j', (lakeOption) => {
  expect(() => read({ lakeOption })).toThrow('It has another lakeOption.');
});

test.each([
  [null, 'A request must be {"page"?'],
  ['exec', 'A request must be {"page"?'],
  [{ page: 1 }, 'It has another page.'],
  [{ paramters: 'period=7d' }, 'It has also paramters.'],
  [{ parameters: 'x'.repeat(4_001) }, 'of up to 4000 characters'],
  [{ page: 'orders' }, 'page must be exec, buttons; it is "orders".'],
  [{ parameters: 'period=8d' }, 'parameters: period must be 7d, 28d, 90d, month or custom; it is "8d".'],
  [{ parameters: 'period=month&month=2026-13' }, 'parameters: month must be a month such as 2026-10'],
  [{ page: 'exec', locale: 'english please' }, 'locale must be a BCP 47 tag such as en-IN; it is "english please".'],
  [{ locale: '' }, 'locale must be a BCP 47 tag'],
])('%j is refused with its rule', (event, message) => {
  expect(() => read(event)).toThrow(message);
});
