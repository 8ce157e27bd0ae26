import { describe, expect, test } from 'vitest';
import { cleanBoolean, cleanNumber, cleanText } from '../../../domain/payload/clean.ts';
import { NO_MEMBER } from '../../../domain/payload/member-names.ts';
import { PLATFORM, vocabularyOf } from '../../../domain/payload/vocabulary.ts';
import { PLATFORM_WORDS } from '../../../domain/personal/platform-words.ts';
import {
  INTERACTIVE_EVENTS,
  MESSAGE_EVENTS,
  STATUS_EVENTS,
  SYSTEM_EVENTS,
} from '../../../domain/sources/meta/words.ts';

function cleaned(member: string, value: unknown, isVendors = true): unknown {
  const name = PLATFORM.memberName(member);
  if (typeof value === 'number') return JSON.parse(cleanNumber(name, value, isVendors));
  if (typeof value === 'boolean') return JSON.parse(cleanBoolean(name, value, isVendors));
  return JSON.parse(cleanText(name, String(value), isVendors));
}

describe('a text is kept where it is the vendor’s', () => {
  test.each([
    ['type', 'image'],
    ['type', 'HOME'],
    ['type', 'FLOW_STATUS'],
    ['status', 'delivered'],
    ['status', 'COMPLETED'],
    ['event', 'ACCOUNT_RESTRICTION'],
    ['event_name', 'LeadSubmitted'],
    ['currency', 'USD'],
    ['category', 'authentication-international'],
    ['language', 'en'],
    ['language', 'en_US'],
    ['message_template_language', 'es-419'],
    ['mime_type', 'image/jpeg'],
    ['mime_type', 'application/vnd.ms-excel'],
    ['timestamp', '1795190400'],
    ['timestamp', '1795190400123'],
    ['status', 'TIER_100K'],
    ['status', 'in_orbit'],
    ['type', 'ADA'],
    ['status', 'a'.repeat(32)],
  ])('%s: %s', (member, value) => expect(cleaned(member, value)).toBe(value));
});

describe('a text that may be a person’s is only described', () => {
  test.each([
    ['type', 'Ada', '<text 3>'],
    ['type', 'ada@example.com', '<text 15>'],
    ['type', 'CALL_1555010', '<text 12>'],
    ['status', 'ada2', '<word 4>'],
    ['status', 'a'.repeat(33), '<word 33>'],
    ['status', 'TEL_491_701_234_5678', '<text 20>'],
    ['mime_type', 'image/ada', '<text 9>'],
    ['any_member', 'MARIA_GARCIA', '<text 12>'],
    ['body', 'MARIA_GARCIA', '<text 12>'],
    ['timestamp', '4917012345', '<text 10>'],
    ['timestamp', '1199145600', '<text 10>'],
    ['timestamp', '4917012345678', '<text 13>'],
    ['status', 'Ada', '<text 3>'],
    ['status', 'ADA EXAMPLE', '<text 11>'],
    ['status', 'a15550100001', '<word 12>'],
    ['status', 'A15550100001', '<text 12>'],
    ['language', 'English', '<text 7>'],
    ['language', 'delivered', '<text 9>'],
    ['mime_type', 'ada/example', '<text 11>'],
    ['mime_type', 'image/a15550100001', '<text 18>'],
    ['timestamp', '15550100001', '<text 11>'],
    ['timestamp', 'delivered', '<text 9>'],
    ['any_member', 'delivered', '<text 9>'],
    ['any_member', 'ADA', '<text 3>'],
    ['any_member', 'ADA_1555010', '<text 11>'],
    ['any_member', 'A_DA', '<text 4>'],
    ['Any Member', 'delivered', '<text 9>'],
  ])('%s: %s is %s', (member, value, description) => expect(cleaned(member, value)).toBe(description));
});

describe('a number is kept where its member counts and it is small and whole, or is a time', () => {
  test.each<[string, number, unknown]>([
    ['count', 999_999, 999_999],
    ['count', -999_999, -999_999],
    ['count', 1_000_000, '<number>'],
    ['count', -1_000_000, '<number>'],
    ['count', 1.5, '<number>'],
    ['count', 1_795_190_400, '<number>'],
    ['latitude', 52, '<number>'],
    ['zip', 10_115, '<number>'],
    ['timestamp', 4_917_012_345, '<number>'],
    ['timestamp', 1_199_145_600, '<number>'],
    ['timestamp', 4_917_012_345_678, '<number>'],
    ['timestamp', 1_795_190_400, 1_795_190_400],
    ['timestamp', 1_795_190_400_123, 1_795_190_400_123],
    ['timestamp', 15_550_100_001, '<number>'],
    ['timestamp', 7, '<number>'],
  ])('%s: %s is %s', (member, value, kept) => {
    expect(cleaned(member, value)).toBe(kept);
  });
});

test('a value without a member is described', () => {
  expect(cleanText(NO_MEMBER, 'delivered', true)).toBe('"<text 9>"');
});

test('what is kept needs no escape in JSON', () => {
  for (const word of PLATFORM_WORDS) expect(JSON.stringify(word)).toBe(`"${word}"`);
});

test('every word that has a mapping is a known one', () => {
  const mapped = [STATUS_EVENTS, MESSAGE_EVENTS, INTERACTIVE_EVENTS, SYSTEM_EVENTS].flatMap((words) => [
    ...words.keys(),
  ]);
  expect(mapped.filter((word) => !PLATFORM_WORDS.has(word))).toEqual([]);
});

describe('a switch is kept where its member is known to hold one', () => {
  test.each<[string, boolean, unknown]>([
    ['voice', true, true],
    ['billable', false, false],
    ['hiv', true, '<boolean>'],
    ['status', true, '<boolean>'],
  ])('%s: %s is %s', (member, value, kept) => expect(cleaned(member, value)).toBe(kept));
});

describe('where people or the business write, only the known words are kept', () => {
  test.each<[string, unknown, unknown]>([
    ['type', 'HOME', 'HOME'],
    ['type', 'ada', '<word 3>'],
    ['type', 'ADA', '<text 3>'],
    ['status', 'positive', '<word 8>'],
    ['language', 'en', '<text 2>'],
    ['timestamp', '1795190400', '<text 10>'],
    ['code', 4_829, '<number>'],
    ['voice', true, '<boolean>'],
  ])('%s: %s is %s', (member, value, kept) => expect(cleaned(member, value, false)).toBe(kept));
});

describe('a source’s own vocabulary', () => {
  const own = vocabularyOf({
    words: ['Undelivered'],
    members: { SmsStatus: 'word', Body: 'peoples', data: null, status: 'peoples' },
  });
  const text = (member: string, value: string, isVendors = true) =>
    JSON.parse(cleanText(own.memberName(member), value, isVendors, own.words));

  test.each([
    ['its words are known, also where people write', text('type', 'Undelivered', false), 'Undelivered'],
    ['its members hold words', text('SmsStatus', 'Undelivered'), 'Undelivered'],
    ['of another source they hold nothing that is kept', cleaned('SmsStatus', 'Undelivered'), '<text 11>'],
    ['a word that nobody knows is described there', text('SmsStatus', 'Ada Example'), '<text 11>'],
    ['the platform’s words and members are known too', text('type', 'HOME', false), 'HOME'],
    ['what it says of a member counts before the platform', text('status', 'delivered'), '<text 9>'],
  ])('%s', (_rule, found, kept) => expect(found).toBe(kept));

  test('its members are named, and what people fill in is theirs', () => {
    expect(own.memberName('SmsStatus')).toMatchObject({ shown: 'SmsStatus', holds: 'word' });
    expect(own.memberName('Body').holds).toBe('peoples');
    expect([own.memberName('data').holds, PLATFORM.memberName('data').holds]).toEqual([null, 'peoples']);
    expect(PLATFORM.memberName('SmsStatus').shown).toBe('<member>');
  });
});
