import { describe, expect, test } from 'vitest';
import { verifyCallback } from '../../../../domain/sources/meta/verify-callback.ts';

const CREDENTIALS = { verify_token: 'our-token', previous_verify_token: 'our-former-token' };
const ASKED = { 'hub.mode': 'subscribe', 'hub.verify_token': 'our-token', 'hub.challenge': '1158201444' };

test.each([
  ['current', 'our-token'],
  ['previous', 'our-former-token'],
])('the %s token is answered by the bare challenge', (_name, token) => {
  expect(verifyCallback({ ...ASKED, 'hub.verify_token': token }, CREDENTIALS)).toEqual({
    accepted: true,
    challenge: '1158201444',
  });
});

describe('a callback check is refused', () => {
  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['with a wrong token', { ...ASKED, 'hub.verify_token': 'their-token' }, CREDENTIALS],
    ['with the token in other case', { ...ASKED, 'hub.verify_token': 'OUR-TOKEN' }, CREDENTIALS],
    ['with an empty token', { ...ASKED, 'hub.verify_token': '' }, CREDENTIALS],
    ['without a token', { 'hub.mode': 'subscribe', 'hub.challenge': '1' }, CREDENTIALS],
    ['without a challenge', { 'hub.mode': 'subscribe', 'hub.verify_token': 'our-token' }, CREDENTIALS],
    ['in another mode', { ...ASKED, 'hub.mode': 'unsubscribe' }, CREDENTIALS],
    ['without a mode', { 'hub.verify_token': 'our-token', 'hub.challenge': '1' }, CREDENTIALS],
    ['without anything', {}, CREDENTIALS],
    ['where no token is set', { ...ASKED, 'hub.verify_token': '' }, { verify_token: '', previous_verify_token: '' }],
    ['where there are no credentials', ASKED, {}],
  ])('%s', (_name, query, credentials) => {
    expect(verifyCallback(query, credentials)).toEqual({ accepted: false });
  });
});
