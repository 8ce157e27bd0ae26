import { describe, expect, test } from 'vitest';
import { KNOWN_PATHS, listOf, newPaths, readKnownPaths } from '../../../domain/payload/drift.ts';

const KNOWN = readKnownPaths({ 'meta.x': ['id string', 'text.body string', 'list[] null'], 'meta.z': ['z string'] });

describe('a path is new when its kind of payload did not have it', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['a new member', ['id string', 'later number'], ['later number']],
    ['a known member of another kind', ['id number'], ['id number']],
    ['a path that only another kind has', ['z string'], ['z string']],
    ['null in a new member', ['later null'], ['later null']],
    ['null in a member that begins like a known one', ['text null'], ['text null']],
  ])('%s', (_rule, paths, expected) => expect(newPaths(KNOWN, 'meta.x', paths)).toEqual(expected));

  test.each<[string, readonly string[]]>([
    ['what is known', ['id string', 'text.body string']],
    ['null in a known member', ['id null', 'text.body null']],
    ['a name that could be somebody’s data, wherever in the path', ['<member> string', 'text.<member>.flag boolean']],
    ['nothing', []],
  ])('not: %s', (_rule, paths) => expect(newPaths(KNOWN, 'meta.x', paths)).toEqual([]));
});

test('of a kind that is not known nothing is new', () => {
  expect(newPaths(KNOWN, 'meta.y', ['id string', 'any number'])).toEqual([]);
});

test('at most fifty paths are named', () => {
  const paths = Array.from({ length: 51 }, (_, n) => `member_${n} string`);
  expect(newPaths(KNOWN, 'meta.x', paths)).toEqual(paths.slice(0, 50));
});

test('at most 8,192 characters of paths are named', () => {
  const paths = Array.from({ length: 40 }, (_, n) => `${'member.'.repeat(40)}leaf_${n} string`);
  const named = newPaths(KNOWN, 'meta.x', paths);
  expect(named.join('').length).toBeLessThanOrEqual(8_192);
  expect(named).toEqual(paths.slice(0, named.length));
});

test('the paths that are known are those of the fixtures’ kinds', () => {
  expect(KNOWN_PATHS.get('meta.messages.message')).toContain('text.body string');
});

describe('a user id that Meta documents is no news', () => {
  test.each([
    ['meta.messages.message', 'from_user_id from_parent_user_id system.user_id system.parent_user_id'],
    ['meta.messages.message', 'system.previous_user_id system.previous_parent_user_id contacts[].user_id'],
    ['meta.messages.status', 'recipient_user_id recipient_parent_user_id recipient_participant_user_id'],
    ['meta.messages.status', 'recipient_participant_parent_user_id parent_recipient_user_id parent_user_id'],
    ['meta.messages.contact', 'user_id parent_user_id profile.username'],
    ['meta.standby.message', 'from_user_id from_parent_user_id'],
    ['meta.standby.message_echo', 'to_user_id to_parent_user_id message.recipient'],
    ['meta.standby.status', 'recipient_user_id recipient_parent_user_id'],
    ['meta.smb_message_echoes.message_echo', 'to_user_id to_parent_user_id'],
    ['meta.history.message', 'from_user_id from_parent_user_id to_user_id to_parent_user_id'],
    ['meta.history.history', 'threads[].context.user_id threads[].context.parent_user_id'],
    ['meta.calls.call', 'from_user_id from_parent_user_id to_user_id to_parent_user_id'],
    ['meta.calls.status', 'recipient_user_id recipient_parent_user_id'],
    ['meta.user_preferences.user_preference', 'user_id parent_user_id'],
    ['meta.smb_app_state_sync.state_sync', 'contact.user_id contact.parent_user_id contact.username'],
    [
      'meta.group_participants_update.group',
      'added_participants[].user_id added_participants[].parent_user_id user_id',
    ],
  ])('in %s: %s', (list, paths) => {
    const texts = paths.split(' ').map((path) => `${path} string`);
    expect(newPaths(KNOWN_PATHS, list, texts)).toEqual([]);
    expect(KNOWN_PATHS.has(list)).toBe(true);
  });
});

describe('a list is named by source, field and list, whatever the word', () => {
  test.each([
    ['meta', 'messages.status.sent', 'meta.messages.status'],
    ['meta', 'account_update.change.DISABLED_UPDATE', 'meta.account_update.change'],
    ['meta', 'messages.error', 'meta.messages.error'],
    ['sends', 'send', 'sends.send'],
    ['meta', '', 'meta.'],
  ])('%s, %s', (source, sourceEvent, list) => expect(listOf(source, sourceEvent)).toBe(list));
});
