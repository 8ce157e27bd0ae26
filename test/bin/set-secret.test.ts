import { expect, test } from 'vitest';
import { enteredMember, withSecret } from '../../bin/cli/set-secret.ts';
import { CREDENTIALS as META } from '../../domain/sources/meta/credentials.ts';
import { CREDENTIALS as SENDS } from '../../domain/sources/sends/credentials.ts';

const before = { verify_token: 'token', previous_verify_token: '', app_secret: '', previous_app_secret: '' };

test.each([
  ['the vendor’s own where it has one', META, 'app_secret'],
  ['the generated one otherwise', SENDS, 'signing_secret'],
])('the secret that is entered is %s', (_rule, template, member) => {
  expect(enteredMember(template)).toBe(member);
});

test('a first secret is set and every other member is kept', () => {
  const { what, credentials } = withSecret(META, before, 'new');
  expect([what, credentials]).toEqual(['set', { ...before, app_secret: 'new' }]);
});

test('a next secret moves the one before to previous, so that both are valid while the vendor changes over', () => {
  const { what, credentials } = withSecret(META, { ...before, app_secret: 'old', previous_app_secret: 'older' }, 'new');
  expect([what, credentials]).toEqual(['rotated', { ...before, app_secret: 'new', previous_app_secret: 'old' }]);
});

test('the same secret again does not push the previous one out', () => {
  const stored = { ...before, app_secret: 'new', previous_app_secret: 'old' };
  expect(withSecret(META, stored, 'new')).toEqual({ what: 'unchanged', credentials: stored });
});
